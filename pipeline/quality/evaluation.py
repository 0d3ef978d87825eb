"""Gold against predictions, guidelines section 9: by article, by kind, in all, and fault by fault.

Comes in: a folder of gold and a data set or folder of predictions; goes out: an `Evaluation`. The hard part is
fairness among kinds: one page of 30 政协 proposals outweighs ten short notices in the micro-average, hence the
plain mean over kinds beside it, and narration counted on its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from itertools import groupby
from os import PathLike
from pathlib import Path
from typing import Any

from pipeline.quality.errors import Finding, findings
from pipeline.quality.gold import ARTICLE_FIELDS, Judged, read_gold, read_predicted
from pipeline.quality.score import Score, pair_up, score_article, total


@dataclass(frozen=True, slots=True)
class ArticleScore:
    """One article's score; `right` are the article's own fields that agree, `read` whether it was read at all."""

    name: str
    kind: str
    n_chars: int
    read: bool
    score: Score
    right: frozenset[str]
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Evaluation:
    """The scores of all articles of a gold folder."""

    articles: tuple[ArticleScore, ...]

    @property
    def score(self) -> Score:
        """The micro-average."""
        return total(article.score for article in self.articles)

    @property
    def kinds(self) -> dict[str, Score]:
        """The score of each kind of article."""
        by_kind = sorted(self.articles, key=lambda article: article.kind)
        groups = groupby(by_kind, key=lambda article: article.kind)
        return {kind: total(article.score for article in group) for kind, group in groups}

    @property
    def mean_over_kinds(self) -> dict[str, float]:
        """The plain mean over kinds, each kind's score being a micro-average. A kind without any proposal, in
        gold or predicted, has nothing to measure and is left out."""
        measured = [s.as_dict() for s in self.kinds.values() if s.counts["gold"] + s.counts["predicted"]]
        return (
            {name: sum(m[name] for m in measured) / len(measured) for name in measured[0]} if measured else {}
        )

    @property
    def narration(self) -> float | None:
        """False proposals per 10,000 characters of articles that have none; null where there is no such article."""
        silent = [article for article in self.articles if not article.score.counts["gold"]]
        if not silent:
            return None
        false = sum(article.score.counts["predicted"] for article in silent)
        return 10_000 * false / sum(article.n_chars for article in silent)

    @property
    def article_fields(self) -> dict[str, float]:
        """Accuracy of title, publisher, date, script and place over the articles."""
        return {
            name: sum(name in article.right for article in self.articles) / len(self.articles)
            for name in ARTICLE_FIELDS
        }

    @property
    def unread(self) -> list[str]:
        """Articles of the gold of which the predictions know nothing; they count as without predictions."""
        return [article.name for article in self.articles if not article.read]

    def as_dict(self, *, errors: bool = False) -> dict[str, Any]:
        """The same as plain values, for JSON; with every fault where `errors` are asked for."""
        plain: dict[str, Any] = (
            {"errors": [asdict(f) for a in self.articles for f in a.findings]} if errors else {}
        )
        return plain | {
            "total": self.score.as_dict(),
            "counts": dict(self.score.counts),
            "mean_over_kinds": self.mean_over_kinds,
            "narration_per_10000_characters": self.narration,
            "article_fields": self.article_fields,
            "kinds": {kind: score.as_dict() for kind, score in self.kinds.items()},
            "articles": {
                a.name: a.score.as_dict()
                | {"counts": dict(a.score.counts), "article_fields": sorted(a.right), "read": a.read}
                for a in self.articles
            },
        }


def evaluate(
    gold: str | PathLike[str], predicted: str | PathLike[str], *, texts: str | PathLike[str] | None = None
) -> Evaluation:
    """Score a data set, or a folder of JSON, against a folder of gold whose texts are beside it or in `texts`.

    Raises `GoldError` where the gold, `DatasetError` where the predictions cannot be read.
    """
    golden = read_gold(Path(gold), Path(texts) if texts is not None else None)
    ours = read_predicted(Path(predicted), golden)
    return compare(golden, [ours[article.name] for article in golden])


def compare(gold: Sequence[Judged], predicted: Sequence[Judged | None]) -> Evaluation:
    """The evaluation of articles in the same order; null for one of which nothing is known."""
    return Evaluation(tuple(_score(g, p) for g, p in zip(gold, predicted, strict=True)))


def _score(gold: Judged, predicted: Judged | None) -> ArticleScore:
    proposals = predicted.proposals if predicted else ()
    article = predicted.article if predicted else {}
    pairs = pair_up(gold.proposals, proposals)
    right = frozenset(n for n in ARTICLE_FIELDS if predicted and gold.article.get(n) == article.get(n))
    return ArticleScore(
        name=gold.name,
        kind=gold.kind,
        n_chars=len(gold.text),
        read=predicted is not None,
        score=score_article(gold.proposals, proposals),
        right=right,
        findings=tuple(findings(gold.name, gold.text, gold.proposals, proposals, pairs)),
    )
