"""Which rows go when a batch comes: those of articles that are read anew, or that nobody sees any more.

What the caller replaces, supersedes and has tried again comes in; for each table, the part files that lose rows
come out, each with what is left of it. The hard thing is an article seen twice: when the file under one path
changes, 晨报/要闻.txt, the same text may still stand under another, and then only that sighting goes.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

import pyarrow as pa
import pyarrow.compute as pc

from pipeline.tables import parts
from pipeline.tables.layout import Layout, Part

Sighted = tuple[str, str]

# The columns that decide whether a row goes.
_KEYS: Mapping[str, tuple[str, ...]] = {
    "sightings": ("article_id", "source"),
    "rejects": ("article_id", "source"),
}


@dataclass(frozen=True, slots=True)
class Removal:
    """`articles` lose their rows in every table but `sightings`; `sightings` are (article_id, source);
    `sources` are files without an article, whose rejects go."""

    articles: frozenset[str] = frozenset()
    sightings: frozenset[Sighted] = frozenset()
    sources: frozenset[str] = frozenset()

    @classmethod
    def of(
        cls,
        layout: Layout,
        schemas: Mapping[str, pa.Schema],
        replaces: Collection[str],
        supersedes: Collection[Sighted],
        retries: Collection[str],
    ) -> Removal:
        """An article goes with its last sighting."""
        gone = frozenset(supersedes)
        articles = {article for article, _ in gone}
        elsewhere = {
            article
            for part in (layout.parts("sightings") if gone else ())
            for article, source in sighted(parts.read(part.path, schemas["sightings"], _KEYS["sightings"]))
            if article in articles and (article, source) not in gone
        }
        return cls(frozenset(replaces) | (articles - elsewhere), gone, frozenset(retries))

    def hits(self, layout: Layout, table: str, schema: pa.Schema) -> dict[Part, pa.Table]:
        """The table's parts that lose rows, each with the rows that stay."""
        if not (self.articles or self.sightings or self.sources):
            return {}
        found = {}
        for part in layout.parts(table):
            stays = self._stays(table, parts.read(part.path, schema, _KEYS.get(table, ("article_id",))))
            if not pc.all(stays, min_count=0).as_py():
                found[part] = parts.read(part.path, schema).filter(stays)
        return found

    def _stays(self, table: str, keys: pa.Table) -> pa.ChunkedArray:
        """For each row, whether it stays; true for an empty table."""
        if table == "sightings":
            return pa.chunked_array(
                [pa.array([pair not in self.sightings for pair in sighted(keys)], pa.bool_())]
            )
        goes = _among(keys["article_id"], self.articles)
        if table == "rejects" and self.sources:
            unread = pc.is_null(keys["article_id"])
            goes = pc.or_(goes, pc.and_(unread, _among(keys["source"], self.sources)))
        return pc.invert(goes)


def sighted(table: pa.Table) -> list[Sighted]:
    """The pairs of article_id and source."""
    return list(zip(table["article_id"].to_pylist(), table["source"].to_pylist(), strict=True))


def _among(column: pa.ChunkedArray, values: frozenset[str]) -> pa.ChunkedArray:
    """For each value whether it is one of these; false for null."""
    return pc.is_in(column, value_set=pa.array(sorted(values), pa.string()))
