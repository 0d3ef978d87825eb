"""Facts as data files: one TSV a list, and their loader.

Each file is `word<TAB>class<TAB>source` under comment lines that say what the classes mean; a word may stand
in several classes. Stages ask for a class, never for a file's layout.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from importlib.resources import files

__all__ = ["alternation", "classes", "lexicon"]


@cache
def classes(name: str) -> dict[str, tuple[str, ...]]:
    """The words of a list by class, in the order of the file; `name` without `.tsv`.

    Raises FileNotFoundError for a list that is not there.
    """
    found: dict[str, list[str]] = {}
    text = files("pipeline.lexicons").joinpath(f"{name}.tsv").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]
    for word, kind, *_ in rows[1:]:
        found.setdefault(kind, []).append(word)
    return {kind: tuple(words) for kind, words in found.items()}


@cache
def lexicon(name: str, *kinds: str) -> tuple[str, ...]:
    """The words of the classes named, or of all, longest first (so that an alternation takes the longest)."""
    by_class = classes(name)
    words: Iterable[str] = (w for kind in kinds or by_class for w in by_class[kind])
    return tuple(sorted(set(words), key=lambda word: (-len(word), word)))


@cache
def alternation(name: str, *kinds: str) -> str:
    """The same words as a regular expression group that prefers the longest."""
    return "(?:" + "|".join(map(re.escape, lexicon(name, *kinds))) + ")"
