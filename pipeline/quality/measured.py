"""What was measured of the pipeline on gold, carried with it, for the data cards that it writes.

`measured.tsv` comes in, as written beside docs/quality.md by the same command: the pipeline's fingerprint, the
set of articles, the measure and its value. The hard part is that a figure without what it was measured on says
nothing: 0.90 on the articles at hand is not 0.90 on tomorrow's, so each name holds its set.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from importlib.resources import files
from pathlib import Path

_FILE = "measured.tsv"
_HEAD = ("pipeline", "set", "measure", "value")


def measured(path: Path | None = None) -> Mapping[str, float]:
    """Measures by name, `record F1 (seeds)`; empty where none has been measured."""
    table = path or files("pipeline.quality").joinpath(_FILE)
    if not table.is_file():
        return {}
    rows = csv.DictReader(table.read_text("utf-8").splitlines(), delimiter="\t")
    return {f"{row['measure']} ({row['set']}), by {row['pipeline']}": float(row["value"]) for row in rows}


def write_measured(
    fingerprint: str, figures: Iterable[tuple[str, str, float]], path: Path | None = None
) -> Path:
    """Keep (set, measure, value) as what this version of the pipeline reaches; returns where."""
    target = path or Path(str(files("pipeline.quality").joinpath(_FILE)))
    lines = [_HEAD, *((fingerprint, name, measure, f"{value:.3f}") for name, measure, value in figures)]
    target.write_text("".join("\t".join(line) + "\n" for line in lines), encoding="utf-8")
    return target
