"""Builds the gazetteer's tables, `units.tsv` and `townships.tsv`, from their published sources.

Comes in: a folder with `areacodes.csv` (github.com/yescallop/areacodes, CC0) and `townships.csv`
(github.com/modood/Administrative-divisions-of-China, WTFPL). Goes out: what the gazetteer reads, a third
of that in size. Hard about it: the source's last column holds both the code that a unit went over to
(静海县 120223 → 120118) and, with a year in brackets, units that took in a part of it; only the first makes
an old name lead to a new one.

Run as `python -m pipeline.lexicons.build FOLDER`.
"""

from __future__ import annotations

import csv
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

HERE = Path(__file__).parent

UNITS_HEAD = """\
# Every code of GB/T 2260 since 1981: since and until are years (until: no longer in force from then on),
# successors the codes that the unit went over to, joined by ; where it was divided.
# Source: github.com/yescallop/areacodes at eed219a, result.csv (CC0 1.0), up to the end of 2024.
code\tname\tsince\tuntil\tsuccessors
"""
TOWNSHIPS_HEAD = """\
# Subdistricts (街道, written without that ending), towns and townships of each county, middle of 2023.
# Source: github.com/modood/Administrative-divisions-of-China at 57a0aa9, dist/streets.csv (WTFPL).
county\ttownships
"""
# The share of a dissolved prefecture's counties that must have gone to one prefecture to make that its heir.
HEIR = 0.6


def units(rows: Iterable[dict[str, str]]) -> Iterator[str]:
    """The lines of `units.tsv`."""
    rows = list(rows)
    heirs = _heirs(rows)
    for row in rows:
        until = row["变更/弃用时间"]
        successors = _whole(row) or (heirs.get((row["代码"], until), []) if until else [])
        yield "\t".join((row["代码"], row["名称"], row["启用时间"], until, ";".join(successors)))


def _whole(row: dict[str, str]) -> list[str]:
    return [item for item in row["新代码"].split(";") if item and "[" not in item]


def _heirs(rows: list[dict[str, str]]) -> dict[tuple[str, str], list[str]]:
    """Where dissolved prefectures went, which the source leaves open: 忻州地区 → 忻州市, by their counties."""
    went: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for row in rows:
        prefecture = row["代码"][:4] + "00"
        for code in _whole(row):
            if code[:4] != prefecture[:4] and not code.endswith("00") and code[2:4] != "90":
                went[prefecture, row["变更/弃用时间"]][code[:4] + "00"] += 1
    heirs = {}
    for key, counts in went.items():
        heir, count = counts.most_common(1)[0]
        heirs[key] = [heir] if count >= HEIR * counts.total() else sorted(counts)
    return heirs


def townships(rows: Iterable[dict[str, str]]) -> Iterator[str]:
    """The lines of `townships.tsv`, a county each."""
    by_county: dict[str, list[str]] = defaultdict(list)
    for row in rows:
        by_county[row["areaCode"]].append(row["name"].removesuffix("街道"))
    for county, names in sorted(by_county.items()):
        yield f"{county}\t{' '.join(names)}"


def main(folder: Path) -> None:
    """Write both tables beside this module."""
    for source, target, head, lines in (
        ("areacodes.csv", "units.tsv", UNITS_HEAD, units),
        ("townships.csv", "townships.tsv", TOWNSHIPS_HEAD, townships),
    ):
        with (folder / source).open(encoding="utf-8-sig", newline="") as file:
            body = "\n".join(lines(csv.DictReader(file)))
        (HERE / target).write_text(f"{head}{body}\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
