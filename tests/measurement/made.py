"""Articles as they were read, made by hand: a text, gold by its words, and what was found by its words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pipeline.measurement.reading import Read
from pipeline.measurement.sets import Gold
from pipeline.quality.gold import Judged
from pipeline.rows import Rows
from schemas import ProposerKind, Quote, Span, Subject
from tests.made import proposal, record_of


def plain(text: str, words: str, **changes: Any) -> dict[str, Any]:
    """A proposal of 高远 as the scorer takes it."""
    start = text.index(words)
    return {
        "evidence": [(start, start + len(words))],
        "proposers": [{"name": "高远", "kind": "person", "role": "市科协主席"}],
        "stance": "recommendation",
        "province_adcode": "140000",
        "city_adcode": "140100",
        "county_adcode": None,
        "themes": ["transport"],
    } | changes


def gold_of(text: str, proposals: Sequence[dict[str, Any]], **changes: Any) -> Gold:
    article = {
        "title": "停车难",
        "publisher": "晚报",
        "published_on": None,
        "script": "hans",
        "place": "140100",
    }
    fields: dict[str, Any] = {
        "set": "own",
        "kind": "own",
        "half": "1st, 3rd, 5th …",
        "judged": Judged("parking", "own", text, article, list(proposals)),
        "is_open": True,
        "is_quotable": True,
    }
    return Gold(**fields | changes)


def read_of(
    text: str,
    gold: Sequence[dict[str, Any]],
    ours: Sequence[dict[str, Any]] = (),
    *,
    rejects: Sequence[tuple[str, Any, str]] = (),
    speeches: Sequence[str] = (),
    cue: str | None = "建议",
    quote: Quote = Quote.INDIRECT,
    proposer_kind: ProposerKind = ProposerKind.PERSON,
    **changes: Any,
) -> Read:
    """`rejects` are (words, reason, message), `speeches` the words that somebody holds the floor over."""

    def spans(words: str) -> tuple[Span, ...]:
        start = text.index(words)
        return (Span(start=start, end=start + len(words)),)

    row = proposal()
    proposer = row.proposers[0].model_copy(update={"kind": proposer_kind})
    rows = Rows(
        proposals=tuple(
            row.model_copy(update={"cue": cue, "quote": quote, "proposers": (proposer,)}) for _ in ours
        ),
        rejects=tuple(
            record_of("rejects").model_copy(
                update={
                    "subject": Subject.CANDIDATE,
                    "spans": spans(words),
                    "reason": reason,
                    "message": message,
                }
            )
            for words, reason, message in rejects
        ),
        speeches=tuple(
            record_of("speeches").model_copy(update={"spans": spans(words)}) for words in speeches
        ),
    )
    article = gold_of(text, gold, **changes)
    return Read(article, rows, Judged("parking", "own", text, article.judged.article, list(ours)))
