# The web service and the beat: everything but torch, which only other embedding models need.
# Build from the repository's root: docker build -f deploy/api.Dockerfile -t sverka-api .
FROM python:3.11-slim-bookworm AS build
WORKDIR /build
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1
RUN python -m venv /opt/sverka/venv
COPY requirements.txt .
RUN grep -vE '^(torch|transformers|sentence-transformers)==' requirements.txt > without-torch.txt \
    && /opt/sverka/venv/bin/pip install --no-deps --requirement without-torch.txt
COPY pyproject.toml requirements.in README.md LICENSE ./
COPY indexes indexes
COPY workers workers
COPY service service
RUN /opt/sverka/venv/bin/pip install --no-deps . \
    && SVERKA_FOLDER=/tmp/none SVERKA_MODELS_FOLDER=/opt/sverka/models \
       /opt/sverka/venv/bin/sverka models prepare

FROM python:3.11-slim-bookworm
RUN groupadd --gid 10001 sverka \
    && useradd --uid 10001 --gid sverka --no-create-home --home-dir /tmp sverka \
    && install -d -o sverka -g sverka /data
COPY --from=build /opt/sverka /opt/sverka
ENV PATH=/opt/sverka/venv/bin:$PATH \
    HOME=/tmp \
    PYTHONDONTWRITEBYTECODE=1 \
    SVERKA_FOLDER=/data \
    SVERKA_MODELS_FOLDER=/opt/sverka/models \
    SVERKA_LOG_FORMAT=json
WORKDIR /data
VOLUME /data
USER 10001:10001
EXPOSE 8400
HEALTHCHECK --interval=15s --timeout=5s --start-period=60s --retries=3 \
    CMD ["python", "-c", "from urllib.request import urlopen; urlopen('http://127.0.0.1:8400/healthz', timeout=4)"]
ENTRYPOINT ["sverka"]
CMD ["serve"]
