"""How time and memory grow with the number of members: ratios from size to size, and the picture."""

import argparse
import json
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

Figures = Mapping[str, Any]
"""One size's report as it stands in the JSON file."""

NOT_DRAWN = ("engine: from record, 20 explained, every sentence as JSON", "engine: from record, words never seen", "brute force")


def curves(reports: Sequence[Figures]) -> dict[str, list[tuple[int, float]]]:
    """(members, median milliseconds) of every way that was measured at several sizes."""
    found: dict[str, list[tuple[int, float]]] = {}
    for report in reports:
        for timing in (*report["engine"], *(rival["timing"] for rival in report["rivals"])):
            found.setdefault(timing["what"], []).append((report["members"], timing["median_ms"]))
    return {what: points for what, points in found.items() if len(points) > 1}


def growth(reports: Sequence[Figures]) -> Iterable[tuple[str, int, int, float]]:
    """Of every curve, from one size to the next: how often the time for how often the members; below 1 is less than linear."""
    for what, points in curves(reports).items():
        for (fewer, before), (more, after) in pairwise(points):
            yield what, fewer, more, (after / before) / (more / fewer)


def draw(reports: Sequence[Figures], path: Path) -> None:
    """Time a query and bytes a member against the number of members, as a PNG."""
    import matplotlib

    matplotlib.use("Agg")
    from matplotlib import pyplot

    figure, (left, right) = pyplot.subplots(1, 2, figsize=(13, 6), gridspec_kw={"width_ratios": (2, 1)})
    left.set_prop_cycle(color=pyplot.get_cmap("tab20").colors)
    for what, points in curves(reports).items():
        if what not in NOT_DRAWN:
            ours = what.startswith("engine")
            left.plot(*zip(*points, strict=True), marker="o", linewidth=2.2 if ours else 1.2, linestyle="-" if ours else "--", label=what)
    left.set(xscale="log", yscale="log", xlabel="members", ylabel="median milliseconds a query", title="best 20 for an opening")
    left.legend(*left.get_legend_handles_labels(), fontsize=7, loc="upper center", bbox_to_anchor=(0.5, -0.1), ncols=3)
    for what in ("codes", "bags", "all"):
        right.plot([r["members"] for r in reports], [r["bytes"][what] / r["members"] for r in reports], marker="o", label=what)
    right.set(xscale="log", ylim=(0, None), xlabel="members", ylabel="bytes a member", title="memory")
    right.legend(fontsize=8)
    for axes in (left, right):
        axes.grid(True, which="major", alpha=0.3)
    figure.tight_layout()
    figure.savefig(path, dpi=130)
    pyplot.close(figure)


def main() -> None:
    """Ratios and picture from figures that were written down before."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("figures", type=Path, help="the JSON that tests.bench.scale wrote with --out")
    parser.add_argument("--plot", type=Path)
    given = parser.parse_args()
    reports = json.loads(given.figures.read_text(encoding="utf-8"))
    for what, fewer, more, ratio in growth(reports):
        print(f"{what:60} {fewer:>10,} → {more:>10,}   {ratio:.2f} × linear")
    if given.plot:
        draw(reports, given.plot)


if __name__ == "__main__":
    main()
