"""What differs between two data sets: proposals added, gone, and changed field by field.

Two folders come in, a table of changes goes out. The hard thing is which row has become which: a new boundary,
加快制定条例,加强监管 → 加快制定条例, gives a new proposal_id, so rows are paired within an article by how much of
their evidence they share, one to one and for the greatest total (Kuhn–Munkres).
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
import pyarrow as pa
from scipy.optimize import linear_sum_assignment

from pipeline.tables import parts
from pipeline.tables.dataset import SCHEMAS, Dataset
from pipeline.tables.snapshot import Snapshot

Row = Mapping[str, Any]
ByArticle = dict[str, list[Row]]

CHANGES = pa.schema(
    [
        pa.field("change", pa.string(), metadata={"description": "added, gone or changed"}),
        pa.field(
            "article_id", pa.string(), metadata={"description": "The article, the same in both data sets."}
        ),
        pa.field("title", pa.string(), metadata={"description": "Its headline."}),
        pa.field("source", pa.string(), metadata={"description": "Its path or URL."}),
        pa.field(
            "proposal_before",
            pa.string(),
            metadata={"description": "proposal_id in the first; null if added."},
        ),
        pa.field(
            "proposal_after",
            pa.string(),
            metadata={"description": "proposal_id in the second; null if gone."},
        ),
        pa.field(
            "recommendation", pa.string(), metadata={"description": "The proposal's words, the newer ones."}
        ),
        pa.field(
            "field", pa.string(), metadata={"description": "Column that changed; null for a whole row."}
        ),
        pa.field("before", pa.string(), metadata={"description": "Its value in the first, lists as JSON."}),
        pa.field("after", pa.string(), metadata={"description": "Its value in the second, lists as JSON."}),
    ]
)
# Identities follow from the other columns; which of several sightings a row names is no change of it.
_NOT_COMPARED = {"proposal_id", "proposal_key", "article_id", "speech_id", "source"}
# Confidence is calibrated to hundredths.
_DIGITS = 2
# Decides between two rows of the same words by who says them.
_SAME_PROPOSER = 0.001


def diff(before: Path | str, after: Path | str) -> pa.Table:
    """The changes from one data set to the other, in the order of the articles. Raises `DatasetError`."""
    first, second = _different(Dataset.open(before), Dataset.open(after))
    changes = [
        dict(zip(CHANGES.names, change, strict=True))
        for article in dict.fromkeys([*first, *second])
        for change in _changes(first.get(article, ()), second.get(article, ()))
    ]
    return pa.Table.from_pylist(changes, schema=CHANGES)


def counts(changes: pa.Table) -> dict[str, int]:
    """How many proposals were added, went and changed, and how many times each field did (`changed: city`)."""
    found: dict[str, int] = {"added": 0, "gone": 0, "changed": 0}
    seen = set()
    for row in changes.to_pylist():
        pair = (row["proposal_before"], row["proposal_after"])
        if pair not in seen:
            seen.add(pair)
            found[row["change"]] += 1
        if row["field"]:
            name = f"changed: {row['field']}"
            found[name] = found.get(name, 0) + 1
    return found


def _different(before: Dataset, after: Dataset) -> tuple[ByArticle, ByArticle]:
    """The proposals of each that the other does not have just so, of one snapshot of both."""

    def read(first: Snapshot) -> tuple[ByArticle, ByArticle]:
        return Snapshot.read(after.layout, lambda second: _unlike(first, second))

    return Snapshot.read(before.layout, read)


def _unlike(first: Snapshot, second: Snapshot) -> tuple[ByArticle, ByArticle]:
    """A million equal rows are told from the few others where they lie. Columns of another version are refused."""
    paths = [path for snapshot in (first, second) for path in snapshot.files["proposals"]]
    for path in paths:
        parts.check(path, SCHEMAS["proposals"])
    with duckdb.connect() as connection:
        try:
            for name, snapshot in (("first", first), ("second", second)):
                connection.execute(f"create view {name} as from {snapshot.scan('proposals')}")
            return _rows_unlike(connection, "first", "second"), _rows_unlike(connection, "second", "first")
        except duckdb.Error:
            for path in paths:
                parts.read(path, SCHEMAS["proposals"])  # raises where this one is gone or damaged
            raise


def _rows_unlike(connection: duckdb.DuckDBPyConnection, mine: str, theirs: str) -> ByArticle:
    query = (
        f"select mine.* from {mine} mine left join {theirs} theirs using (proposal_id) "  # noqa: S608 (our names)
        "where theirs.proposal_id is null or mine is distinct from theirs"
    )
    found: ByArticle = defaultdict(list)
    for row in connection.sql(query).to_arrow_table().to_pylist():
        found[row["article_id"]].append(row)
    return found


def _changes(before: Sequence[Row], after: Sequence[Row]) -> Iterator[tuple[Any, ...]]:
    """The changes within an article, in the order of its text."""
    pairs = _paired(before, after)
    for old, new in sorted(pairs, key=lambda pair: _place(pair[1] or pair[0] or {})):
        told = new or old or {}
        ids = (old and old["proposal_id"], new and new["proposal_id"])
        where = (told["article_id"], told["title"], told["source"], *ids, told["recommendation"])
        if old is None or new is None:
            yield ("added" if old is None else "gone", *where, None, None, None)
            continue
        for field in old:
            if field not in _NOT_COMPARED and _plain(old[field]) != _plain(new.get(field)):
                yield ("changed", *where, field, _plain(old[field]), _plain(new.get(field)))


def _paired(before: Sequence[Row], after: Sequence[Row]) -> list[tuple[Row | None, Row | None]]:
    """Rows that share evidence together, the others alone."""
    shared = np.array([[_shared(old, new) for new in after] for old in before]).reshape(
        len(before), len(after)
    )
    matched = [
        (row, column)
        for row, column in zip(*linear_sum_assignment(-shared), strict=True)
        if shared[row, column]
    ]
    left, right = {row for row, _ in matched}, {column for _, column in matched}
    return [
        *((before[row], after[column]) for row, column in matched),
        *((old, None) for row, old in enumerate(before) if row not in left),
        *((None, new) for column, new in enumerate(after) if column not in right),
    ]


def _shared(old: Row, new: Row) -> float:
    """Intersection over union of the evidence; a little more where the proposers are the same."""
    one, other = _characters(old["evidence"]), _characters(new["evidence"])
    overlap = len(one & other) / len(one | other)
    return overlap + _SAME_PROPOSER * (old["proposer"] == new["proposer"]) if overlap else 0.0


def _characters(evidence: Iterable[Row]) -> set[int]:
    return {at for span in evidence for at in range(span["start"], span["end"])}


def _place(row: Row) -> int:
    return int(row["evidence"][0]["start"])


def _plain(value: Any) -> str | None:
    """The value as text; null stays null."""
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, float):
        return str(round(value, _DIGITS))
    return json.dumps(value, ensure_ascii=False, default=str)
