"""Writes batches into the data set so that none is ever seen half.

A batch comes in, rows by table, with the articles whose former rows it replaces; after `commit` has returned
it is there for good, and a crash at any instant leaves all of it or nothing of it to the next run. The hard
thing is replacing: when 加装电梯 moves to another theme, the old row must go in the instant in which the new
one comes, so the table's folder is built anew beside the old one (files that stay are linked, not copied) and
the two are exchanged.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager

import pyarrow as pa

from pipeline.errors import DatasetError
from pipeline.tables import compaction, disk, journal, parts
from pipeline.tables.faults import reported
from pipeline.tables.known import Known, load_known
from pipeline.tables.layout import Layout
from pipeline.tables.ledger import Ledger
from pipeline.tables.lock import writing
from pipeline.tables.mending import mending
from pipeline.tables.parts import Rows
from pipeline.tables.removal import Removal, Sighted
from pipeline.tables.staging import Staged, stage, stage_mended, stage_merged
from pipeline.tables.tally import Tally

_log = logging.getLogger(__name__)


@contextmanager
def opened(layout: Layout, schemas: Mapping[str, pa.Schema], *, wait: float | bool) -> Iterator[Writer]:
    """Locks the data set, finishes or clears what a dead run left, makes missing tables and checks the rest.

    Raises `DatasetError` where the folder cannot be written, another process holds it, or a file among the
    tables is damaged or no part of them.
    """
    with writing(layout, wait=wait):
        with reported(layout):
            _recover(layout)
            _make_tables(layout, schemas)
            writer = Writer(layout, schemas)
        yield writer


class Writer:
    """The data set, held for writing. Got from `Dataset.writer()`."""

    def __init__(self, layout: Layout, schemas: Mapping[str, pa.Schema]) -> None:
        self._layout = layout
        self._schemas = schemas
        self._load()

    def _load(self) -> None:
        """Looks at all parts, and mends tables that do not hold what was committed."""
        told, self._tally = _check(self._layout, self._schemas)
        self._floor = told.last_batch() if told else 0
        mended = mending(self._layout, self._schemas, told, self._tally)
        if mended:
            _log.warning("%s: %s", self._layout.root, mended)
            self._carry_out(
                lambda: stage_mended(self._layout, self._schemas, self._number(), mended.hits, self._tally)
            )
        self._known: Known | None = None
        self._ledger = Ledger(self.known())
        self._follows = True

    def known(self) -> Known:
        """What the data set holds at this moment, to tell new articles from known ones."""
        if self._known is None:
            with reported(self._layout):
                files = {table: self._layout.paths(table) for table in self._layout.tables}
                self._known = load_known(files, self._schemas)
        return self._known

    def commit(
        self,
        batch: Mapping[str, Rows],
        *,
        replaces: Collection[str] = (),
        supersedes: Collection[Sighted] = (),
        retries: Collection[str] = (),
    ) -> int:
        """Puts a batch in place and returns its number; 0 where it changes nothing.

        An article that is there already is read anew: its former rows go while its sightings stay, and so for
        the articles in `replaces`. A sighting or reject that is there already is left out.
        `supersedes`: sightings, as (article_id, source), that hold no more since the file has another text; an
        article that is seen nowhere else goes with all its rows.
        `retries`: sources that gave no article before; their rejects go.

        Raises `ValueError` for a batch that would break the data set (an article twice, a row without its
        article) and `DatasetError` where the disk fails; its message says what became of the batch.
        """
        with reported(self._layout):
            self._catch_up()
            tables = {name: parts.to_table(rows, self._schemas[name]) for name, rows in batch.items()}
            reread = self._ledger.reread(tables) | set(replaces)
            removal = Removal.of(self._layout, self._schemas, reread, supersedes, retries)
            tables = self._ledger.admitted(tables, removal)
            number = self._number()
            changed = self._carry_out(
                lambda: stage(self._layout, self._schemas, number, tables, removal, self._tally)
            )
            self._ledger.enter(tables, removal)
            self._known = None
            self._compact(over=compaction.MAX_PARTS)
        return number if changed else 0

    def compact(self) -> int:
        """Joins small neighbouring parts; returns by how many files the data set has fewer."""
        with reported(self._layout):
            self._catch_up()
            return self._compact(over=1)

    def _catch_up(self) -> None:
        """Finishes what was decided, and looks at all parts again after a commit that failed on a full disk."""
        _recover(self._layout)
        if not self._follows:
            self._load()

    def _compact(self, over: int) -> int:
        """Joins parts of the tables that have more than `over`."""
        groups = {}
        for table in self._layout.tables:
            found = self._layout.parts(table)
            joined = compaction.groups([(part, part.path.stat().st_size) for part in found])
            if over < len(found) > len(joined):
                groups[table] = joined
        self._carry_out(lambda: stage_merged(self._layout, self._schemas, groups, self._tally))
        return sum(len(group) - 1 for joined in groups.values() for group in joined)

    def _number(self) -> int:
        """The next batch's, above those of parts that are gone: they may be brought back."""
        return max(self._layout.last_batch(), self._floor) + 1

    def _carry_out(self, stage: Callable[[], Staged]) -> bool:
        """Stages, decides and does; whether there was anything to do."""
        try:
            staged = stage()
            if staged.steps:
                journal.decide(self._layout, staged.steps)
        except BaseException:
            self._follows = False
            if journal.decided(self._layout) is None:
                journal.clear(self._layout)  # a full disk is not to stay full of half a batch
            raise
        self._follows = False
        _recover(self._layout)
        self._tally = staged.tally
        self._follows = True
        return bool(staged.steps)


def _recover(layout: Layout) -> None:
    """Finishes a decided commit and clears what belongs to none."""
    journal.carry_out(layout)
    journal.clear(layout)


def _make_tables(layout: Layout, schemas: Mapping[str, pa.Schema]) -> None:
    """Each table's folder with a part of no rows, so that a reader finds the columns from the first moment."""
    for table, schema in schemas.items():
        if not layout.folder(table).is_dir() or not any(layout.folder(table).iterdir()):
            staged = layout.staging / table
            staged.mkdir()
            disk.write(staged / journal.first_part(table), parts.encode(schema.empty_table()))
            disk.sync_folder(staged)
            disk.move(staged, layout.folder(table))


def _check(layout: Layout, schemas: Mapping[str, pa.Schema]) -> tuple[Tally | None, Tally]:
    """What the newest note in the parts says, if there is one, and what they hold."""
    notes = []
    rows = {}
    for table, schema in schemas.items():
        for path in layout.foreign(table):
            raise DatasetError(
                f"{path}: no part of the table {table}, and readers would take it for one; move it out of the folder "
                "and run again"
            )
        found = layout.parts(table)
        layout.refuse_generations(table, (part.path for part in found))
        footers = {part: parts.footer(part.path, schema) for part in found}
        rows[table] = {part.batch: footer.n_rows for part, footer in footers.items() if footer.n_rows}
        notes += [footer.notes for footer in footers.values()]
    told = Tally.newest(notes)
    return told, Tally(told.number if told else 0, rows)
