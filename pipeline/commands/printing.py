"""What all commands share: how errors, progress and results reach the terminal, a pipe or a file.

A result comes in; text on standard output or a file goes out. The hard part is to know where it goes: colours and
a progress bar are for a terminal, 160 columns for a pipe, and the bytes of a workbook (太原市.xlsx) for neither.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer
from rich.console import Console, RenderableType
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

import pipeline
from pipeline.errors import JianyanError, QueryError
from pipeline.views.counted import counted

if TYPE_CHECKING:
    from pipeline.tables.export import Rows

# Formats that are no text, which a terminal cannot show.
_BYTES = frozenset({"parquet", "xlsx"})

NOTHING_READ = 1
SOME_UNREAD = 3
STOPPED = 130
_PIPED_WIDTH = 160  # columns where the output is no terminal


class Format(StrEnum):
    """How a result is printed."""

    TABLE = "table"
    JSON = "json"


class RowFormat(StrEnum):
    """How rows are printed or kept."""

    TABLE = "table"
    CSV = "csv"
    JSONL = "jsonl"
    PARQUET = "parquet"
    XLSX = "xlsx"
    MD = "md"

    @classmethod
    def asked(cls, form: RowFormat | None, out: Path | None) -> RowFormat:
        """The format as named, or as the file's ending says. Raises `QueryError` where that is none."""
        named = form is not None
        if form is None and out is None:
            return cls.TABLE
        if form is None and out is not None:
            ending = out.suffix.removeprefix(".").lower()
            form = next((known for known in cls if known.value == ending), cls.TABLE)
        if form is cls.TABLE and out is not None:
            kinds = ", ".join(known.value for known in cls if known is not cls.TABLE)
            if named:
                raise QueryError(f"{out}: a table is for the terminal; give --format one of {kinds}, or none")
            raise QueryError(f"{out}: name a file that ends in one of {kinds}, or give --format")
        return form or cls.TABLE


@contextmanager
def told() -> Iterator[None]:
    """Tell a user's error in one sentence and exit."""
    try:
        yield
    except JianyanError as error:
        Console(stderr=True, soft_wrap=True).print(
            f"jianyan: {error}", style="red", markup=False, highlight=False
        )
        raise typer.Exit(1) from None
    except KeyboardInterrupt:
        print(
            "jianyan: stopped; what was committed is kept, and the same command goes on from there",
            file=sys.stderr,
        )
        raise typer.Exit(STOPPED) from None


@contextmanager
def progress() -> Iterator[Any]:
    """A progress bar on standard error, and nothing where that is no terminal."""
    console = Console(stderr=True)
    if not console.is_terminal:
        yield None
        return
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task("files", total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)


@contextmanager
def waiting(what: str) -> Iterator[None]:
    """Says on standard error what takes its time, while it does; nothing where that is no terminal."""
    with Console(stderr=True).status(what):
        yield


def show(renderable: RenderableType, *, on_error: bool = False) -> None:
    """Print for people; what comes before the result on standard error."""
    console = Console(stderr=on_error)
    if not console.is_terminal:
        console = Console(stderr=on_error, width=_PIPED_WIDTH)
    console.print(renderable, highlight=False, crop=False)


def give(rows: Rows, form: RowFormat, out: Path | None) -> None:
    """Rows in a format for other programs, to a file or to standard output."""
    if out is not None:
        pipeline.save(rows, out, form.value)
        if out.is_file() and not str(out).startswith(("/dev/", "/proc/")):  # those get the rows alone
            print(f"{counted(len(rows), 'row')} in {out}")
        return
    if form.value in _BYTES and sys.stdout.isatty():
        raise QueryError(f"{form.value} is nothing for a terminal; name a file with --out")
    from pipeline.tables.export import exported

    sys.stdout.buffer.write(exported(rows, form.value))


def show_json(value: Any) -> None:
    """Print for programs."""
    print(json.dumps(value, ensure_ascii=False, indent=1))
