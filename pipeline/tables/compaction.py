"""Which neighbouring part files become one, so that thousands of weekly runs leave a few dozen files.

Parts with their sizes come in, in the order of their rows; groups come out. Only neighbours are joined, which
keeps the rows' order, and large parts are left alone, so that each row is rewritten a few times in its life
and not with every run (a year of weekly 提案 in one file would be).
"""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.tables.layout import Part

# A listing, and the footers of 64 parts in five tables, take about 50 ms; thousands take seconds.
MAX_PARTS = 64
# 64 MB hold the proposals of some 30,000 articles: large enough for fast scans, small enough to rewrite.
TARGET_BYTES = 64 * 2**20


def groups(sized: Sequence[tuple[Part, int]], target: int = TARGET_BYTES) -> list[list[Part]]:
    """The parts in their order, those in one group to be joined: never beyond `target` bytes together."""
    found: list[list[Part]] = []
    room = 0
    for part, size in sized:
        if found and size <= room:
            found[-1].append(part)
            room -= size
        else:
            found.append([part])
            room = target - size if size < target / 2 else 0
    return found
