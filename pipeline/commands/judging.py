"""Commands that look closely: an article with its proposals, scores against gold, the tables' columns.

An article or folders come in, views of them go out. The hard thing is the same for all: what a person reads in
colour (太原市 in the place's), a program gets as JSON with `--format json`.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

import pipeline
from pipeline.commands.printing import Format, show, show_json, told


def show_article(
    article: Annotated[Path, typer.Argument(metavar="ARTICLE", help="A text file.", readable=False)],
    fast: Annotated[bool, typer.Option("--fast", help="Find names without the name tagger.")] = False,
    output: Annotated[Format, typer.Option("--format", help="Colours, or the rows as JSON.")] = Format.TABLE,
) -> None:
    """Show an article with speakers, roles, places and recommendations marked, then its proposals."""
    with told():
        rows = pipeline.extract(article, fast=fast)
    if output is Format.JSON:
        tables = {
            name: [row.model_dump(mode="json") for row in found] for name, found in rows.by_table().items()
        }
        show_json(tables)
        return
    from pipeline.views.terminal import article_view

    show(article_view(rows.articles[0], rows.speeches, rows.proposals))


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
    with told():
        evaluation = pipeline.evaluate(gold, predicted, texts=texts)
    if output is Format.JSON:
        show_json(evaluation.as_dict(errors=errors))
        return
    from pipeline.views.scores import faults_view, scores_view

    show(scores_view(evaluation))
    if errors:
        show("")
        show(faults_view(evaluation))


def schema(
    as_json: Annotated[bool, typer.Option("--json", help="As JSON Schema, by table.")] = False,
) -> None:
    """Print the tables' columns and the code lists."""
    from pipeline.views.columns import columns_view, json_schemas

    if as_json:
        show_json(json_schemas())
    else:
        show(columns_view())
