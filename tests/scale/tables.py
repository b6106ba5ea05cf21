"""The tables of what was measured, made from docs/scale.json."""

from collections.abc import Iterator, Mapping

from tests.scale.markdown import (
    MISSING,
    find,
    make_table,
    write_measure,
    write_number,
    write_ratio,
)
from tests.scale.options import ELASTICSEARCH, EMBEDDED, PARTS
from tests.scale.results import Measure, Scale

BUSY_FROM = 0.25  # of the cores, just before a part began
NAMES = {EMBEDDED: "embedded", ELASTICSEARCH: "Elasticsearch"}
Measures = Mapping[str, Measure]


def render_state(scale: Scale) -> str:
    """Whether the figures may be believed."""
    missing = [part for part in PARTS if part not in scale.runs]
    trials = [part for part in PARTS if part in scale.runs and scale.runs[part].is_trial]
    busy = [part for part, run in sorted(scale.runs.items()) if _was_busy(scale, part)]
    said = [
        ("not measured yet", missing),
        ("**only a trial, smaller than the measurement: its figures mean nothing**", trials),
        ("**measured while the machine had other work: slower than it is**", busy),
    ]
    lines = [f"- {what}: {', '.join(parts)}" for what, parts in said if parts]
    return "\n".join(lines) or "Every part was measured whole, on an idle machine."


def _was_busy(scale: Scale, part: str) -> bool:
    run = scale.runs[part]
    return run.load_before > BUSY_FROM * run.cores


def render_runs(scale: Scale) -> str:
    rows = [
        (
            part,
            run.measured_on,
            f"{run.seconds / 60:.1f}",
            f"{run.cores} cores, {run.memory_gib:.0f} GiB",
            f"{run.load_before:.1f}",
            ", ".join(f"{name.replace('_', ' ')} {value}" for name, value in run.options.items()),
        )
        for part in PARTS
        if (run := scale.runs.get(part))
    ]
    return make_table(("part", "day", "minutes", "machine", "cores busy before", "options"), rows)


def render_embedding(scale: Scale) -> str:
    titles = {
        "embedding.passages_per_second": "passages embedded a second, 256 a batch",
        "embedding.cpu_ms_a_passage": "… milliseconds of all cores a passage",
        "embedding.cut_per_second": "passages cut out of sources a second, one core",
        "embedding.claim_ms": "one claim embedded, ms",
        "embedding.characters_a_passage": "characters a passage",
    }
    return make_table(("", "median (least–most)"), _titled(scale.measures, titles))


def _titled(measures: Measures, titles: Mapping[str, str]) -> list[tuple[str, str]]:
    return [(title, write_measure(measures.get(name))) for name, title in titles.items()]


def find_sizes(measures: Measures, part: str) -> list[int]:
    """At which a part was measured: passages, workers, users."""
    parts = (name.split(".") for name in measures if name.startswith(f"{part}."))
    return sorted({int(names[1]) for names in parts if names[1].isdecimal()})


def _library_rows(measures: Measures) -> Iterator[tuple[str, int]]:
    """Back end and size, those of one size together."""
    sizes = {part: find_sizes(measures, part) for part in NAMES}
    for size in sorted({one for some in sizes.values() for one in some}):
        for part in NAMES:
            if size in sizes[part]:
                yield part, size


def render_ingest(scale: Scale) -> str:
    head = (
        *("passages", "library", "stored a second, 256 a commit", "… 4,096 a commit"),
        *("… core-ms a passage", "cut, embedded and stored a second"),
    )
    found = scale.measures
    rows = [
        (
            f"{size:,}",
            NAMES[part],
            write_measure(found.get(f"{part}.{size}.stored_per_second")),
            write_measure(found.get(f"{part}.{size}.bulk_per_second")),
            write_measure(found.get(f"{part}.{size}.bulk_cpu_ms_a_passage")),
            _write_whole_rate(found, part, size),
        )
        for part, size in _library_rows(found)
    ]
    return make_table(head, rows)


def _write_whole_rate(measures: Measures, part: str, size: int) -> str:
    names = (
        "embedding.passages_per_second",
        "embedding.cut_per_second",
        f"{part}.{size}.stored_per_second",
    )
    rates = [find(measures, name) for name in names]
    if not all(rates):
        return MISSING
    return write_number(1 / sum(1 / rate for rate in rates if rate))


def render_searches(scale: Scale) -> str:
    """Milliseconds a claim; how much slower Elasticsearch is at the same size."""
    head = (
        *("passages", "library", "both ways p50, ms", "p95, ms", "words p50", "meaning p50"),
        *("core-ms", "recall@20 of meaning", "p50 against embedded"),
    )
    found = scale.measures
    figures = ("both_p50_ms", "both_p95_ms", "words_p50_ms", "meaning_p50_ms", "both_cpu_ms")
    rows = [
        (
            f"{size:,}",
            NAMES[part],
            *(write_measure(found.get(f"{part}.{size}.{figure}")) for figure in figures),
            write_measure(found.get(f"{part}.{size}.recall_at_20"), 3),
            write_ratio(
                find(found, f"{part}.{size}.both_p50_ms"),
                find(found, f"{EMBEDDED}.{size}.both_p50_ms"),
            ),
        )
        for part, size in _library_rows(found)
    ]
    return make_table(head, rows)


def render_footprint(scale: Scale) -> str:
    head = (
        *("passages", "library", "disk, bytes a passage", "… whole vectors"),
        *("… what every search reads", "own memory, MiB", "files in memory, MiB"),
    )
    found = scale.measures
    figures = ("disk_bytes_a_passage", "vector_bytes_a_passage", "hot_bytes_a_passage")
    rows = [
        (
            f"{size:,}",
            NAMES[part],
            *(write_measure(found.get(f"{part}.{size}.{figure}")) for figure in figures),
            _write_mib(found, f"{part}.{size}.own_bytes"),
            _write_mib(found, f"{part}.{size}.mapped_bytes"),
        )
        for part, size in _library_rows(found)
    ]
    return make_table(head, rows)


def _write_mib(measures: Measures, name: str) -> str:
    value = find(measures, name)
    return MISSING if value is None else f"{value / (1 << 20):,.0f}"


def render_workers(scale: Scale) -> str:
    head = (
        *("workers", "claims a second", "against one", "worker's core-ms a claim"),
        *("PostgreSQL's and Redis's", "connections", "memory a worker, MiB", "$ per 1,000 claims"),
    )
    found = scale.measures
    rows = [
        (
            str(count),
            write_measure(found.get(f"workers.{count}.claims_per_second")),
            write_ratio(
                find(found, f"workers.{count}.claims_per_second"),
                find(found, "workers.1.claims_per_second"),
            ),
            write_measure(found.get(f"workers.{count}.worker_cpu_ms_a_claim")),
            write_measure(found.get(f"workers.{count}.server_cpu_ms_a_claim")),
            write_measure(found.get(f"workers.{count}.connections")),
            _write_mib(found, f"workers.{count}.worker_bytes"),
            _write_claims_price(scale, count),
        )
        for count in find_sizes(found, "workers")
    ]
    return make_table(head, rows)


def _write_claims_price(scale: Scale, workers: int) -> str:
    """Of the whole machine, while it does nothing else."""
    rate = find(scale.measures, f"workers.{workers}.claims_per_second")
    run = scale.runs.get("workers")
    if not rate or run is None:
        return MISSING
    hour = scale.prices.hour(run.cores, scale.prices.machine_gib)
    return write_number(1000 / rate / 3600 * hour)


def render_api(scale: Scale) -> str:
    found = scale.measures
    users = find_sizes(found, "api")
    figures = {
        "requests_per_second": "requests a second",
        "p50_ms": "p50, ms",
        "p95_ms": "p95, ms",
        "api_cpu_ms_a_request": "the API's core-ms a request",
        "server_cpu_ms_a_request": "PostgreSQL's and Redis's core-ms a request",
    }
    kinds = sorted(
        {name.split(".", 2)[2] for name in found if name.startswith("api.") and "p95_ms of" in name}
    )
    titles = figures | {kind: kind.replace("p95_ms of", "p95, ms:") for kind in kinds}
    rows = [
        (title, *(write_measure(found.get(f"api.{count}.{figure}")) for count in users))
        for figure, title in titles.items()
    ]
    return make_table(("", *(f"{count} at once" for count in users)), rows)
