"""What kinds of fault there are, told by rule and not by eye: which step lost a proposal or made one up.

Comes in: an article as it was read; go out: `Fault`s, each of a `type` that can be counted. The hard part is that one
wrong cut shows twice, as a proposal missed and one invented (加快立法 | 加快立法;加强保障): what overlaps gold is a fault of
the boundary, counted once, and only what stands alone was missed or invented.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from pipeline.lexicons import lexicon
from pipeline.measurement.reading import Read
from pipeline.quality.score import STRICT_IOU, Pair, pair_up
from schemas import Proposal, Reject, RejectReason, Span, Subject

_AROUND, _LONGEST = 16, 48  # characters shown beside a span, and of it

Evidence = Iterable[tuple[int, int]]
Plain = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault. `type` begins with its family, `missed: …`; `gold` and `ours` are what the sides have where both have it.

    `proposer` and `proposer_kind` tell whose words something invented was taken for.
    """

    type: str
    read: Read
    start: int
    context: str
    gold: str = ""
    ours: str = ""
    proposer: str = ""
    proposer_kind: str = ""

    @property
    def family(self) -> str:
        return self.type.split(":")[0]


def faults(read: Read) -> list[Fault]:
    """All faults of one article, in the order of its text."""
    return sorted(_Article(read).faults(), key=lambda fault: (fault.start, fault.type))


class _Article:
    """The work on one article."""

    def __init__(self, read: Read) -> None:
        self.read = read
        self.text = read.gold.judged.text
        self.gold = read.gold.judged.proposals
        self.ours = read.predicted.proposals
        self.pairs = pair_up(self.gold, self.ours)
        self.gold_at = [_characters(proposal["evidence"]) for proposal in self.gold]
        self.ours_at = [_characters(proposal["evidence"]) for proposal in self.ours]

    def faults(self) -> Iterator[Fault]:
        matched = {pair.gold: pair for pair in self.pairs}
        taken = {pair.predicted for pair in self.pairs}
        for number in range(len(self.gold)):
            if number in matched:
                yield from self._fields(matched[number])
            else:
                yield self._missed(number)
        for number in set(range(len(self.ours))) - taken:
            if fault := self._invented(number, matched):
                yield fault

    def _missed(self, number: int) -> Fault:
        here = self.gold_at[number]
        evidence = self.gold[number]["evidence"]
        over = [i for i, theirs in enumerate(self.ours_at) if here & theirs]
        if over:
            merged = any(sum(bool(self.ours_at[i] & other) for other in self.gold_at) > 1 for i in over)
            how = (
                "several taken for one"
                if merged
                else "one taken for several"
                if len(over) > 1
                else "cut elsewhere"
            )
            ours = self._words(self.ours[over[0]]["evidence"])
            return self._fault(f"boundary: {how}", evidence, self._words(evidence), ours)
        refused = [
            (len(here & at), reject)
            for reject in self.read.rows.rejects
            if reject.subject is Subject.CANDIDATE
            and 2 * len(here & (at := _of_spans(reject.spans))) >= len(here)
        ]
        if refused:
            return self._fault(f"missed: refused as {_reason(max(refused, key=lambda r: r[0])[1])}", evidence)
        floor = frozenset[int]().union(*(_of_spans(speech.spans) for speech in self.read.rows.speeches))
        where = (
            "in a speech, but no candidate"
            if 2 * len(here & floor) >= len(here)
            else "nobody is found to speak there"
        )
        return self._fault(f"missed: {where}", evidence)

    def _invented(self, number: int, matched: Mapping[int, Pair]) -> Fault | None:
        row, evidence = self.read.rows.proposals[number], self.ours[number]["evidence"]
        over = [i for i, theirs in enumerate(self.gold_at) if theirs & self.ours_at[number]]
        if over and not set(over) <= matched.keys():
            return None  # the fault of the boundary, counted where gold was missed
        if over:
            gold = self._words(self.gold[over[0]]["evidence"])
            return self._fault("boundary: a piece more", evidence, gold, self._words(evidence))
        kind = " and ".join(dict.fromkeys(p.kind.value for p in row.proposers))
        fault = self._fault(f"invented: {row.quote.value} speech, {cue_class(row)}", evidence)
        return replace(fault, proposer=row.proposer, proposer_kind=kind)

    def _fields(self, pair: Pair) -> Iterator[Fault]:
        gold, ours = self.gold[pair.gold], self.ours[pair.predicted]
        if pair.iou < STRICT_IOU:
            how = _edges(self.gold_at[pair.gold], self.ours_at[pair.predicted])
            yield self._fault(
                f"edge: {how}", gold["evidence"], self._words(gold["evidence"]), self._words(ours["evidence"])
            )
        wrong = [name for name, right in pair.right.items() if not right]
        # the same fault seen twice
        for name, again in (("city", "place"), ("proposers", "role")):
            if name in wrong and again in wrong:
                wrong.remove(again)
        for name in wrong:
            how, theirs, mine = _TELLERS[name](gold, ours)
            yield self._fault(f"{name}: {how}", gold["evidence"], theirs, mine)

    def _fault(self, kind: str, evidence: Evidence, gold: str = "", ours: str = "") -> Fault:
        start = next(iter(evidence))[0]
        before = self.text[max(0, start - _AROUND) : start]
        context = " ".join(f"{before}〔{self._words(evidence)}〕".split())
        return Fault(kind, self.read, start, context, gold, ours)

    def _words(self, evidence: Evidence) -> str:
        words = " ".join(" | ".join(self.text[start:end] for start, end in evidence).split())
        return words if len(words) <= _LONGEST else f"{words[:_LONGEST]}…"


def cue_class(row: Proposal) -> str:
    """What opened a proposal: 建议 urges, 要 obliges, 将 plans; else it is bare."""
    if not row.cue:
        return "no cue"
    longest = max((cue for cue in _CUES if row.cue.startswith(cue)), key=len, default="")
    return _CUES.get(longest, "another cue")


_CUES = {
    word: f"{said} ({example})"
    for name, said, example in (
        ("must", "obliging cue", "要"),
        ("next", "planning cue", "将"),
        ("will", "planning cue", "将"),
        ("urge", "urging cue", "建议"),
    )
    for word in lexicon("cues", name)
}


def _reason(reject: Reject) -> str:
    """The reason's code; a stage's own is named in the message."""
    if reject.reason is RejectReason.REFUSED:
        return reject.message.split(":")[0]
    return reject.reason.value.replace("_", " ")


def _edges(gold: frozenset[int], ours: frozenset[int]) -> str:
    found = [
        said
        for differs, said in (
            (min(ours) < min(gold), "begins too early"),
            (min(ours) > min(gold), "begins too late"),
            (max(ours) < max(gold), "ends too early"),
            (max(ours) > max(gold), "ends too late"),
        )
        if differs
    ]
    return " and ".join(found) or "a gap is filled or left"


def _proposers(gold: Plain, ours: Plain) -> tuple[str, str, str]:
    theirs, mine = ([p["name"] or p["role"] or "?" for p in side["proposers"]] for side in (gold, ours))
    if set(mine) < set(theirs):
        how = "some are missing"
    elif set(mine) > set(theirs):
        how = "some are too many"
    elif len(mine) == len(theirs) and all(a in b or b in a for a, b in zip(theirs, mine, strict=True)):
        how = "a name cut differently"
    else:
        how = "somebody else"
    return how, "、".join(theirs), "、".join(mine)


def _role(gold: Plain, ours: Plain) -> tuple[str, str, str]:
    theirs, mine = ("；".join(p["role"] or "-" for p in side["proposers"]) for side in (gold, ours))
    if "-" in mine:
        how = "not found"
    else:
        how = "too short" if mine in theirs else "too long" if theirs in mine else "another"
    return how, theirs, mine


def _place(gold: Plain, ours: Plain) -> tuple[str, str, str]:
    levels = ("province_adcode", "city_adcode", "county_adcode")
    theirs, mine = ([side[level] or "-" for level in levels] for side in (gold, ours))
    narrower = all(a in ("-", b) for a, b in zip(theirs, mine, strict=True))
    wider = all(b in ("-", a) for a, b in zip(theirs, mine, strict=True))
    how = "too narrow" if narrower else "too wide or null" if wider else "another place"
    return how, " ".join(theirs), " ".join(mine)


def _theme(gold: Plain, ours: Plain) -> tuple[str, str, str]:
    return "another main theme", ", ".join(gold["themes"]), ", ".join(ours["themes"])


def _stance(gold: Plain, ours: Plain) -> tuple[str, str, str]:
    return f"a {gold['stance']} taken for the other", gold["stance"], ours["stance"]


_TELLERS = {
    "proposers": _proposers,
    "role": _role,
    "city": _place,
    "place": _place,
    "theme": _theme,
    "stance": _stance,
}


def _characters(evidence: Evidence) -> frozenset[int]:
    return frozenset(i for start, end in evidence for i in range(start, end))


def _of_spans(spans: Iterable[Span]) -> frozenset[int]:
    return _characters((span.start, span.end) for span in spans)
