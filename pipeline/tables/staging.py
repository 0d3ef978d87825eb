"""Builds what a commit will put in place, out of readers' sight, and says in which order.

Rows by table and what they replace come in; files in the staging folder and the steps of the journal come out.
The hard thing is the order, since tables change one after the other: an article must be there before its
proposals and must not go before them. So articles come first and superseded ones go last; between the two, for
milliseconds, `articles` holds the old and the new wording of 市政协会议综述 both.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pyarrow as pa
import pyarrow.compute as pc

from pipeline.tables import disk, parts
from pipeline.tables.journal import Step
from pipeline.tables.layout import Layout, Part, part_name
from pipeline.tables.removal import Removal


def stage(
    layout: Layout,
    schemas: Mapping[str, pa.Schema],
    number: int,
    tables: Mapping[str, pa.Table],
    removal: Removal,
) -> list[Step]:
    """Stages batch `number` and gives its steps in order; none for a batch that changes nothing."""
    steps = []
    hits = {table: removal.hits(layout, table, schema) for table, schema in schemas.items()}
    children = [table for table in schemas if table != "articles"]
    if hits["articles"]:
        order = [*children, "articles"]
        if "articles" in tables:
            unseen = _without(tables["articles"], removal.articles)
            if unseen.num_rows:
                steps.append(_stage_part(layout, "articles", number, unseen))
    else:
        order = ["articles", *children]
    for table in order:
        rows = tables.get(table, schemas[table].empty_table())
        if hits[table]:
            steps.append(_stage_folder(layout, table, number, rows, hits[table]))
        elif rows.num_rows:
            steps.append(_stage_part(layout, table, number, rows))
    if steps:
        disk.sync_folder(layout.staging)
    return steps


def stage_merged(layout: Layout, table: str, schema: pa.Schema, groups: Sequence[Sequence[Part]]) -> Step:
    """The table's next folder with each group of neighbouring parts in one, under its last batch's number."""
    step = _begin_folder(layout, table)
    for group in groups:
        if len(group) == 1:
            _keep(layout, step, group[0])
        else:
            rows = parts.joined((parts.read(part.path, schema) for part in group), schema)
            _put(layout, step, group[-1].batch, rows)
    disk.sync_folder(layout.staging / table)
    disk.sync_folder(layout.staging)
    return step


def _stage_part(layout: Layout, table: str, number: int, rows: pa.Table) -> Step:
    """A part that joins the table's folder as it is."""
    generation = layout.generation(table)
    name = part_name(table, generation, number)
    disk.write(layout.staging / name, parts.encode(rows))
    return Step("add", table, generation, name)


def _stage_folder(
    layout: Layout, table: str, number: int, rows: pa.Table, hits: Mapping[Part, pa.Table]
) -> Step:
    """The table's next folder: parts that stay, those that lose rows written anew, and the batch's own."""
    step = _begin_folder(layout, table)
    empty = True
    for part in layout.parts(table):
        if part not in hits:
            _keep(layout, step, part)
        elif hits[part].num_rows:
            _put(layout, step, part.batch, hits[part])
        else:
            continue
        empty = False
    if rows.num_rows or empty:  # a folder without a part has no columns
        _put(layout, step, number, rows)
    disk.sync_folder(layout.staging / table)
    return step


def _begin_folder(layout: Layout, table: str) -> Step:
    (layout.staging / table).mkdir()
    return Step("swap", table, layout.generation(table) + 1)


def _keep(layout: Layout, step: Step, part: Part) -> None:
    disk.link(part.path, layout.staging / step.table / part_name(step.table, step.generation, part.batch))


def _put(layout: Layout, step: Step, batch: int, rows: pa.Table) -> None:
    disk.write(
        layout.staging / step.table / part_name(step.table, step.generation, batch), parts.encode(rows)
    )


def _without(articles: pa.Table, known: frozenset[str]) -> pa.Table:
    """The articles that are not there under the same id: those read anew would stand there twice."""
    there = pc.is_in(articles["article_id"], value_set=pa.array(sorted(known), pa.string()))
    return articles.filter(pc.invert(there))
