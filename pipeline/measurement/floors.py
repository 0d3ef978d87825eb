"""What the gate could ask for: each section's figures as reached now, as lines for tests/gate.toml.

    python -m pipeline.measurement.floors [--under 0.02]

Comes in: the gate; goes out: each section that has its gold here, with the floors that it names set a little under
what is reached and with its gold's hash. The hard part is what a floor is for: it catches a change that makes things
worse (政协委员 no longer read as a role), so it stays off by what one article more or less would move.
"""

from __future__ import annotations

import argparse
import math
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from pipeline.language import load
from pipeline.measurement.reading import evaluation, read
from pipeline.measurement.sets import read_set
from pipeline.quality.gate import GATE, gold_hash, reached_by, read_gate

_NO_SECTIONS = frozenset({"lowered"})
_CEILING = "narration_per_10000_characters"


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m pipeline.measurement.floors")
    parser.add_argument("--gate", type=Path, default=GATE)
    parser.add_argument(
        "--under", type=float, default=0.02, help="how far under what is reached a floor is set"
    )
    options = parser.parse_args()
    for name, section in read_gate(options.gate).items():
        if name not in _NO_SECTIONS:
            print(
                "\n".join(lines(name, section, options.gate.resolve().parent.parent, options.under)),
                end="\n\n",
            )


def lines(name: str, section: Mapping[str, Any], root: Path, under: float) -> Iterator[str]:
    """A section of the gate with the figures of now, its paths taken from `root`.

    A ceiling stays as it is where it holds. Raises `GoldError` where there is a folder that holds no gold.
    """
    gold, texts = root / section["gold"], root / section["texts"]
    if not gold.is_dir():
        yield f"# {name}: {section['gold']} is not here"
        return
    reads = read(load(), read_set(f"{gold}={texts}"))
    reached = reached_by(evaluation(reads))
    yield f"[{name}]"
    yield f'gold = "{section["gold"]}"'
    yield f'texts = "{section["texts"]}"'
    yield f'gold_hash = "{gold_hash(gold, texts)}"'
    yield ""
    yield f"[{name}.floors]"
    for figure, floor in section["floors"].items():
        if figure == _CEILING:
            yield f"{figure} = {max(floor, math.ceil(reached[figure]))}  # reached: {reached[figure]:.2f}"
        else:
            asked = reached[figure] if reached[figure] == 1.0 == floor else max(0.0, reached[figure] - under)
            yield f"{figure} = {math.floor(100 * asked) / 100}  # reached: {reached[figure]:.4f}"


if __name__ == "__main__":
    main()
