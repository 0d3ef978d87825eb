"""What a writer knows to be in the tables, so that nothing gets in twice and no row without its article.

A batch's tables come in; what is new of them goes out, or a `ValueError` for a batch that would break the data
set. The hard thing is what looks new and is not: a rerun sees 晚报/民生.txt again (the sighting of the first
time stays) and refuses the same empty file again (one reject, not one a week).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Mapping, Sequence
from collections.abc import Set as AbstractSet

import pyarrow as pa

from pipeline.tables.known import Known, Refusal, refusals
from pipeline.tables.removal import Removal, sighted


class Ledger:
    """The keys of all rows that a batch could repeat. Follows each commit."""

    def __init__(self, known: Known) -> None:
        self._articles = set(known.fingerprints)
        self._sightings = set(known.sightings)
        self._rejects: dict[str, Refusal] = dict(known.rejects)

    def reread(self, tables: Mapping[str, pa.Table]) -> set[str]:
        """The batch's articles that are there already: read anew, so their former rows go."""
        return self._articles & set(_values(tables, "articles", "article_id"))

    def admitted(self, tables: Mapping[str, pa.Table], removal: Removal) -> dict[str, pa.Table]:
        """The batch without the sightings and rejects that are there and stay."""
        new = _values(tables, "articles", "article_id")
        if twice := sorted(article for article, count in Counter(new).items() if count > 1):
            raise ValueError(f"articles that are twice in the batch: {twice}")
        after = (self._articles - removal.articles) | set(new)
        for table in tables:
            orphans = sorted(set(_values(tables, table, "article_id")) - after - {None})
            if table != "rejects" and orphans:
                raise ValueError(f"{table} of articles that are not in the data set: {orphans}")
        admitted = dict(tables)
        if "sightings" in tables:
            there = self._sightings - removal.sightings
            admitted["sightings"] = _first(tables["sightings"], sighted(tables["sightings"]), there)
        if "rejects" in tables:
            stay = self._rejects_after(removal)
            admitted["rejects"] = _first(
                tables["rejects"], _values(tables, "rejects", "reject_id"), set(stay)
            )
        return admitted

    def enter(self, tables: Mapping[str, pa.Table], removal: Removal) -> None:
        """Follows a commit that is done."""
        self._articles = (self._articles - removal.articles) | set(_values(tables, "articles", "article_id"))
        self._sightings -= removal.sightings
        if "sightings" in tables:
            self._sightings |= set(sighted(tables["sightings"]))
        self._rejects = self._rejects_after(removal)
        if "rejects" in tables:
            self._rejects |= refusals(tables["rejects"])

    def _rejects_after(self, removal: Removal) -> dict[str, Refusal]:
        return {
            reject: (article, source)
            for reject, (article, source) in self._rejects.items()
            if article not in removal.articles and (article is not None or source not in removal.sources)
        }


def _values(tables: Mapping[str, pa.Table], table: str, column: str) -> list[str]:
    return tables[table][column].to_pylist() if table in tables else []


def _first(table: pa.Table, keys: Sequence[Hashable], there: AbstractSet[Hashable]) -> pa.Table:
    """The first row of each key that is not there yet."""
    seen: set[Hashable] = set()
    keep = []
    for key in keys:
        keep.append(key not in there and key not in seen)
        seen.add(key)
    return table.filter(pa.array(keep, pa.bool_()))
