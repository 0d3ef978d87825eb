"""The data set for those who read it: tables as pandas frames, SQL, filters and search.

A folder comes in; frames go out, of one snapshot of all tables until `refresh` or until a run has replaced the
files, when the newer snapshot is read instead. The hard thing is to count a proposal once: 加快制定停车条例 in
ten newspapers is ten rows, of which nine say in `reprint_of` which row they repeat.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

import duckdb
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from pipeline.errors import DatasetError, QueryError
from pipeline.tables import parts
from pipeline.tables.context import passage, sentences_around
from pipeline.tables.dataset import Dataset
from pipeline.tables.filters import Filters, member
from pipeline.tables.queries import READS, distinct, named, reads_only, with_origin
from pipeline.tables.search import Search
from pipeline.tables.snapshot import Snapshot
from schemas import RejectReason

T = TypeVar("T")

# So many times the rows asked for are segmented before all are: half of what holds the characters holds the word.
_LOOKED_AT = 20
_LISTED = 1000
# What is wrong with the words of a query and not, perhaps, with a file.
_OF_THE_QUERY = (
    duckdb.ParserException,
    duckdb.BinderException,
    duckdb.CatalogException,
    duckdb.ConversionException,
    duckdb.OutOfRangeException,
)


def open_dataset(path: Path | str = "data") -> OpenDataset:
    """The data set at `path`, to read. Raises `DatasetError` where there is none."""
    return OpenDataset(Dataset.open(path))


class OpenDataset:
    """Frames have Arrow-backed columns; code lists are plain strings in them, dates timestamps."""

    def __init__(self, dataset: Dataset) -> None:
        self._dataset = dataset
        self._connection = duckdb.connect(
            config={
                "autoinstall_known_extensions": "false",
                "autoload_known_extensions": "false",
                "python_enable_replacements": "false",  # `from parts` is no table, though a module here is called so
            }
        )
        self._connection.execute("set TimeZone = 'UTC'")
        # Already off in a notebook without ipywidgets, where DuckDB refuses to change it.
        if self._connection.execute("select current_setting('enable_progress_bar')").fetchone() == (True,):
            self._connection.execute("set enable_progress_bar = false")
        self._with_reprints = False
        self._checked: set[str] = set()
        self._snapshot = self._open_snapshot()

    @property
    def path(self) -> Path:
        return self._dataset.layout.root

    @property
    def version(self) -> str:
        """Tells two states of the data set apart."""
        return self._snapshot.version

    def refresh(self) -> None:
        """Reads what has been committed since."""
        self._snapshot = self._open_snapshot()

    def counts(self) -> dict[str, int]:
        """How many rows each table has, reprints included."""
        return {
            table: self._table(f"select count(*) as n from {table}")["n"][0].as_py()  # noqa: S608 (our names)
            for table in self._dataset.schemas
        }

    def articles(self, *, reprints: bool = True) -> pd.DataFrame:
        """All articles with `reprint_of`, the article that each repeats; or without the reprints."""
        return self._frame(with_origin("articles", "article", "true", reprints=reprints))

    def sightings(self) -> pd.DataFrame:
        return self._frame("select * from sightings")

    def speeches(self) -> pd.DataFrame:
        return self._frame("select * from speeches")

    def rejects(self, *, reason: str | None = None) -> pd.DataFrame:
        """What was read and is no row; all, or what has this reason. Raises `QueryError` for one that is none."""
        if reason is None:
            return self._frame("select * from rejects")
        return self._frame("select * from rejects where reason = ?", [member(RejectReason, reason).value])

    def proposals(
        self,
        *,
        where: Filters | None = None,
        reprints: bool = False,
        columns: Sequence[str] | None = None,
        limit: int | None = None,
        **asked: Any,
    ) -> pd.DataFrame:
        """Proposals, each once unless `reprints` are asked for; `reprint_of` says which row one repeats.

        Filters are given as `where`, or by their names: `proposals(city="太原", theme="transport")`; by name they
        stand beside those of `where`, and in the place of the same one there. Some `columns` of a million rows are
        read five times faster than all. Raises `QueryError` for an unknown code or column, a wrong date, or a place
        that is nowhere in the data set.
        """
        where = dataclasses.replace(where or Filters(), **asked)
        condition, parameters = where.condition()
        query = with_origin("proposals", "proposal", condition, reprints=reprints, limit=limit)
        if columns is not None:
            query = f"select {', '.join(map(named, columns))} from ({query})"  # noqa: S608 (quoted)
        found = self._frame(query, parameters)
        if found.empty:
            self._refuse_unknown_places(where)
        return found

    def search(
        self,
        words: str,
        *,
        where: Filters | None = None,
        reprints: bool = False,
        limit: int | None = 100,
        **asked: Any,
    ) -> pd.DataFrame:
        """Proposals in whose recommendation all these words stand, best first; filters as for `proposals`.

        `words` are divided by white space: 停车 泊位. Raises `QueryError` where there are none.
        """
        search = Search.of(words)
        where = dataclasses.replace(where or Filters(), **asked)
        condition, parameters = where.condition()
        holds, terms = search.condition()
        density, divisors = search.density()
        held = with_origin("proposals", "proposal", f"{condition} and {holds}", reprints=reprints)
        ranked = f"select proposal_id, recommendation from ({held}) order by {density} desc, proposal_id"  # noqa: S608
        while True:
            version = self.version
            best = self._best(search, ranked, [*parameters, *terms, *divisors], limit)
            if not len(best):
                self._refuse_unknown_places(where)
            # A list in the query is pushed into the scan; a joined one has a million rows decoded first.
            chosen = ", ".join("?" * len(best)) if len(best) <= _LISTED else "select unnest(?)"
            given = best.to_pylist() if len(best) <= _LISTED else [best.to_pylist()]
            rows = self._table(
                with_origin("proposals", "proposal", f"proposal_id in ({chosen or 'null'})", reprints=True),
                given,
            )
            if self.version == version:  # else a run may have replaced rows between the two
                return _pandas(rows.take(pc.index_in(best, value_set=rows["proposal_id"])))

    def sql(self, query: str, parameters: Sequence[Any] = ()) -> pd.DataFrame:
        """Any query that reads, in DuckDB's SQL, over the tables' names.

        Beside the tables there are `article_reprints` and `proposal_reprints` (id, reprint_of), and
        `proposals_once`, where each proposal stands once. Columns of one name are numbered: city, city_1. Raises
        `QueryError` for a query that is none, or that would write.
        """
        reads = reads_only(query)
        if "with" in reads.lower():  # DuckDB takes `with a as (copy …)` at the top level alone
            self._refuse_writing(f"from (\n{reads}\n) limit 0", list(parameters))
        return self._frame(query, list(parameters))

    def context(self, rows: pd.DataFrame) -> pd.DataFrame:
        """Proposals, speeches or rejects with `context`: the sentences of the article's text in which each stands.

        Null for a reject of a file that could not be read. Raises `QueryError` for rows that do not say where.
        """
        around = [found and sentences_around(*found) for found in self._places(rows)]
        return rows.assign(context=_strings(around))

    def around(self, rows: pd.DataFrame, margin: int = 40) -> pd.DataFrame:
        """The same rows with `before`, `within` and `after`: their words in the article's text, and as many
        characters on both sides as `margin` says."""
        around = [found and passage(*found, margin) for found in self._places(rows)]
        columns = (_strings(piece and piece[at] for piece in around) for at in range(3))
        return rows.assign(**dict(zip(("before", "within", "after"), columns, strict=True)))

    def _places(self, rows: pd.DataFrame) -> list[tuple[str, list[tuple[int, int]]] | None]:
        """The article's text for each row, and the spans in it."""
        spans_in = "evidence" if "evidence" in rows.columns else "spans"
        if not {"article_id", spans_in} <= {*rows.columns}:
            raise QueryError(
                "context is found by article_id, and evidence or spans; ask for these columns too"
            )
        column = rows[spans_in]
        wanted = pa.table({"article_id": pa.array(rows["article_id"].dropna().unique(), pa.string())})
        self._connection.register("wanted_articles", wanted)
        found = self._table(
            "select article_id, text from articles semi join wanted_articles using (article_id)"
        )
        texts = dict(zip(found["article_id"].to_pylist(), found["text"].to_pylist(), strict=True))
        return [
            (texts[article], [(span["start"], span["end"]) for span in spans]) if article in texts else None
            for article, spans in zip(rows["article_id"], column, strict=True)
        ]

    def _best(
        self, search: Search, ranked: str, parameters: Sequence[Any], limit: int | None
    ) -> pa.ChunkedArray:
        """Ids of the rows to show. A common word in a million rows must not have all of them segmented."""
        for looked_at in (None,) if limit is None else (_LOOKED_AT * limit, None):
            found = self._table(ranked if looked_at is None else f"{ranked} limit {looked_at}", parameters)
            rows = search.as_words(found["recommendation"].to_pylist(), limit)
            if len(rows) == limit or looked_at is None or found.num_rows < looked_at:
                break
        chosen = rows or range(found.num_rows)[:limit]  # nowhere a word: as characters
        return found["proposal_id"].take(pa.array(chosen, pa.int64()))

    def _refuse_unknown_places(self, where: Filters) -> None:
        """Where nothing was found. Raises `QueryError` where the place asked for is nowhere in the data set."""
        if where.city is None and where.province is None:
            return
        columns = "province, city, county, province_adcode, city_adcode, county_adcode"
        places = self._table(f"select {columns} from proposals group by all order by count(*) desc, 1, 2, 3")  # noqa: S608
        where.refuse_unknown_places([tuple(row.values()) for row in places.to_pylist()])

    def _refuse_writing(self, query: str, parameters: Sequence[Any]) -> None:
        """Raises `QueryError` as DuckDB does where `with` writes, which it may only where no query is around it."""
        try:
            self._table(query, parameters)
        except QueryError as error:
            if "must be at the top level" in str(error):
                raise QueryError(READS) from error
            raise

    def _frame(self, query: str, parameters: Sequence[Any] = ()) -> pd.DataFrame:
        return _pandas(self._table(query, parameters))

    def _table(self, query: str, parameters: Sequence[Any] = ()) -> pa.Table:
        """The query's rows; from a newer snapshot where a run has replaced files of this one."""
        asked = query.lower()

        def answer() -> pa.Table:
            for table in self._dataset.schemas:
                if table in asked:
                    self._check(table)
            if "reprint" in asked or "proposals_once" in asked:
                self._find_reprints()
            relation = self._connection.sql(query, params=list(parameters))
            return pa.table({}) if relation is None else distinct(relation).to_arrow_table()

        for _ in range(10):
            try:
                return self._asked(answer)
            except FileNotFoundError:
                self.refresh()
        raise DatasetError(f"{self.path}: replaced faster than it can be read; read it when the run is done")

    def _asked(self, ask: Callable[[], T]) -> T:
        """What DuckDB answers. Raises `FileNotFoundError` where a file is gone, `DatasetError` where one is damaged."""
        try:
            return ask()
        except duckdb.Error as error:
            if any(parts.is_gone(path) for paths in self._snapshot.files.values() for path in paths):
                raise FileNotFoundError(str(error)) from error
            if not isinstance(error, _OF_THE_QUERY):
                for table, paths in self._snapshot.files.items():
                    for path in paths:
                        parts.read(path, self._dataset.schemas[table])  # raises where this is it
            raise QueryError(f"this query cannot be answered: {error}") from error

    def _check(self, table: str) -> None:
        """Looks at the table's parts once. DuckDB counts the rows of one with other columns, and reads it as nulls."""
        if table not in self._checked:
            for path in self._snapshot.files[table]:
                parts.check(path, self._dataset.schemas[table])
            self._checked.add(table)

    def _open_snapshot(self) -> Snapshot:
        return Snapshot.read(self._dataset.layout, self._view)

    def _view(self, snapshot: Snapshot) -> Snapshot:
        """Makes the views, for which DuckDB looks into the first file of each table."""
        self._snapshot = snapshot
        self._checked = set()
        for derived in ("view proposals_once", "table proposal_reprints", "table article_reprints"):
            kind, name = derived.split()
            self._connection.execute(f"drop {kind} if exists {name}")
        for table in snapshot.files:
            make = f"create or replace view {table} as from {snapshot.scan(table)}"
            try:
                self._asked(partial(self._connection.execute, make))
            except DatasetError:
                continue  # told when the table is asked for: the others can be read
        self._with_reprints = False
        return snapshot

    def _find_reprints(self) -> None:
        if self._with_reprints:
            return
        from pipeline.tables import reprints  # noqa: PLC0415 (datasketch brings scipy: 0.3 s that SQL does without)

        found = reprints.load(self._dataset, self._snapshot)
        for name, table in (("article_reprints", found.articles), ("proposal_reprints", found.proposals)):
            self._connection.register("found", table)
            self._connection.execute(f"create or replace table {name} as from found")
            self._connection.unregister("found")
        self._connection.execute(
            "create or replace view proposals_once as from proposals anti join proposal_reprints using (proposal_id)"
        )
        self._with_reprints = True


def _strings(values: Iterable[str | None]) -> pd.arrays.ArrowExtensionArray:
    return pd.arrays.ArrowExtensionArray(pa.array(values, pa.string()))


def _pandas(table: pa.Table) -> pd.DataFrame:
    return table.to_pandas(types_mapper=pd.ArrowDtype)
