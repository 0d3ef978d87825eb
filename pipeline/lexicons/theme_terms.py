"""Finds the words of `themes.tsv` in a text: Chinese text in, terms with their themes and weights out.

At each place the longest word wins and hides what lies inside it (社会主义 is no 社会, 农村电商 no 农村), so that a
compound is listed where its theme is not that of its parts.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

import ahocorasick_rs

from pipeline.lexicons import classes


@dataclass(frozen=True, slots=True)
class Term:
    """A word at `[start, end)` of the text scanned, and the weight of each theme code that it points to."""

    start: int
    end: int
    weights: Mapping[str, float]


class ThemeTerms:
    """The word list as an automaton over characters (Aho-Corasick, leftmost and longest)."""

    def __init__(self, weights: Mapping[str, Mapping[str, float]]) -> None:
        self.weights = weights
        self._words = tuple(weights)
        self._automaton = ahocorasick_rs.AhoCorasick(
            self._words, matchkind=ahocorasick_rs.MatchKind.LeftmostLongest
        )

    def find(self, text: str) -> list[Term]:
        """The terms of a text from left to right; they do not overlap, and each has a weight."""
        return [term for term in self._matches(text) if term.weights]

    def without_idle_words(self, text: str) -> str:
        """The text with a space for each word that is listed as pointing nowhere (办法, 建立健全)."""
        for term in reversed(self._matches(text)):
            if not term.weights:
                text = f"{text[: term.start]} {text[term.end :]}"
        return text

    def _matches(self, text: str) -> list[Term]:
        found = self._automaton.find_matches_as_indexes(text)
        return [Term(start, end, self.weights[self._words[word]]) for word, start, end in found]


@cache
def theme_terms() -> ThemeTerms:
    """One automaton a process: 30 ms and 5 MB."""
    return ThemeTerms({word: _weights(kind) for kind, words in classes("themes").items() for word in words})


def _weights(kind: str) -> dict[str, float]:
    """`education:3 talent:1` as numbers; `-` is none."""
    pairs = (pair.split(":") for pair in kind.split() if pair != "-")
    return {code: float(weight) for code, weight in pairs}
