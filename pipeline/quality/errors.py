"""What went wrong, one by one: proposals that were missed or invented, and fields that differ.

Comes in: an article's gold and predictions with their pairs; goes out: a list of `Finding`s, each with the text
around it, in the order of the article. The hard part is to show two boundaries at once: gold marks 〔加快立法〕,
the prediction ‹加快立法,加强保障›.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from pipeline.quality.score import FIELDS, STRICT_IOU, Pair

_AROUND = 20  # characters of the article shown on either side

What = Literal["missed", "invented", "field", "span"]
Proposal = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Finding:
    """One fault: what kind, where, which field, what gold has and what was predicted."""

    article: str
    what: What
    start: int
    end: int
    field: str = ""
    gold: str = ""
    predicted: str = ""
    context: str = ""


def findings(
    article: str, text: str, gold: Sequence[Proposal], predicted: Sequence[Proposal], pairs: Sequence[Pair]
) -> list[Finding]:
    """All faults of one article, by their place in it."""
    missed = sorted(set(range(len(gold))) - {pair.gold for pair in pairs})
    invented = sorted(set(range(len(predicted))) - {pair.predicted for pair in pairs})
    found = [
        _finding(article, text, "missed", gold[i]["evidence"], gold=_words(text, gold[i])) for i in missed
    ]
    found += [
        _finding(article, text, "invented", predicted[i]["evidence"], predicted=_words(text, predicted[i]))
        for i in invented
    ]
    for pair in pairs:
        theirs, ours = gold[pair.gold], predicted[pair.predicted]
        if pair.iou < STRICT_IOU:
            words = {"gold": _words(text, theirs), "predicted": _words(text, ours)}
            found.append(
                _finding(article, text, "span", theirs["evidence"], field=f"IoU {pair.iou:.2f}", **words)
            )
        for name in FIELDS:
            if not pair.right[name]:
                values = {"gold": _value(theirs, name), "predicted": _value(ours, name)}
                found.append(_finding(article, text, "field", theirs["evidence"], field=name, **values))
    return sorted(found, key=lambda fault: (fault.start, fault.what, fault.field))


def _finding(article: str, text: str, what: What, evidence: Sequence[Sequence[int]], **shown: str) -> Finding:
    start, end = evidence[0][0], evidence[-1][1]
    before = text[max(0, start - _AROUND) : start]
    context = f"{before}〔{text[start : min(end, start + 40)]}"
    context += f"〕{text[end : end + _AROUND]}" if end - start <= 40 else "…"
    return Finding(article, what, start, end, context=" ".join(context.split()), **shown)


def _words(text: str, proposal: Proposal) -> str:
    return " | ".join(" ".join(text[start:end].split()) for start, end in proposal["evidence"])


def _value(proposal: Proposal, name: str) -> str:
    if name == "proposers":
        return "、".join(p["name"] or p["role"] or "?" for p in proposal["proposers"])
    if name == "role":
        return "；".join(p["role"] or "-" for p in proposal["proposers"])
    if name == "city":
        return str(proposal["city_adcode"])
    if name == "place":
        codes = (proposal[f"{level}_adcode"] or "-" for level in ("province", "city", "county"))
        return " ".join(codes)
    if name == "theme":
        return ", ".join(proposal["themes"])
    return str(proposal[name])
