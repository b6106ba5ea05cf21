"""The tables of what the model expects, made from docs/scale.json."""

from tests.scale.constants import Constants
from tests.scale.growth import (
    GIB,
    NODE_GIB,
    PEAK,
    Kind,
    Plan,
    make_plan,
    peak_claims,
)
from tests.scale.limits import Limit, find_limits
from tests.scale.markdown import MISSING, make_table, write_number, write_round
from tests.scale.prices import SECONDS_AN_HOUR
from tests.scale.results import Scale

SIZES = (10**5, 10**6, 10**7, 10**8, 10**9)
FEW, MANY = 1_000, 100_000  # articles a day
LOADS = (FEW, 10_000, MANY)
EMBEDDING_CORES = 16
API_THREADS = 16
BEATS, APIS = 2, 2
FREE_CONNECTIONS = 10  # for people and backups
POOLER_FROM = 500  # connections; each is a process of PostgreSQL
NOT_YET = "Not every part is measured yet: `make bench-scale ARGS=--missing`."


def read_constants(scale: Scale) -> Constants | None:
    try:
        return Constants.read(scale.values)
    except KeyError:
        return None


def render_growth(scale: Scale) -> str:
    constants = read_constants(scale)
    if constants is None:
        return NOT_YET
    head = (
        *("passages", "library", "shards", "nodes", "library: cores, GiB, disk GiB"),
        *("core-ms of searching a claim", "$ a month", f"¢ an article, {FEW:,} a day"),
        *(
            f"¢ an article, {MANY:,} a day",
            "embedding it once: $",
            f"… days, {EMBEDDING_CORES} cores",
        ),
    )
    return make_table(head, [_growth_row(size, constants, scale) for size in SIZES])


def _growth_row(passages: int, constants: Constants, scale: Scale) -> tuple[str, ...]:
    few, many = (make_plan(passages, load, constants) for load in (FEW, MANY))
    embedding = passages * constants.embed_seconds
    return (
        write_round(passages),
        few.kind,
        str(few.shards or MISSING),
        str(few.nodes or MISSING),
        ", ".join(
            write_round(one) for one in (few.library.cores, few.library.gib, few.library.disk_gib)
        ),
        write_number(1000 * few.search_seconds),
        write_round(few.library.month(scale.prices)),
        _write_cents(few, scale),
        _write_cents(many, scale),
        write_number(scale.prices.work(embedding)),
        write_number(embedding / SECONDS_AN_HOUR / 24 / EMBEDDING_CORES),
    )


def _write_cents(plan: Plan, scale: Scale) -> str:
    return write_number(100 * plan.dollars_an_article(scale.prices))


def render_limits(scale: Scale) -> str:
    """What breaks first comes first."""
    constants = read_constants(scale)
    if constants is None:
        return NOT_YET
    rows = [
        (one.kind, write_round(one.passages), one.what, one.remedy)
        for kind in Kind
        for one in find_limits(constants, kind)
    ]
    table = make_table(("library", "at passages", "what breaks", "remedy"), rows)
    return f"{_name_first(constants)}\n\n{table}"


def _name_first(constants: Constants) -> str:
    firsts = [found[0] for kind in Kind if (found := find_limits(constants, kind))]
    return " ".join(f"**{_describe(one)}**" for one in firsts)


def _describe(limit: Limit) -> str:
    return f"{limit.kind}: first, at about {write_round(limit.passages)} passages, {limit.what}."


def render_sizing(scale: Scale) -> str:
    """Workers, connections and nodes by articles a day."""
    constants = read_constants(scale)
    if constants is None:
        return NOT_YET
    head = (
        *("articles a day", f"claims a second at peak ({PEAK:.0f}× mean)", "workers (1 core each)"),
        *("memory of all workers, GiB", "connections to PostgreSQL", "PostgreSQL"),
        *("Elasticsearch nodes for 10⁷ passages", "… 10⁸"),
    )
    return make_table(head, [_sizing_row(load, constants) for load in LOADS])


def _sizing_row(load: int, constants: Constants) -> tuple[str, ...]:
    plans = [make_plan(size, load, constants) for size in (10**7, 10**8)]
    workers = plans[0].workers
    connections = count_connections(workers, constants)
    return (
        f"{load:,}",
        write_number(peak_claims(load, constants)),
        str(workers),
        write_number(workers * constants.worker_bytes / GIB),
        str(connections),
        _advise(connections),
        *(_write_nodes(plan) for plan in plans),
    )


def count_connections(workers: int, constants: Constants) -> int:
    """At most: every thread of every API has one, and each worker and beat as many as measured."""
    return round((workers + BEATS) * constants.worker_connections) + APIS * API_THREADS


def _advise(connections: int) -> str:
    if connections + FREE_CONNECTIONS <= 100:
        return "as it comes (`max_connections = 100`)"
    if connections < POOLER_FROM:
        return f"`max_connections = {-(-(connections + FREE_CONNECTIONS) // 50) * 50}`"
    return "a pooler"


def _write_nodes(plan: Plan) -> str:
    if plan.kind is Kind.EMBEDDED:
        return MISSING
    cores, gib = plan.library.cores / plan.nodes, plan.library.gib / plan.nodes
    return f"{plan.nodes} of {cores:.0f} cores, {min(NODE_GIB, gib):.0f} GiB"
