"""The command line: each command is one call of the public API, and prints what came back.

User errors end in one sentence that names the way out, never in a traceback. Exit codes: 0 all is well; 1 nothing
could be done (no article could be read, the data set cannot be written); 2 the command was not understood; 3 some
articles could not be read (晚报.txt in GB18030), the others are done; 130 stopped by the user.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console, RenderableType
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

import pipeline
from pipeline.errors import JianyanError

app = typer.Typer(
    name="jianyan",
    help="建言: policy proposals from Chinese news, as Parquet tables.",
    epilog="Start with: jianyan run FOLDER --out data",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

_NOTHING_READ = 1
_SOME_UNREAD = 3
_STOPPED = 130
_PIPED_WIDTH = 160  # columns where the output is no terminal


class Format(StrEnum):
    """How a result is printed."""

    TABLE = "table"
    JSON = "json"


@app.command()
def run(
    inputs: Annotated[
        list[Path],
        typer.Argument(
            metavar="INPUT", help="Articles: text files in UTF-8, or folders of .txt files at any depth."
        ),
    ],
    out: Annotated[
        Path, typer.Option("--out", "-o", help="Folder of the data set; made or added to.")
    ] = Path("data"),
    workers: Annotated[
        int, typer.Option("--workers", "-w", min=0, help="Processes; 0 for one a core where it pays.")
    ] = 0,
    fast: Annotated[
        bool, typer.Option("--fast", help="Find names without the name tagger: faster, worse.")
    ] = False,
    force: Annotated[
        bool, typer.Option("--force", help="Do again what this pipeline has done before.")
    ] = False,
    output: Annotated[Format, typer.Option("--format", help="How to print the summary.")] = Format.TABLE,
) -> None:
    """Extract the proposals of articles into a data set.

    Articles that the data set has from this version of the pipeline are not done again.

    Exits with 3 where some articles could not be read, with 1 where none could.
    """
    with _told(), _progress() as progress:
        summary = pipeline.run(inputs, out, workers=workers, fast=fast, force=force, progress=progress)
    if output is Format.JSON:
        _print_json(summary.as_dict())
    else:
        from pipeline.views.summary import summary_view

        _print(summary_view(summary))
    if summary.read_nothing:
        raise typer.Exit(_NOTHING_READ)
    if summary.unread:
        raise typer.Exit(_SOME_UNREAD)


@app.command()
def show(
    article: Annotated[Path, typer.Argument(metavar="ARTICLE", help="A text file.")],
    fast: Annotated[bool, typer.Option("--fast", help="Find names without the name tagger.")] = False,
    output: Annotated[Format, typer.Option("--format", help="Colours, or the rows as JSON.")] = Format.TABLE,
) -> None:
    """Show an article with speakers, roles, places and recommendations marked, then its proposals."""
    with _told():
        rows = pipeline.extract(article, fast=fast)
    if output is Format.JSON:
        tables = {
            name: [row.model_dump(mode="json") for row in found] for name, found in rows.by_table().items()
        }
        _print_json(tables)
        return
    from pipeline.views.terminal import article_view

    _print(article_view(rows.articles[0], rows.speeches, rows.proposals))


@app.command()
def evaluate(
    gold: Annotated[Path, typer.Argument(metavar="GOLD", help="Folder of NAME.json gold files.")],
    predicted: Annotated[
        Path,
        typer.Argument(
            metavar="PREDICTED", help="A data set's folder, or a folder of NAME.json predictions."
        ),
    ],
    texts: Annotated[
        Path | None,
        typer.Option("--texts", help="Folder of the articles' texts; beside the gold if not given."),
    ] = None,
    errors: Annotated[
        bool,
        typer.Option("--errors", help="List what was missed, invented or wrong, side by side with the text."),
    ] = False,
    output: Annotated[Format, typer.Option("--format", help="How to print the scores.")] = Format.TABLE,
) -> None:
    """Score predictions against gold: spans, records, fields, narration."""
    with _told():
        evaluation = pipeline.evaluate(gold, predicted, texts=texts)
    if output is Format.JSON:
        _print_json(evaluation.as_dict(errors=errors))
        return
    from pipeline.views.scores import faults_view, scores_view

    _print(scores_view(evaluation))
    if errors:
        _print("")
        _print(faults_view(evaluation))


@app.command()
def schema(
    as_json: Annotated[bool, typer.Option("--json", help="As JSON Schema, by table.")] = False,
) -> None:
    """Print the tables' columns and the code lists."""
    from pipeline.views.columns import columns_view, json_schemas

    if as_json:
        _print_json(json_schemas())
    else:
        _print(columns_view())


@contextmanager
def _told() -> Iterator[None]:
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
        raise typer.Exit(_STOPPED) from None


@contextmanager
def _progress() -> Iterator[Any]:
    """A progress bar on standard error, and nothing where that is no terminal."""
    console = Console(stderr=True)
    if not console.is_terminal:
        yield None
        return
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task("files", total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)


def _print(renderable: RenderableType) -> None:
    console = Console()
    if not console.is_terminal:
        console = Console(width=_PIPED_WIDTH)
    console.print(renderable, highlight=False, crop=False)


def _print_json(value: Any) -> None:
    print(json.dumps(value, ensure_ascii=False, indent=1))
