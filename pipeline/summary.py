"""What a run did, counted: for the person at the terminal, for logs (`as_dict`) and for the exit code.

Comes in batch by batch as rows are committed; the hard part is to count what was *not* kept, too: 3 files in
GB18030, 12 candidates that were narration, 40 pictures left aside.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

from pipeline.errors import ArticleError
from pipeline.rows import Rows
from pipeline.tables import Dataset
from pipeline.tables.dataset import numbers
from schemas import Reject, RejectReason, Subject

_COUNTRY = "全国"
MESSAGES = 100  # of articles rejected that are kept for the person at the terminal


@dataclass(slots=True)
class Summary:
    """Counts of one run. `articles` were extracted, `again` of them not for the first time; `unchanged` are
    those that the data set had from this pipeline, `stale` those that it now has from another one."""

    out: Path
    fingerprint: str
    articles: int = 0
    again: int = 0
    unchanged: int = 0
    superseded: int = 0  # sightings of articles whose file holds another text now
    stale: int = 0
    characters: int = 0
    speeches: int = 0
    proposals: int = 0
    unread: Counter[str] = field(default_factory=Counter)  # articles rejected, by reason
    refused: Counter[str] = field(default_factory=Counter)  # candidates and speeches rejected, by reason
    messages: list[str] = field(default_factory=list)  # of the articles rejected
    by_city: Counter[str] = field(default_factory=Counter)  # all proposals of the data set
    by_theme: Counter[str] = field(default_factory=Counter)
    left_aside: Counter[str] = field(default_factory=Counter)  # files of no known format, by ending
    total: dict[str, int] = field(default_factory=dict)  # rows of each table, those from before included
    seconds: float = 0.0
    stages: dict[str, float] = field(default_factory=dict)  # seconds, summed over workers

    def add(self, rows: Rows, seconds: Mapping[str, float]) -> None:
        """Count the rows of a batch that was committed, and what its stages took."""
        for stage, took in seconds.items():
            self.stages[stage] = self.stages.get(stage, 0.0) + took
        self.articles += len(rows.articles)
        self.characters += sum(article.n_chars for article in rows.articles)
        self.speeches += len(rows.speeches)
        self.proposals += len(rows.proposals)
        for reject in rows.rejects:
            if reject.subject is Subject.ARTICLE:
                self._unread(reject.reason, message(reject))
            else:
                self.refused[reject.reason.value] += 1

    def add_unchanged(self, articles: int, still_unread: Iterable[ArticleError]) -> None:
        """Count articles that were there already, and files that are as unreadable as the last time."""
        self.unchanged += articles
        for error in still_unread:
            self._unread(error.reason, str(error))

    def add_total(self, dataset: Dataset) -> None:
        """Count the rows of the whole data set, and its proposals by city and theme."""
        self.total = dataset.counts()
        rows = dataset.columns("proposals", "city", "province", "theme")
        self.by_city += Counter({city: n for city, n in numbers(rows["city"]).items() if city})
        of_no_city = rows.filter(rows["city"].is_null())["province"]
        self.by_city += Counter({province or _COUNTRY: n for province, n in numbers(of_no_city).items()})
        self.by_theme += Counter({theme or "": n for theme, n in numbers(rows["theme"]).items()})

    def _unread(self, reason: RejectReason, message: str) -> None:
        self.unread[reason.value] += 1
        if len(self.messages) < MESSAGES:
            self.messages.append(message)

    @property
    def new(self) -> int:
        """Articles that the data set did not have."""
        return self.articles - self.again

    @property
    def rejected(self) -> int:
        """Articles that could not be read, and candidates and speeches that became no rows."""
        return self.unread.total() + self.refused.total()

    @property
    def read_nothing(self) -> bool:
        """Whether not one article could be read."""
        return self.articles + self.unchanged == 0

    @property
    def failed(self) -> int:
        """Articles on which a stage failed: a fault of the pipeline, not of the input."""
        return self.unread[RejectReason.FAILED.value]

    def as_dict(self) -> dict[str, Any]:
        """The same as plain values, for JSON."""
        plain = {f.name: getattr(self, f.name) for f in fields(self)} | {"out": str(self.out)}
        plain |= {"new": self.new, "rejected": self.rejected}
        return {name: dict(value) if isinstance(value, Counter) else value for name, value in plain.items()}


def message(reject: Reject) -> str:
    """Why an article was rejected, with its file."""
    return f"{reject.source}: {reject.message}"
