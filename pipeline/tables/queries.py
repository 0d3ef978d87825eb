"""The text of queries: that it only reads, that each column has one name, and what each row repeats.

SQL as asked for comes in; SQL for DuckDB goes out. The hard thing is a query that writes and passes for one that reads:
`explain analyze copy (…) to '太原.csv'` is an EXPLAIN to DuckDB, and writes the file.
"""

from __future__ import annotations

import re
from itertools import count

import duckdb

from pipeline.errors import QueryError

READS = "give one query that reads: select, from, with, values, pivot, describe, summarize, show, explain"
_EXPLAIN = re.compile(r"^\s*explain\b\s*(analyze\b|\([^)]*\))?", re.IGNORECASE)


def reads_only(query: str) -> str:
    """The query, or the one that it explains. Raises `QueryError` where it is not one, or none that reads."""
    try:
        statements = duckdb.extract_statements(query)
    except duckdb.Error as error:
        raise QueryError(f"this query cannot be answered: {error}") from error
    kinds = [statement.type.name for statement in statements]
    explained = _EXPLAIN.sub("", query)
    if kinds == ["EXPLAIN"] and explained != query:
        return reads_only(explained)
    reads = str(statements[0].query).rstrip("; \n\t") if statements else ""
    # pivot is several statements to DuckDB, as is what writes its rows: copy (pivot …) to …
    if kinds != ["SELECT"] and not (kinds == ["MULTI"] and _is_subquery(reads)):
        raise QueryError(READS)
    return reads


def _is_subquery(query: str) -> bool:
    """Whether another query can read the rows of this one."""
    try:
        return bool(duckdb.extract_statements(f"from (\n{query}\n)"))
    except duckdb.Error:
        return False


def distinct(relation: duckdb.DuckDBPyRelation) -> duckdb.DuckDBPyRelation:
    """With each column's name once, as DuckDB has it in a subquery, and as text what Arrow has no type for."""
    names: list[str] = []
    for name in relation.columns:
        numbered = (f"{name}_{number}" for number in count(1))
        taken = {*relation.columns, *names}
        names.append(name if name not in names else next(new for new in numbered if new not in taken))
    casts = ["::varchar" if str(kind) in {"BIT", "BIGNUM"} else "" for kind in relation.types]
    if names == relation.columns and not any(casts):
        return relation
    return relation.project(
        ", ".join(
            f"#{at}{cast} as {named(name)}"
            for at, (cast, name) in enumerate(zip(casts, names, strict=True), 1)
        )
    )


def with_origin(table: str, kind: str, condition: str, *, reprints: bool, limit: int | None = None) -> str:
    """Rows of the table with `reprint_of`, or those alone that repeat no other.

    The limit stands inside the join, where DuckDB stops reading at it: behind one, it decodes all columns of all rows.
    """
    once = "" if reprints else f" and {kind}_id not in (select {kind}_id from {kind}_reprints)"  # noqa: S608
    first = "" if limit is None else f" limit {int(limit)}"
    rows = f"select * from {table} where {condition}{once}{first}"  # noqa: S608
    if not reprints:
        return f"select *, null::varchar as reprint_of from ({rows})"  # noqa: S608
    return f"select t.*, r.reprint_of from ({rows}) t left join {kind}_reprints r using ({kind}_id)"  # noqa: S608


def named(column: str) -> str:
    return '"' + column.replace('"', '""') + '"'
