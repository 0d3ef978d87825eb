"""Builds what a commit will put in place, out of readers' sight, and says in which order.

Rows by table and what they replace come in; files in the staging folder and the steps of the journal come out.
The hard thing is the order, since tables change one after the other: an article must be there before its
proposals and must not go before them. So articles come first and superseded ones go last; between the two, for
milliseconds, `articles` holds the old and the new wording of 市政协会议综述 both.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pyarrow as pa
import pyarrow.compute as pc

from pipeline.tables import disk, parts
from pipeline.tables.journal import Step
from pipeline.tables.layout import Layout, Part, part_name
from pipeline.tables.removal import Removal
from pipeline.tables.tally import Tally


@dataclass(frozen=True, slots=True)
class Staged:
    """The steps of a commit in their order, and what the tables hold once they are done."""

    steps: Sequence[Step]
    tally: Tally


def stage(
    layout: Layout,
    schemas: Mapping[str, pa.Schema],
    number: int,
    tables: Mapping[str, pa.Table],
    removal: Removal,
    tally: Tally,
) -> Staged:
    """Stages batch `number`; no steps for a batch that changes nothing. `tally` is of what is there."""
    steps = []
    hits = {table: removal.hits(layout, table, schema) for table, schema in schemas.items()}
    after = tally.followed(
        {
            table: {number: tables[table].num_rows if table in tables else 0, **_left(hits[table])}
            for table in schemas
        }
    )
    children = [table for table in schemas if table != "articles"]
    if hits["articles"]:
        order = [*children, "articles"]
        if "articles" in tables:
            unseen = _without(tables["articles"], removal.articles)
            if unseen.num_rows:
                steps.append(_stage_part(layout, "articles", number, unseen, after))
    else:
        order = ["articles", *children]
    for table in order:
        rows = tables.get(table, schemas[table].empty_table())
        if hits[table]:
            steps.append(_stage_folder(layout, table, number, rows, hits[table], after))
        elif rows.num_rows:
            steps.append(_stage_part(layout, table, number, rows, after))
    if steps:
        disk.sync_folder(layout.staging)
    return Staged(steps, after if steps else tally)


def stage_mended(
    layout: Layout,
    schemas: Mapping[str, pa.Schema],
    number: int,
    hits: Mapping[str, Mapping[Part, pa.Table]],
    tally: Tally,
) -> Staged:
    """Stages the parts in `hits` with the rows given there; where there are none, a part without rows for the note.

    The articles come first: were they last, the other tables' notes could say that all is well while articles are
    not yet marked.
    """
    after = tally.followed({table: _left(hits[table]) for table in hits})
    steps = [
        _stage_folder(layout, table, number, schemas[table].empty_table(), hits[table], after)
        for table in schemas
        if hits.get(table)
    ]
    if not steps:
        steps = [_stage_part(layout, "articles", number, schemas["articles"].empty_table(), after)]
    disk.sync_folder(layout.staging)
    return Staged(steps, after)


def stage_merged(
    layout: Layout,
    schemas: Mapping[str, pa.Schema],
    groups: Mapping[str, Sequence[Sequence[Part]]],
    tally: Tally,
) -> Staged:
    """Each table's next folder with each group of neighbouring parts in one, under its last batch's number."""
    changed: dict[str, dict[int, int]] = {}
    for table, joined in groups.items():
        rows = tally.rows.get(table, {})
        changed[table] = {part.batch: 0 for group in joined for part in group} | {
            group[-1].batch: sum(rows.get(part.batch, 0) for part in group) for group in joined
        }
    after = tally.followed(changed)
    steps = [_stage_joined(layout, table, schemas[table], groups[table], after) for table in groups]
    return Staged(steps, after if steps else tally)


def _stage_joined(
    layout: Layout, table: str, schema: pa.Schema, groups: Sequence[Sequence[Part]], after: Tally
) -> Step:
    step = _begin_folder(layout, table)
    for group in groups:
        if len(group) == 1:
            _keep(layout, step, group[0])
        else:
            rows = parts.joined((parts.read(part.path, schema) for part in group), schema)
            _put(layout, step, group[-1].batch, rows, after)
    disk.sync_folder(layout.staging / table)
    disk.sync_folder(layout.staging)
    return step


def _left(hits: Mapping[Part, pa.Table]) -> dict[int, int]:
    """How many rows are left of each part."""
    return {part.batch: rows.num_rows for part, rows in hits.items()}


def _stage_part(layout: Layout, table: str, number: int, rows: pa.Table, after: Tally) -> Step:
    """A part that joins the table's folder as it is."""
    generation = layout.generation(table)
    name = part_name(table, generation, number)
    disk.write(layout.staging / name, parts.encode(rows, after.note()))
    return Step("add", table, generation, name)


def _stage_folder(
    layout: Layout,
    table: str,
    number: int,
    rows: pa.Table,
    hits: Mapping[Part, pa.Table],
    after: Tally,
) -> Step:
    """The table's next folder: parts that stay, those that lose rows written anew, and the batch's own."""
    step = _begin_folder(layout, table)
    noted = False
    for part in layout.parts(table):
        if part not in hits:
            _keep(layout, step, part)
        elif hits[part].num_rows:
            _put(layout, step, part.batch, hits[part], after)
            noted = True
    if rows.num_rows or not noted:  # one part must tell that rows are to be missing, and the columns
        _put(layout, step, number, rows, after)
    disk.sync_folder(layout.staging / table)
    return step


def _begin_folder(layout: Layout, table: str) -> Step:
    (layout.staging / table).mkdir()
    return Step("swap", table, layout.generation(table) + 1)


def _keep(layout: Layout, step: Step, part: Part) -> None:
    disk.link(part.path, layout.staging / step.table / part_name(step.table, step.generation, part.batch))


def _put(layout: Layout, step: Step, batch: int, rows: pa.Table, after: Tally) -> None:
    name = part_name(step.table, step.generation, batch)
    disk.write(layout.staging / step.table / name, parts.encode(rows, after.note()))


def _without(articles: pa.Table, known: frozenset[str]) -> pa.Table:
    """The articles that are not there under the same id: those read anew would stand there twice."""
    there = pc.is_in(articles["article_id"], value_set=pa.array(sorted(known), pa.string()))
    return articles.filter(pc.invert(there))
