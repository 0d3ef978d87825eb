"""The rows of one article or of a batch, by table: what extraction gives and what the tables take.

All five tables travel together, since a reader must never see 市科技局's proposal without the article it is from.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

from pipeline.errors import ArticleError
from schemas import TABLES, Article, Proposal, Record, Reject, Sighting, Speech, Subject, identity, to_arrow

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, slots=True)
class Rows:
    """Rows of the five tables, by table; those of one article or of a whole batch."""

    articles: tuple[Article, ...] = ()
    sightings: tuple[Sighting, ...] = ()
    speeches: tuple[Speech, ...] = ()
    proposals: tuple[Proposal, ...] = ()
    rejects: tuple[Reject, ...] = ()

    def __add__(self, other: Rows) -> Rows:
        return Rows(*(getattr(self, f.name) + getattr(other, f.name) for f in fields(self)))

    def by_table(self) -> dict[str, list[Record]]:
        return {f.name: list(getattr(self, f.name)) for f in fields(self)}

    def frame(self, table: str = "proposals") -> pd.DataFrame:
        """The rows of one table as `pandas.read_parquet` would give them from a data set."""
        return to_arrow(TABLES[table].model, getattr(self, table)).to_pandas()


def rejected(error: ArticleError, fingerprint: str) -> Reject:
    """The row for a file or article that could not be read."""
    return Reject(
        reject_id=identity.reject_id(None, error.source, error.reason.value, (), ""),
        article_id=None,
        source=error.source,
        subject=Subject.ARTICLE,
        reason=error.reason,
        message=error.message,
        fragment="",
        spans=(),
        fingerprint=fingerprint,
    )
