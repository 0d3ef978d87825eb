"""Finds words in recommendations, and puts the rows where they matter most first.

What somebody types comes in; a condition that DuckDB checks in milliseconds over a million rows goes out, and
the order of the rows that hold it. The hard thing is where words begin and end: 国会 is not in 美国会展业, so a
term counts where it begins and ends with words of jieba's (泊位 is one in 停车泊位); only if it does so nowhere
is it taken as mere characters.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice
from typing import Self

import rjieba

from pipeline.errors import QueryError


@dataclass(frozen=True, slots=True)
class Search:
    """The terms, all of which must be there."""

    terms: tuple[str, ...]

    @classmethod
    def of(cls, words: str) -> Self:
        """Raises `QueryError` where nothing is asked for."""
        terms = tuple(dict.fromkeys(words.split()))
        if not terms:
            raise QueryError("nothing to search for: give one or more words, 停车 泊位")
        return cls(terms)

    def condition(self) -> tuple[str, list[str]]:
        """SQL for rows that hold the characters, and its parameters."""
        return " and ".join("contains(recommendation, ?)" for _ in self.terms), list(self.terms)

    def density(self) -> tuple[str, list[str]]:
        """SQL for the part of a recommendation that the terms make up, and its parameters."""
        without = "recommendation"
        for _ in self.terms:
            without = f"replace({without}, ?, '')"
        return f"1 - length({without}) / length(recommendation)", list(self.terms)

    def as_words(self, texts: Iterable[str], limit: int | None) -> list[int]:
        """Which texts hold the terms as words, the first so many of them."""
        found = (row for row, text in enumerate(texts) if self._stands_in(text))
        return list(islice(found, limit))

    def _stands_in(self, text: str) -> bool:
        """Whether each term stands somewhere between borders of words."""
        starts, ends = set(), set()
        for _, start, end in rjieba.tokenize(text, "search"):
            starts.add(start)
            ends.add(end)
        return all(_between(text, term, starts, ends) for term in self.terms)


def _between(text: str, term: str, starts: set[int], ends: set[int]) -> bool:
    at = text.find(term)
    while at >= 0:
        if at in starts and at + len(term) in ends:
            return True
        at = text.find(term, at + 1)
    return False
