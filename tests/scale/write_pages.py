"""The tables of docs/scale.md and deploy/README.md from docs/scale.json.

`python -m tests.scale.write_pages --core-hour 0.03` reckons with other prices from then on.
"""

import argparse
import re
from collections.abc import Callable, Mapping
from dataclasses import asdict, replace
from types import MappingProxyType

from tests.scale.forecasts import render_growth, render_limits, render_sizing
from tests.scale.prices import Prices
from tests.scale.results import ROOT, Scale, read_scale, write_scale
from tests.scale.tables import (
    render_api,
    render_embedding,
    render_footprint,
    render_ingest,
    render_runs,
    render_searches,
    render_state,
    render_workers,
)

PAGES = (ROOT / "docs" / "scale.md", ROOT / "deploy" / "README.md")
PLACE = re.compile(r"(<!-- scale: (\w+) -->\n).*?(<!-- /scale -->)", re.DOTALL)


def render_prices(scale: Scale) -> str:
    prices = scale.prices
    return (
        f"${prices.core_hour} a core-hour, ${prices.gib_hour} a GiB of memory an hour, "
        f"${prices.disk_gib_month:.2f} a GiB of disk a month."
    )


TABLES: Mapping[str, Callable[[Scale], str]] = MappingProxyType(
    {
        "state": render_state,
        "runs": render_runs,
        "embedding": render_embedding,
        "ingest": render_ingest,
        "searches": render_searches,
        "footprint": render_footprint,
        "workers": render_workers,
        "api": render_api,
        "prices": render_prices,
        "growth": render_growth,
        "limits": render_limits,
        "sizing": render_sizing,
    }
)


def fill_page(page: str, scale: Scale) -> str:
    """The page with every table made anew. KeyError where it names one that is not known."""
    return PLACE.sub(lambda found: f"{found[1]}{TABLES[found[2]](scale)}\n{found[3]}", page)


def write_pages() -> None:
    scale = read_scale()
    for path in PAGES:
        path.write_text(fill_page(path.read_text(encoding="utf-8"), scale), encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    scale = read_scale()
    for name, price in asdict(scale.prices).items():
        parser.add_argument(f"--{name.replace('_', '-')}", type=float, default=price)
    write_scale(replace(scale, prices=Prices(**vars(parser.parse_args()))))
    write_pages()


if __name__ == "__main__":
    main()
