# The workers: with torch, so that any embedding or stance model can be named; ours are prepared here.
# Build from the repository's root: docker build -f deploy/worker.Dockerfile -t sverka-worker .
FROM python:3.11-slim-bookworm AS build
WORKDIR /build
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1
RUN python -m venv /opt/sverka/venv
COPY requirements.txt .
RUN /opt/sverka/venv/bin/pip install --requirement requirements.txt
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
    TOKENIZERS_PARALLELISM=false \
    SVERKA_FOLDER=/data \
    SVERKA_MODELS_FOLDER=/opt/sverka/models \
    SVERKA_LOG_FORMAT=json
WORKDIR /data
VOLUME /data
USER 10001:10001
HEALTHCHECK --interval=60s --timeout=30s --start-period=120s --retries=3 \
    CMD ["sverka", "doctor"]
ENTRYPOINT ["sverka"]
CMD ["worker", "--concurrency", "1"]
