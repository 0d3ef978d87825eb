"""The score of guidelines section 9: predicted proposals against gold, article by article.

Pairs may match from an IoU of evidence characters of 0.5 and are chosen one to one for the greatest total
IoU; every further figure counts on those pairs. Micro-averages add the counts of all articles.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from scipy.optimize import linear_sum_assignment

MATCH_IOU = 0.5
STRICT_IOU = 0.9
FIELDS = ("proposers", "role", "city", "place", "theme", "stance")

Proposal = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Pair:
    """A gold proposal and the predicted one matched to it, by index, with the fields that agree."""

    gold: int
    predicted: int
    iou: float
    right: Mapping[str, bool]

    @property
    def is_record(self) -> bool:
        return all(self.right[name] for name in ("proposers", "city", "stance", "theme"))


@dataclass
class Score:
    """Counts that add up over articles, and the measures made of them. Each measure is in [0, 1]."""

    counts: Counter[str] = field(default_factory=Counter)

    def __add__(self, other: Score) -> Score:
        return Score(self.counts + other.counts)

    def _f1(self, hits: str, predicted: str = "predicted", gold: str = "gold") -> float:
        total = self.counts[predicted] + self.counts[gold]
        return 2 * self.counts[hits] / total if total else 1.0

    @property
    def span_f1(self) -> float:
        return self._f1("matched")

    @property
    def strict_span_f1(self) -> float:
        return self._f1("strict")

    @property
    def record_f1(self) -> float:
        return self._f1("record")

    @property
    def commitment_f1(self) -> float:
        return self._f1("commitment_right", "commitment_predicted", "commitment_gold")

    def accuracy(self, name: str) -> float:
        """The share of matched pairs whose field `name` (of `FIELDS`) agrees; 1 where nothing matched."""
        return self.counts[name] / self.counts["matched"] if self.counts["matched"] else 1.0

    def as_dict(self) -> dict[str, float]:
        return {
            "span_f1": self.span_f1,
            "strict_span_f1": self.strict_span_f1,
            "record_f1": self.record_f1,
            **{name: self.accuracy(name) for name in FIELDS},
            "commitment_f1": self.commitment_f1,
        }


def pair_up(gold: Sequence[Proposal], predicted: Sequence[Proposal]) -> list[Pair]:
    """Match two lists of proposals of one article (guidelines sections 1 and 9)."""
    if not gold or not predicted:
        return []
    golds = [_characters(p) for p in gold]
    ours = [_characters(p) for p in predicted]
    iou = np.array([[len(g & o) / len(g | o) if g | o else 0.0 for o in ours] for g in golds])
    iou[iou < MATCH_IOU] = 0
    rows, columns = linear_sum_assignment(iou, maximize=True)
    return [
        Pair(int(i), int(j), float(iou[i, j]), _agreement(gold[i], predicted[j]))
        for i, j in zip(rows, columns, strict=True)
        if iou[i, j] >= MATCH_IOU
    ]


def score_article(gold: Sequence[Proposal], predicted: Sequence[Proposal]) -> Score:
    """The counts of one article; evidence is in code points of its source text."""
    pairs = pair_up(gold, predicted)
    counts: Counter[str] = Counter(
        gold=len(gold),
        predicted=len(predicted),
        matched=len(pairs),
        strict=sum(pair.iou >= STRICT_IOU for pair in pairs),
        record=sum(pair.is_record for pair in pairs),
    )
    for name in FIELDS:
        counts[name] = sum(pair.right[name] for pair in pairs)
    for pair in pairs:
        stances = gold[pair.gold]["stance"], predicted[pair.predicted]["stance"]
        counts["commitment_gold"] += stances[0] == "commitment"
        counts["commitment_predicted"] += stances[1] == "commitment"
        counts["commitment_right"] += stances == ("commitment", "commitment")
    return Score(counts)


def total(scores: Iterable[Score]) -> Score:
    """The micro-average's counts."""
    return sum(scores, Score())


def _characters(proposal: Proposal) -> frozenset[int]:
    return frozenset(i for start, end in proposal["evidence"] for i in range(start, end))


def _names(proposal: Proposal) -> frozenset[str]:
    return frozenset(p["name"] or p["role"] or "" for p in proposal["proposers"])


def _roles(proposal: Proposal) -> frozenset[tuple[str, str]]:
    return frozenset((p["name"] or "", "".join((p["role"] or "").split())) for p in proposal["proposers"])


def _agreement(gold: Proposal, ours: Proposal) -> dict[str, bool]:
    place = ("province_adcode", "city_adcode", "county_adcode")
    return {
        "proposers": _names(gold) == _names(ours),
        "role": _roles(gold) == _roles(ours),
        "city": gold["city_adcode"] == ours["city_adcode"],
        "place": all(gold[code] == ours[code] for code in place),
        "theme": bool(ours["themes"]) and ours["themes"][0] in gold["themes"],
        "stance": gold["stance"] == ours["stance"],
    }
