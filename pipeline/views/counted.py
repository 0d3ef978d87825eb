"""Numbers with their nouns: 1 row, 1,204 rows, 2 speeches."""

from __future__ import annotations


def counted(number: int, noun: str) -> str:
    """`noun` is the singular."""
    ending = "" if number == 1 else "es" if noun.endswith("ch") else "s"
    return f"{number:,} {noun}{ending}"
