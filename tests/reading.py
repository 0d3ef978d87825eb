"""Short articles read by the whole pipeline, told in the words of a test: who proposes what, in which role.

Comes in: a text that stands in the test. Goes out: plain tuples and dicts. `said(…)` wraps a sentence where a test
is about what is proposed and not about who speaks.
"""

from __future__ import annotations

from functools import cache

from spacy.tokens import Doc

from pipeline import extract
from pipeline.extraction import language
from pipeline.rows import Rows

MEMBER = "市政协委员顾庭芳"


@cache
def rows(text: str) -> Rows:
    """All rows of a text; the same text is read once."""
    return extract(text)


@cache
def doc(text: str) -> Doc:
    """A text with all annotations of the stages."""
    return language()(text)


def proposals(text: str) -> list[tuple[str, str]]:
    """Who proposes what, in the order of the text: the names (or the role, where there is none) and the words."""
    return [(p.proposer, p.recommendation) for p in rows(text).proposals]


def recommendations(text: str) -> list[str]:
    """What is proposed, in the order of the text."""
    return [p.recommendation for p in rows(text).proposals]


def said(words: str) -> list[str]:
    """What is proposed where a member of the CPPCC says these words in reported speech."""
    return recommendations(f"{MEMBER}表示，{words}")


def proposers(text: str) -> list[tuple[str | None, str | None, str]]:
    """Everyone who proposes something, once each: name, role and kind."""
    found = [(q.name, q.role, q.kind.value) for p in rows(text).proposals for q in p.proposers]
    return list(dict.fromkeys(found))


def stances(text: str) -> list[str]:
    """The stance of each proposal."""
    return [p.stance.value for p in rows(text).proposals]


def quotes(text: str) -> list[str]:
    """How each proposal is quoted."""
    return [p.quote.value for p in rows(text).proposals]


def names(text: str) -> list[str]:
    """The names of persons, each as often as it stands there."""
    read = doc(text)
    return [read.text[start:end] for start, end in read._.names]


def roles(text: str) -> dict[str | None, str | None]:
    """The role of each person who is mentioned."""
    return {mention.speaker.name: mention.speaker.role for mention in doc(text)._.mentions}
