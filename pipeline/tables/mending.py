"""What is to be done where the tables do not hold what their newest note says.

The tally of that note and the one found come in; the parts to be written anew come out. Articles of the batches in
question are marked as not done, so that the next run that sees them, or one with `--stale`, replaces all their rows;
rows without an article go, and so does what stands twice since a part was brought back. The hard thing is that nobody
can tell which proposals stood in a lost part: 太原晚报/要闻.txt may have had one there, so all articles of its batches count.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import pyarrow as pa
import pyarrow.compute as pc

from pipeline.tables import parts
from pipeline.tables.layout import Layout, Part
from pipeline.tables.tally import Span, Tally

# In `articles.fingerprint`: no pipeline's, so that every pipeline takes the article for one that is not done.
INCOMPLETE = "incomplete"

# What is no article's alone is not put right by doing the article again.
_KEYS: Mapping[str, tuple[str, ...]] = {
    "sightings": ("article_id", "source"),
    "rejects": ("article_id", "reject_id"),
}

Hits = dict[str, dict[Part, pa.Table]]


@dataclass(frozen=True, slots=True)
class Mending:
    """`hits`: the rows that parts are to have; `articles` to be done again, `rows` that go."""

    tables: Sequence[str]
    hits: Hits
    articles: int
    rows: int

    def __str__(self) -> str:
        where = f"{'、'.join(self.tables)}: not the rows that were committed (files were moved, or a commit was cut)"
        return (
            f"{where}; {self.articles:,} articles count as not done until a run sees them again (or --stale), "
            f"{self.rows:,} rows without their article are removed"
        )


def mending(
    layout: Layout, schemas: Mapping[str, pa.Schema], told: Tally | None, found: Tally
) -> Mending | None:
    """Null where all is as told. Without a note, from a former version, only rows without article are looked for."""
    differences = {} if told is None else told.differences(found)
    if not differences and told is not None:
        return None
    affected = _affected(layout, schemas, differences, told or found, found)
    hits = {"articles": _marked(layout, schemas["articles"], affected)}
    there: set[str] = set().union(*(_ids(part, schemas["articles"]) for part in layout.parts("articles")))
    articles = pa.array(sorted(there), pa.string())
    removed = 0
    for table, schema in schemas.items():
        if table != "articles":
            hits[table] = dict(_cleared(layout, table, schema, articles))
            before = found.rows.get(table, {})
            removed += sum(before.get(part.batch, 0) - rows.num_rows for part, rows in hits[table].items())
    if told is None and not removed:
        return None
    return Mending(sorted(differences) or sorted(t for t in hits if hits[t]), hits, len(affected), removed)


def _affected(
    layout: Layout,
    schemas: Mapping[str, pa.Schema],
    differences: Mapping[str, list[Span]],
    told: Tally,
    found: Tally,
) -> set[str]:
    """Articles of which a table may lack rows, or have too many. A lost sighting is there again when the file is."""
    spans = {table: differing for table, differing in differences.items() if table != "sightings"}
    everywhere = [span for differing in spans.values() for span in differing]
    affected: set[str] = set()
    for table, differing in {**spans, "articles": everywhere}.items():
        batches = {**told.rows.get(table, {}), **found.rows.get(table, {})}
        for part in layout.parts(table):
            before = max((batch for batch in batches if batch < part.batch), default=-1)
            if any(before < last and first < part.batch for first, last in differing):
                affected |= _ids(part, schemas[table])
    return affected


def _ids(part: Part, schema: pa.Schema) -> set[str]:
    """The articles named in a part."""
    return set(parts.read(part.path, schema, ("article_id",))["article_id"].to_pylist()) - {None}


def _marked(layout: Layout, schema: pa.Schema, affected: set[str]) -> dict[Part, pa.Table]:
    """The parts of `articles` in which these are not marked yet."""
    found = {}
    among = pa.array(sorted(affected), pa.string())
    for part in layout.parts("articles") if affected else ():
        keys = parts.read(part.path, schema, ("article_id", "fingerprint"))
        is_done = pc.not_equal(keys["fingerprint"], INCOMPLETE)
        marks = pc.and_(pc.is_in(keys["article_id"], value_set=among), is_done)
        if pc.any(marks, min_count=0).as_py():
            rows = parts.read(part.path, schema)
            fingerprints = pc.if_else(marks, INCOMPLETE, rows["fingerprint"])
            at = schema.get_field_index("fingerprint")
            found[part] = rows.set_column(at, schema.field(at), fingerprints)
    return found


def _cleared(
    layout: Layout, table: str, schema: pa.Schema, articles: pa.Array
) -> Iterator[tuple[Part, pa.Table]]:
    """The parts with rows that have no article or stand twice, without those."""
    seen: set[tuple[str, ...]] = set()
    names = _KEYS.get(table, ("article_id",))
    for part in layout.parts(table):
        keys = parts.read(part.path, schema, names)
        owned = pc.or_(pc.is_in(keys["article_id"], value_set=articles), pc.is_null(keys["article_id"]))
        stays = owned.to_pylist()
        if table in _KEYS:
            for at, key in enumerate(zip(*(column.to_pylist() for column in keys.columns), strict=True)):
                stays[at] = stays[at] and key not in seen
                seen.add(key)
        if not all(stays):
            yield part, parts.read(part.path, schema).filter(pa.array(stays, pa.bool_()))
