"""Which articles are one text in several printings: the same words, or most of them.

Articles' words come in, clusters come out. A reprint may have another title, no lead, a paragraph less and a
tenth of its words changed, so 4-character pieces are compared, 加快制定 快制定停, as sets: MinHash (Broder 1997,
the datasketch library) proposes pairs, an exact count of shared pieces decides. The hard thing is that reports
from one meeting share whole quotations and are no reprints: the pieces of either must mostly be in the other; and
that two briefs differ in the one word that matters, so the shorter a text, the more of it the other must hold.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any, NamedTuple

import numpy as np
from datasketch import MinHash
from numpy.typing import NDArray

from pipeline.tables import wording
from schemas.identity import canonical

Pieces = NDArray[np.uint32]
Signature = NDArray[np.uint32]
Rows = NDArray[np.intp]

PIECE = 4
# Shared pieces over all pieces. Edited reprints of the test set (tests/tables/reprinting.py) have 0.43 and more,
# reports of their own that take a third of an article over have 0.36 at most.
SAME = 0.4
# A text of fewer pieces is short: the other must hold a share of them that grows from that of two long texts of one
# length (0.57) to 0.9 at the length of a brief. In a brief one word makes another of it; there words are compared.
SHORT, BRIEF = 300, 100
_HELD, _HELD_BY_BRIEF = 2 * SAME / (1 + SAME), 0.9
# 32 bands of 3 rows propose 97 of 100 pairs that share half of their pieces and 3 of 100 that share a tenth.
_BANDS, _ROWS = 32, 3
SIGNATURE = _BANDS * _ROWS
# Every fourth piece, chosen by its hash and so alike in all articles, is enough to propose pairs of long texts.
_SAMPLE = 4
# Hash values of 32 bits: half the room of the library's older scheme, and no division.
_SCHEME = "affine32"
# Signatures that agree so far come from texts that share 0.65 of their pieces at least (4 standard errors).
_SURELY = 0.8

_FACTORS = np.array([0x9E3779B1, 0x85EBCA6B, 0xC2B2AE35, 0x27D4EB2F], dtype=np.uint64)


class Words(NamedTuple):
    """What an exact comparison needs of a text: its pieces, and if it is short, the content of its words."""

    pieces: Pieces
    content: str | None


def words(text: str, title: str | None) -> Words:
    """Of a text and its headline, which a short text is compared without."""
    found = pieces(canonical(text))
    return Words(found, wording.content(wording.body(text, title)) if len(found) < SHORT else None)


def pieces(words: str) -> Pieces:
    """The text's different pieces, as sorted 32-bit hashes."""
    codes = np.frombuffer(words.encode("utf-32-le", "surrogatepass"), dtype=np.uint32).astype(np.uint64)
    if len(codes) < PIECE:
        return np.unique(codes.astype(np.uint32))
    n_pieces = len(codes) - PIECE + 1
    hashed = np.zeros(n_pieces, dtype=np.uint64)
    for at, factor in enumerate(_FACTORS):
        hashed += codes[at : at + n_pieces] * factor
    hashed ^= hashed >> np.uint64(29)
    hashed *= np.uint64(0xBF58476D1CE4E5B9)
    found = np.sort((hashed >> np.uint64(32)).astype(np.uint32))  # np.unique takes six times as long
    return found[np.concatenate([[True], found[1:] != found[:-1]])]


def signature(found: Pieces) -> Signature:
    """How many pieces, the MinHash values of the sample, and those of all pieces if they are few."""
    sample = found[found % _SAMPLE == 0]
    values = [np.array([len(found)], dtype=np.uint32), _minhash(sample if len(sample) else found)]
    return np.concatenate([*values, _minhash(found)] if len(found) < SHORT else values)


def _minhash(found: Pieces) -> Signature:
    sketch = MinHash(SIGNATURE, hashfunc=int, scheme=_SCHEME, permutations=_permutations())
    sketch.update_batch(found.tolist())
    return np.asarray(sketch.hashvalues, dtype=np.uint32)


@cache
def _permutations() -> Any:
    """Made once: to make them takes as long as to use them."""
    return MinHash(SIGNATURE, scheme=_SCHEME).permutations


def overlap(first: Pieces, second: Pieces) -> float:
    """Shared pieces over all pieces, from 0 to 1."""
    shared = len(np.intersect1d(first, second, assume_unique=True))
    return shared / max(1, len(first) + len(second) - shared)


def same(first: Words, second: Words) -> bool:
    """Whether one is a printing of the other."""
    shorter, longer = sorted((len(first.pieces), len(second.pieces)))
    if first.content is not None and second.content is not None and shorter < BRIEF:
        return wording.contained(first.content, second.content)
    agreement = overlap(first.pieces, second.pieces)
    if shorter >= SHORT or agreement < SAME:
        return agreement >= SAME
    held = agreement / (1 + agreement) * (shorter + longer) / shorter
    return held >= _HELD_BY_BRIEF - (_HELD_BY_BRIEF - _HELD) * (shorter - BRIEF) / (SHORT - BRIEF)


def candidates(signatures: Mapping[str, Signature]) -> Iterator[tuple[str, str, bool]]:
    """Pairs of texts that may be reprints, and whether the signatures alone leave no doubt.

    A text that is one beyond doubt is not compared further: a 通稿 in 500 newspapers gives 499 pairs. Of short
    texts none is: signatures do not show a word.
    """
    texts = np.array(list(signatures), dtype=object)
    long = np.array([signature[0] >= SHORT for signature in signatures.values()], dtype=bool)
    sampled = [signature[1 : SIGNATURE + 1] for signature in signatures.values()]
    whole = [
        signature[SIGNATURE + 1 :] for signature in signatures.values() if len(signature) > SIGNATURE + 1
    ]
    yield from _agreeing(texts, sampled, long)
    yield from _agreeing(texts[~long], whole, np.zeros(len(whole), dtype=bool))


def _agreeing(
    texts: NDArray[Any], signatures: Sequence[Signature], long: NDArray[np.bool_]
) -> Iterator[tuple[str, str, bool]]:
    """Pairs with a band in common (locality-sensitive hashing), all of a band at once: an index that is asked text
    by text takes 15 s for 100,000."""
    if not len(texts):
        return
    matrix = np.array(signatures, dtype=np.uint32)
    bands = (matrix.reshape(-1, _BANDS, _ROWS) * _FACTORS[:_ROWS]).sum(axis=2, dtype=np.uint64)
    left = np.arange(len(texts))
    for band in range(_BANDS):
        one, other = _with_first(*_buckets(bands[left, band], left))
        surely = (_alike(matrix, one, other) >= _SURELY) & long[one] & long[other]
        yield from ((*pair, True) for pair in zip(texts[one[surely]], texts[other[surely]], strict=True))
        left = np.setdiff1d(left, other[surely], assume_unique=True)
    for band in range(_BANDS):
        for one, other in _together(*_buckets(bands[left, band], left)):
            alike = _alike(matrix, one, other)
            before = (bands[one, :band] == bands[other, :band]).any(axis=1)
            may = ~before & (alike > SAME / 2)
            surely = (alike >= _SURELY) & long[one] & long[other]
            yield from zip(texts[one[may]], texts[other[may]], surely[may].tolist(), strict=True)


def _buckets(values: NDArray[np.uint64], rows: Rows) -> tuple[Rows, NDArray[np.bool_]]:
    """The rows, those of one value together, and where each value begins."""
    order = np.argsort(values, kind="stable")
    ordered = values[order]
    return rows[order], np.concatenate([[True], ordered[1:] != ordered[:-1]])[: len(rows)]


def _with_first(rows: Rows, starts: NDArray[np.bool_]) -> tuple[Rows, Rows]:
    """The first row of each bucket, with each other one."""
    firsts = rows[np.maximum.accumulate(np.where(starts, np.arange(len(rows)), 0))]
    return firsts[~starts], rows[~starts]


def _together(rows: Rows, starts: NDArray[np.bool_]) -> Iterator[tuple[Rows, Rows]]:
    """All pairs in each bucket: those beside each other, then those one apart, and so on."""
    bucket = np.cumsum(starts)
    for apart in range(1, len(rows)):
        same = bucket[apart:] == bucket[:-apart]
        if not same.any():
            return
        yield rows[:-apart][same], rows[apart:][same]


def _alike(matrix: NDArray[np.uint32], one: Rows, other: Rows) -> NDArray[np.float64]:
    """The share of equal MinHash values, from 0 to 1, for each pair of rows."""
    return np.asarray((matrix[one] == matrix[other]).mean(axis=1), dtype=np.float64)


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
