"""Articles of gold as a pipeline reads them: the rows, and the score of each.

Comes in: gold articles and a `Language`, the whole one or one with a stage switched off; go out: `Read`s in the same
order. The way is that of a run, rows and rejects included, so that what a reject takes (a city code 149900 that never was) lowers the
score here too.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from spacy.language import Language

from pipeline.assemble import Reading, assemble
from pipeline.measurement.sets import Gold
from pipeline.quality.evaluation import Evaluation, compare
from pipeline.quality.gold import Judged, as_judged
from pipeline.rows import Rows

_READING = Reading("gold", datetime(2000, 1, 1, tzinfo=UTC), "measured")  # what no score looks at


@dataclass(frozen=True, slots=True)
class Read:
    """A gold article and what was found in it; `predicted` holds the proposals of `rows` in their order."""

    gold: Gold
    rows: Rows
    predicted: Judged


def read(nlp: Language, articles: Iterable[Gold]) -> list[Read]:
    """Every article, read by `nlp`."""
    return [_read(nlp, article) for article in articles]


def evaluation(reads: Sequence[Read]) -> Evaluation:
    """The scores of some articles, in their order."""
    return compare([r.gold.judged for r in reads], [r.predicted for r in reads])


def _read(nlp: Language, gold: Gold) -> Read:
    with nlp.memory_zone():
        rows = assemble(nlp(gold.judged.text), _READING)
    article = rows.articles[0].model_dump()
    proposals = (row.model_dump(mode="json") for row in rows.proposals)
    return Read(gold, rows, as_judged(gold.judged.name, gold.judged.kind, article, proposals))
