"""The gate: floors of the score that a change may raise and only a stated reason may lower.

Comes in: `tests/gate.toml`; goes out: what falls short of it, and whether the file itself was weakened against
the one committed last. The hard part is the quiet way down: a floor that goes from 0.92 to 0.90 in the change
that broke it, or gold of 长治 edited until it fits. Each such step needs a line under `[lowered]` with the reason.

Run as `python -m pipeline.quality.gate`: exits with 1 where the file was weakened without a reason.
"""

from __future__ import annotations

import subprocess
import sys
import tomllib
from collections.abc import Mapping
from hashlib import blake2b
from pathlib import Path
from typing import Any

from pipeline.quality.evaluation import Evaluation

GATE = Path("tests/gate.toml")
# Figures of which less is better: their floor is a ceiling.
_CEILINGS = frozenset({"narration_per_10000_characters", "most_false_proposals"})
_REASONS = "lowered"


def read_gate(path: Path = GATE) -> dict[str, dict[str, Any]]:
    """The sections of the gate, each one gold folder with its floors."""
    return tomllib.loads(path.read_text(encoding="utf-8"))


def gold_hash(folder: Path, texts: Path | None = None) -> str:
    """Of a folder's gold files and their texts, by name: changes with any letter of them."""
    whole = blake2b(digest_size=16)
    for path in sorted(
        [*folder.glob("*.json"), *(texts or folder).glob("*.txt")], key=lambda path: path.name
    ):
        whole.update(path.name.encode() + b"\0" + path.read_bytes().replace(b"\r\n", b"\n"))
    return whole.hexdigest()


def reached_by(evaluation: Evaluation) -> dict[str, float]:
    """Everything that a floor over all articles can name; an article's own fields are called `article_place`."""
    reached = {**evaluation.score.as_dict(), **_named(evaluation.article_fields)}
    if evaluation.narration is not None:
        reached["narration_per_10000_characters"] = evaluation.narration
    return reached


def shortfalls(evaluation: Evaluation, section: Mapping[str, Any]) -> list[str]:
    """What falls short of a section's floors, in words; nothing where all hold."""
    reached = reached_by(evaluation)
    found = [
        _short(name, reached[name], floor)
        for name, floor in section.get("floors", {}).items()
        if name in reached
    ]
    found += [
        f"{name}: is no figure of the score" for name in section.get("floors", {}) if name not in reached
    ]
    for article in evaluation.articles:
        figures = article.score.as_dict()
        figures["most_false_proposals"] = article.score.counts["predicted"] - article.score.counts["matched"]
        floors = section.get("each", {}) | section.get("articles", {}).get(article.name, {})
        found += [_short(f"{article.name} {name}", figures[name], floor) for name, floor in floors.items()]
    return [said for said in found if said]


def weakened(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[str]:
    """What the gate asks less of than before, without a new reason under `[lowered]`."""
    old, new = _flat(before), _flat(after)
    reasons = after.get(_REASONS, {})
    given = {
        name for name, reason in reasons.items() if reason and reason != before.get(_REASONS, {}).get(name)
    }
    found = []
    for name, floor in old.items():
        if name in given:
            continue
        now = new.get(name)
        if now is None:
            found.append(f"{name} was taken out")
        elif isinstance(floor, str) and now != floor:
            found.append(f"{name} was changed")
        elif isinstance(floor, int | float) and _is_less(name, now, floor):
            found.append(f"{name} went from {floor} to {now}")
    return found


def _named(fields: Mapping[str, float]) -> dict[str, float]:
    """The article's own fields, told from a proposal's: `article_place`."""
    return {f"article_{name}": share for name, share in fields.items()}


def _is_less(name: str, now: float, floor: float) -> bool:
    return now > floor if name.rsplit(".", 1)[-1] in _CEILINGS else now < floor


def _short(name: str, reached: float, floor: float) -> str:
    if not _is_less(name.replace(" ", "."), reached, floor):
        return ""
    return f"{name}: {reached:.4f}, where the gate asks for {floor}"


def _flat(sections: Mapping[str, Any], above: str = "") -> dict[str, Any]:
    """Floors by dotted name, `seeds.floors.span_f1`."""
    found: dict[str, Any] = {}
    for name, value in sections.items():
        if not above and name == _REASONS:
            continue
        if isinstance(value, Mapping):
            found |= _flat(value, f"{above}{name}.")
        else:
            found[above + name] = value
    return found


def main() -> int:
    """Compare the gate with the committed one; 1 where it was weakened without a reason."""
    if not GATE.exists():
        print(f"{GATE}: is not here; run this in the project's folder", file=sys.stderr)
        return 1
    committed = subprocess.run(  # noqa: S603 (a fixed command)
        ["git", "show", f"HEAD:{GATE.as_posix()}"],  # noqa: S607 (git from the PATH, as make takes it)
        capture_output=True,
        check=False,
    )
    if committed.returncode:
        print(f"{GATE}: nothing to compare with, since no commit holds it yet")
        return 0
    faults = weakened(tomllib.loads(committed.stdout.decode()), read_gate())
    for fault in faults:
        print(f"{GATE}: {fault}; raise it again, or give the reason under [{_REASONS}]", file=sys.stderr)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
