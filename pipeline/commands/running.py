"""Commands that fill a data set: run, compact.

Paths and switches come in; the tables, and a summary of what was done, come out. The hard thing is an exit code
that a script can act on: 3 where 晚报.txt could not be read and the others were, 1 where nothing was.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

import pipeline
from pipeline.commands.printing import (
    NOTHING_READ,
    SOME_UNREAD,
    Format,
    progress,
    show,
    show_json,
    told,
)
from pipeline.views.counted import counted

Workers = Annotated[
    int, typer.Option("--workers", "-w", min=0, help="Processes; 0 for one a core where it pays.")
]
Fast = Annotated[bool, typer.Option("--fast", help="Find names without the name tagger: faster, worse.")]


def run(
    inputs: Annotated[
        list[Path] | None,
        typer.Argument(
            metavar="INPUT…",
            help="Articles: text files in UTF-8, or folders of .txt files at any depth.",
            readable=False,  # one that may not be read is a reject, as it is in a folder
        ),
    ] = None,
    out: Annotated[
        Path, typer.Option("--out", "-o", help="Folder of the data set; made or added to.")
    ] = Path("data"),
    workers: Workers = 0,
    fast: Fast = False,
    force: Annotated[
        bool, typer.Option("--force", help="Do again what this pipeline has done before.")
    ] = False,
    stale: Annotated[
        bool,
        typer.Option(
            "--stale",
            help="Do again what another version of the pipeline has done, from the texts in the data set; says "
            "first what that is. INPUT may be left out.",
        ),
    ] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say what would be done, and do nothing.")
    ] = False,
    output: Annotated[Format, typer.Option("--format", help="How to print the summary.")] = Format.TABLE,
) -> None:
    """Extract the proposals of articles into a data set.

    Articles that the data set has from this version of the pipeline are not done again.

    Exits with 3 where some articles could not be read, with 1 where none could.
    """
    if not inputs and not stale:
        raise typer.BadParameter("give files or folders, or --stale", param_hint="INPUT")
    from pipeline.views.summary import preview_view, summary_view

    with told():
        if dry_run or stale:
            coming = pipeline.preview(inputs or (), out, fast=fast, force=force, stale=stale)
            if dry_run and output is Format.JSON:
                show_json(coming.as_dict())
            else:
                show(preview_view(coming), on_error=not dry_run)
            if dry_run:
                exit_as(coming.unread, nothing=not (coming.new or coming.again or coming.unchanged))
                return
        with progress() as bar:
            summary = pipeline.run(
                inputs or (), out, workers=workers, fast=fast, force=force, stale=stale, progress=bar
            )
    if output is Format.JSON:
        show_json(summary.as_dict())
    else:
        show(summary_view(summary))
    exit_as(summary.unread.total(), nothing=summary.read_nothing)


def exit_as(unread: int, *, nothing: bool) -> None:
    """Exit as a script can act on, where files stay unread: with 1 if nothing was read, else with 3."""
    if unread:
        raise typer.Exit(NOTHING_READ if nothing else SOME_UNREAD)


def compact(
    dataset: Annotated[Path, typer.Argument(metavar="DATA", help="Folder of the data set.")] = Path("data"),
) -> None:
    """Join the small files that many runs leave. Runs do so by themselves where there are very many."""
    with told():
        fewer = pipeline.compact(dataset)
    print(f"{counted(fewer, 'file')} fewer" if fewer else "Nothing to join.")
