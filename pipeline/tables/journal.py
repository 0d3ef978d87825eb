"""What a commit is about to do to the table folders, written down before it is done.

A list of steps comes in; once the journal is on the disk the commit is decided, and whoever holds the lock next
carries out what is left of it. A step adds a part file to a table's folder, or puts a whole new folder in the
old one's place where rows go. The hard thing is the reader that has listed the old folder and has not yet opened
its files: every file of a new folder has a new name, so such a reader fails and reads again. One case is left:
pyarrow passes over names that are gone when it asks for their size, and would show proposals 加快…, 完善… as an
empty table if all went at once. For that instant one old name is kept, as a link into this very process, which
no reader can read and which points nowhere as soon as the process is dead.
"""

from __future__ import annotations

import json
import os
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Literal

from pipeline.errors import DatasetError
from pipeline.tables import disk
from pipeline.tables.layout import Layout, is_guard, part_name

# A reader takes some 10 µs from listing a folder to asking for the files' sizes, more on a busy machine. In 20 s of
# replacements without a pause 10 of 6,000 readings were empty without the guard, none with one of 20 ms.
GUARD_SECONDS = 0.05


@dataclass(frozen=True, slots=True)
class Step:
    """`add`: the staged part `name` joins the table. `swap`: the staged folder takes the table folder's place."""

    kind: Literal["add", "swap"]
    table: str
    generation: int
    name: str = ""


def decide(layout: Layout, steps: Sequence[Step]) -> None:
    """Writes the journal: from here on the commit will be carried out, by this process or the next."""
    disk.replace(layout.journal, json.dumps([asdict(step) for step in steps]).encode())


def decided(layout: Layout) -> list[Step] | None:
    """The steps of the commit under way; null where there is none. Raises `DatasetError` where it is damaged."""
    try:
        return [Step(**step) for step in json.loads(layout.journal.read_bytes())]
    except (FileNotFoundError, NotADirectoryError):
        return None
    except (ValueError, TypeError) as error:
        raise DatasetError(
            f"{layout.journal}: no list of steps ({error}); bring it back from a copy, or delete it and run again with "
            "the inputs: what the commit under way did not put in place is then done again"
        ) from error


def carry_out(layout: Layout) -> None:
    """Does what the journal says and is not done yet, and takes the journal away."""
    steps = decided(layout)
    if steps is None:
        return
    swapped = [step.table for step in steps if step.kind == "swap"]
    with _guard() as guard:
        for step in steps:
            if step.kind == "add":
                _add(layout, step)
            else:
                _swap(layout, step, guard)
        if swapped:
            time.sleep(GUARD_SECONDS)
        for table in swapped:
            remove_guards(layout, table)
    layout.journal.unlink()
    disk.sync_folder(layout.work)


def clear(layout: Layout) -> None:
    """Removes what a commit leaves that was not decided, and what a carried out one has replaced."""
    disk.remove(layout.staging)
    for folder in (layout.root, layout.work, layout.cache):
        disk.remove_unfinished(folder)
    layout.staging.mkdir()
    for table in layout.tables:
        remove_guards(layout, table)


def pending(layout: Layout, step: Step) -> bool:
    """Whether the step is still to be done."""
    generation = layout.generation(step.table)
    if step.kind == "swap":
        return generation < step.generation
    return generation == step.generation and not (layout.folder(step.table) / step.name).exists()


def remove_guards(layout: Layout, table: str) -> None:
    """Takes the links away that stood for replaced files, also those of a dead process."""
    folder = layout.folder(table)
    guards = [path for path in folder.iterdir() if is_guard(path)] if folder.is_dir() else []
    for path in guards:
        path.unlink()
    if guards:
        disk.sync_folder(folder)


def _add(layout: Layout, step: Step) -> None:
    if pending(layout, step):
        staged = layout.staging / step.name
        if not staged.exists():
            raise DatasetError(_lost(layout, staged))
        disk.move(staged, layout.folder(step.table) / step.name)


def _swap(layout: Layout, step: Step, guard: Path | None) -> None:
    if not pending(layout, step):
        return
    live, staged = layout.folder(step.table), layout.staging / step.table
    if not staged.exists():
        raise DatasetError(_lost(layout, staged))
    for guard_of_the_dead in filter(is_guard, list(staged.iterdir())):
        guard_of_the_dead.unlink()  # of a process that died before the exchange
    old = layout.parts(step.table)
    if guard is not None and old:
        (staged / old[0].path.name).symlink_to(guard)
        disk.sync_folder(staged)
    disk.exchange(staged, live)


@contextmanager
def _guard() -> Iterator[Path | None]:
    """A path to an empty file that is there while this process lives, and nowhere afterwards (Linux).

    Empty, since DuckDB may have read the old file's footer and open the name again for its columns: whatever
    it looks for then is beyond the end.
    """
    if not hasattr(os, "memfd_create"):
        yield None
        return
    descriptor = os.memfd_create("jianyan-guard")
    try:
        path = Path(f"/proc/{os.getpid()}/fd/{descriptor}")
        yield path if path.exists() else None
    finally:
        os.close(descriptor)


def _lost(layout: Layout, staged: Path) -> str:
    return (
        f"{staged}: missing, though {layout.journal} says that it is to be put in place; bring {layout.work} back, "
        "or delete the journal and run again to take the batch in anew"
    )


def first_part(table: str) -> str:
    """The name of the part without rows that a table begins with."""
    return part_name(table, 1, 0)
