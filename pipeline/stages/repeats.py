"""The same proposal said twice by one speaker: in a headline quotation and in full, at the start and in the end.

Comes in: candidates. Goes out: each proposal of a speaker once, in its fullest statement, and refusals for the rest. Hard
about it: items of one list share many words (加强…建设，加强…管理) and are no repeats.
"""

from __future__ import annotations

import re

from pipeline.stages.annotations import Candidate, Refusal

# of a statement's pairs of characters that stand in the fuller one; lower would merge items of one list
_REPEATED = 0.8


def without_repeats(text: str, candidates: list[Candidate]) -> tuple[list[Candidate], list[Refusal]]:
    """The candidates in order, each proposal of a speaker once: the fullest statement is the record."""
    words = [words_of(text, c) for c in candidates]
    pairs = [_pairs(w) for w in words]
    kept: list[Candidate] = []
    refused: list[Refusal] = []
    for index, candidate in enumerate(candidates):
        fuller = any(
            other is not candidate
            and other.speakers == candidate.speakers
            and (len(pairs[number]), -number) > (len(pairs[index]), -index)
            and len(pairs[index] & pairs[number]) >= _REPEATED * len(pairs[index])
            for number, other in enumerate(candidates)
        )
        if fuller:
            refused.append(Refusal(candidate.spans, "repeat", words[index]))
        else:
            kept.append(candidate)
    return sorted(kept, key=lambda c: c.start), refused


def words_of(text: str, candidate: Candidate) -> str:
    return "".join(text[start:end] for start, end in candidate.spans)


def _pairs(words: str) -> set[str]:
    letters = re.sub(r"[^\w]", "", words)
    return {letters[i : i + 2] for i in range(len(letters) - 1)}
