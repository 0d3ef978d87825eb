"""As many distinct articles as a benchmark asks for: real texts again and again, each under a serial number."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path


def multiply(folders: Sequence[Path], n_articles: int, into: Path, *, mark: str = "") -> Path:
    """Writes `n_articles` files to `into` and gives it back; `mark` tells one call's texts from another's."""
    texts = [path.read_text("utf-8-sig") for folder in folders for path in sorted(folder.glob("*.txt"))]
    into.mkdir(parents=True)
    for number in range(n_articles):
        text = texts[number % len(texts)]
        (into / f"{mark}{number:05d}.txt").write_text(f"{text}\n\n第{mark}{number}号", "utf-8")
    return into
