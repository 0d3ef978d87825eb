"""Identities: hashes of what a row *is*, so that a rerun, a second machine and a reprint give the same ones.

`article_id` and `proposal_id` stand for one text as it was given; `content_key` and `proposal_key` for its
words, so that they survive a reprint in other line breaks, script and punctuation: 「加強立法」 and “加强立法”
have one key. Every hash is 128 bits of BLAKE2b in hexadecimal, personalised by what it identifies.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import cache
from hashlib import blake2b
from typing import Any

import opencc

from schemas.records import Proposer

Spans = Iterable[tuple[int, int]]

_NO_WORD = re.compile(r"[\W_]+")


def canonical(text: str) -> str:
    """The text's words alone: simplified, full-width letters made plain, no white space or punctuation."""
    return _NO_WORD.sub("", _simplifier().convert(unicodedata.normalize("NFKC", text)))


def article_id(text: str) -> str:
    """Of the source text, to the letter."""
    return _hash("article", text)


def content_key(text: str) -> str:
    """Of the source text's words: the same for every reprint."""
    return _hash("content", canonical(text))


def speech_id(article: str, spans: Spans, proposers: Sequence[Proposer]) -> str:
    """Of a speech in an article: its spans in the source text and its proposers."""
    return _hash("speech", article, list(spans), _who(proposers))


def proposal_id(article: str, evidence: Spans, proposers: Sequence[Proposer]) -> str:
    """Of a proposal in an article: its spans in the source text and its proposers."""
    return _hash("proposal", article, list(evidence), _who(proposers))


def proposal_key(recommendation: str, proposers: Sequence[Proposer]) -> str:
    """Of a proposal wherever it is printed: its words, and the names of its proposers (roles where none)."""
    names = sorted(canonical(proposer.name or proposer.role or "") for proposer in proposers)
    return _hash("proposal-key", canonical(recommendation), names)


def reject_id(article: str | None, source: str, reason: str, spans: Spans, fragment: str) -> str:
    """Of a reject: by its article where there is one, else by its source."""
    return _hash("reject", article or source, reason, list(spans), fragment)


def _who(proposers: Sequence[Proposer]) -> list[tuple[str | None, str | None]]:
    return [(proposer.name, proposer.role) for proposer in proposers]


def _hash(kind: str, *parts: Any) -> str:
    plain = json.dumps(parts, ensure_ascii=False, separators=(",", ":"))
    return blake2b(plain.encode("utf-8", "surrogatepass"), digest_size=16, person=kind.encode()).hexdigest()


@cache
def _simplifier() -> opencc.OpenCC:
    return opencc.OpenCC("hk2s")
