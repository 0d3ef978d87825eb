"""Which articles are one text in several printings: the same words, or most of them.

Articles' words come in, clusters come out. A reprint may have another title, no lead, a paragraph less and a
tenth of its words changed, so 4-character pieces are compared, 加快制定 快制定停, as sets: MinHash (Broder 1997,
the datasketch library) proposes pairs, an exact count of shared pieces decides. The hard thing is that reports
from one meeting share whole quotations and are no reprints: the pieces of either must mostly be in the other.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any

import datasketch
import numpy as np
from datasketch import LeanMinHash, MinHash, MinHashLSH
from numpy.typing import NDArray

Pieces = NDArray[np.uint32]
Signature = NDArray[np.uint32]

PIECE = 4
# Shared pieces over all pieces. Edited reprints of the test set (tests/tables/reprinting.py) have 0.43 and more,
# reports of their own that take a third of an article over have 0.36 at most.
SAME = 0.4
# 32 bands of 3 rows propose 97 of 100 pairs that share half of their pieces and 3 of 100 that share a tenth.
_BANDS, _ROWS = 32, 3
SIGNATURE = _BANDS * _ROWS
# Every fourth piece, chosen by its hash and so alike in all articles, is enough to propose pairs.
_SAMPLE = 4
# Hash values of 32 bits: half the room of the library's older scheme, and no division.
_SCHEME = "affine32"
# Signatures of another version of the library, or of other settings, compare with none of these.
VERSION = f"{datasketch.__version__}-{PIECE}-{_BANDS}x{_ROWS}-{_SAMPLE}"

# Signatures that agree so far come from texts that share 0.65 of their pieces at least (4 standard errors).
_SURELY = 0.8

_FACTORS = np.array([0x9E3779B1, 0x85EBCA6B, 0xC2B2AE35, 0x27D4EB2F], dtype=np.uint64)


def pieces(words: str) -> Pieces:
    """The text's different pieces, as sorted 32-bit hashes."""
    codes = np.frombuffer(words.encode("utf-32-le", "surrogatepass"), dtype=np.uint32).astype(np.uint64)
    if len(codes) < PIECE:
        return np.unique(codes.astype(np.uint32))
    windows = np.lib.stride_tricks.sliding_window_view(codes, PIECE)
    hashed = (windows * _FACTORS).sum(axis=1, dtype=np.uint64)
    hashed ^= hashed >> np.uint64(29)
    hashed *= np.uint64(0xBF58476D1CE4E5B9)
    return np.unique((hashed >> np.uint64(32)).astype(np.uint32))


def signature(found: Pieces) -> Signature:
    """The MinHash values of the pieces."""
    sample = found[found % _SAMPLE == 0]
    sketch = MinHash(SIGNATURE, hashfunc=int, scheme=_SCHEME, permutations=_permutations())
    sketch.update_batch((sample if len(sample) else found).tolist())
    return np.asarray(sketch.hashvalues, dtype=np.uint32)


@cache
def _permutations() -> Any:
    """Made once: to make them takes as long as to use them."""
    return MinHash(SIGNATURE, scheme=_SCHEME).permutations


def overlap(first: Pieces, second: Pieces) -> float:
    """Shared pieces over all pieces, from 0 to 1."""
    shared = len(np.intersect1d(first, second, assume_unique=True))
    return shared / max(1, len(first) + len(second) - shared)


def candidates(signatures: Mapping[str, Signature]) -> Iterator[tuple[str, str, bool]]:
    """Pairs of texts that may be reprints, and whether the signatures alone leave no doubt.

    A text that is one beyond doubt is not compared further: a 通稿 in 500 newspapers gives 499 pairs.
    """
    index = MinHashLSH(num_perm=SIGNATURE, params=(_BANDS, _ROWS))
    texts = list(signatures)
    matrix = np.array(list(signatures.values()), dtype=np.uint32)
    for row, text in enumerate(texts):
        sketch = LeanMinHash(seed=1, hashvalues=matrix[row], scheme=_SCHEME)
        found = index.query(sketch)
        if found:
            alike = (matrix[found] == matrix[row]).mean(axis=1)
            if alike.max() >= _SURELY:
                yield texts[found[int(alike.argmax())]], text, True
                continue
            yield from ((texts[other], text, False) for other in np.array(found)[alike > SAME / 2])
        index.insert(row, sketch, check_duplication=False)


class Clusters:
    """Articles that were found to be the same, in any order of finding (union-find)."""

    def __init__(self) -> None:
        self._parents: dict[str, str] = {}

    def root(self, article: str) -> str:
        while (parent := self._parents.get(article, article)) != article:
            self._parents[article] = self._parents.get(parent, parent)
            article = parent
        return article

    def join(self, first: str, second: str) -> None:
        self._parents[self.root(second)] = self.root(first)

    def groups(self, articles: Sequence[str]) -> list[list[str]]:
        """The articles that belong together, in their order; those that stand alone are left out."""
        found: dict[str, list[str]] = {}
        for article in articles:
            found.setdefault(self.root(article), []).append(article)
        return [group for group in found.values() if len(group) > 1]
