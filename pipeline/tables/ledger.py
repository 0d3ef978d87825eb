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
        for table in tables:
            named = set(_values(tables, table, "article_id")) - set(new) - {None}
            orphans = sorted(name for name in named if name not in self._articles or name in removal.articles)
            if table != "rejects" and orphans:
                raise ValueError(f"{table} of articles that are not in the data set: {orphans}")
        admitted = dict(tables)
        if "sightings" in tables:
            seen = sighted(tables["sightings"])
            there = {pair for pair in seen if pair in self._sightings and pair not in removal.sightings}
            admitted["sightings"] = _first(tables["sightings"], seen, there)
        if "rejects" in tables:
            refused = _values(tables, "rejects", "reject_id")
            stay = {row for row in refused if row in self._rejects and not self._goes(row, removal)}
            admitted["rejects"] = _first(tables["rejects"], refused, stay)
        return admitted

    def enter(self, tables: Mapping[str, pa.Table], removal: Removal) -> None:
        """Follows a commit that is done."""
        self._articles -= removal.articles
        self._articles.update(_values(tables, "articles", "article_id"))
        self._sightings -= removal.sightings
        if "sightings" in tables:
            self._sightings.update(sighted(tables["sightings"]))
        if removal.articles or removal.sources:
            for reject in [reject for reject in self._rejects if self._goes(reject, removal)]:
                del self._rejects[reject]
        if "rejects" in tables:
            self._rejects |= refusals(tables["rejects"])

    def _goes(self, reject: str, removal: Removal) -> bool:
        article, source = self._rejects[reject]
        return article in removal.articles or (article is None and source in removal.sources)


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
