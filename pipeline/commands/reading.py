"""Commands that read a data set: query, rejects, diff.

Filters come in as people write them, rows go out to the terminal or to a file. The hard thing is how much to
show: the five columns and 50 rows that fit a terminal, everything in a file, and 太原's proposal once, though ten
newspapers printed it.
"""

from __future__ import annotations

import sys
import warnings
from pathlib import Path
from typing import Annotated, Any

import typer

import pipeline
from pipeline.commands.printing import RowFormat, give, progress, show, told, waiting
from pipeline.commands.running import Fast, Workers, exit_as
from pipeline.errors import QueryError

Data = Annotated[Path, typer.Argument(metavar="DATA", help="Folder of the data set.")]
Form = Annotated[
    RowFormat | None,
    typer.Option("--format", help="How to print or keep the rows; as the ending of --out says if not given."),
]
Out = Annotated[Path | None, typer.Option("--out", "-o", help="File for the rows.")]

_COLUMNS = ("proposer", "role", "city", "theme", "recommendation")
_KEY = ("proposal_id",)
_SHOWN = 50  # rows in the terminal


def query(
    dataset: Data = Path("data"),
    city: Annotated[str | None, typer.Option(help="Province, city or county: 太原, 140100, Shanxi.")] = None,
    province: Annotated[
        str | None, typer.Option(help="Province alone, where 吉林 is not the city too.")
    ] = None,
    theme: Annotated[str | None, typer.Option(help="Main theme, code or label: 交通, transport.")] = None,
    category: Annotated[str | None, typer.Option(help="Of a proposer: 政协委员, cppcc_member.")] = None,
    level: Annotated[str | None, typer.Option(help="Of a proposer's body: 地市级, prefecture.")] = None,
    stance: Annotated[str | None, typer.Option(help="recommendation or commitment.")] = None,
    proposer: Annotated[str | None, typer.Option(help="Part of a name.")] = None,
    since: Annotated[str | None, typer.Option(help="First day of publication: 2026-03-01.")] = None,
    until: Annotated[str | None, typer.Option(help="Last day of publication.")] = None,
    confidence: Annotated[
        float | None, typer.Option(min=0, max=1, help="Least confidence, from 0 to 1.")
    ] = None,
    article: Annotated[str | None, typer.Option(help="An article_id.")] = None,
    search: Annotated[
        str | None, typer.Option(help="Words that all stand in the recommendation: '停车 泊位'.")
    ] = None,
    sql: Annotated[str | None, typer.Option(help="A query over the tables, instead of filters.")] = None,
    reprints: Annotated[
        bool, typer.Option("--all", help="Every printing of a proposal, not the first alone.")
    ] = False,
    columns: Annotated[str | None, typer.Option(help="Columns, divided by commas.")] = None,
    context: Annotated[
        bool, typer.Option("--context", help="With the sentences around each proposal.")
    ] = False,
    limit: Annotated[
        int | None, typer.Option(min=1, help=f"At most so many rows; {_SHOWN} in a table, else all.")
    ] = None,
    form: Form = None,
    out: Out = None,
) -> None:
    """Proposals by place, theme, speaker, date and words, each once; or any SQL.

    A file gets all columns, the terminal the five that people ask for, unless --columns says which.
    """
    filters: dict[str, Any] = {
        "city": city,
        "province": province,
        "theme": theme,
        "category": category,
        "level": level,
        "stance": stance,
        "proposer": proposer,
        "since": since,
        "until": until,
        "min_confidence": confidence,
        "article": article,
    }
    given = [name for name, value in {**filters, "search": search}.items() if value is not None]
    if sql is not None and (given or reprints):
        raise typer.BadParameter(
            "goes without filters and --all; write them in the query", param_hint="--sql"
        )
    if sql is not None and not sql.strip():
        raise typer.BadParameter(
            "give a query: select theme, count(*) from proposals_once group by all", param_hint="--sql"
        )
    with told():
        form = RowFormat.asked(form, out)
        is_table = form is RowFormat.TABLE
        wanted = limit or (_SHOWN if is_table else None)
        more = wanted and wanted + 1  # to know whether there are more
        tables = pipeline.open_dataset(dataset)
        where = pipeline.Filters(**filters)
        with waiting("Reading; reprints among new articles are looked for once"):
            if sql is not None:
                rows = tables.sql(sql)
            elif search is None:
                rows = tables.proposals(where=where, reprints=reprints, limit=more)
            else:
                rows = tables.search(search, where=where, reprints=reprints, limit=more)
        shown = rows.head(wanted) if wanted else rows
        if context:
            shown = tables.context(shown)
        names = _chosen(columns, list(shown.columns), short=sql is None and form in {"table", "md"})
        names += ["context"] if context and "context" not in names else []
        shown = shown[names]
        if not is_table:
            give(shown, form, out)
            return
        total: int | None = len(rows)
        if sql is None and len(rows) > len(shown):
            total = None if search else len(tables.proposals(where=where, reprints=reprints, columns=_KEY))
    from pipeline.views.rows import rows_view

    show(rows_view(shown, total))


def rejects(
    dataset: Data = Path("data"),
    reason: Annotated[str | None, typer.Option(help="Only this reason, as the code says: done.")] = None,
    limit: Annotated[int, typer.Option(min=0, help="How many of each reason to show.")] = 5,
    retry: Annotated[
        bool,
        typer.Option(
            "--retry",
            help="Read unreadable files again, and extract anew where an older version of the pipeline refused.",
        ),
    ] = False,
    workers: Workers = 0,
    fast: Fast = False,
    form: Form = None,
    out: Out = None,
) -> None:
    """What was read and became no row: by reason, each fragment in its place.

    With --retry exits as run does: with 3 where some files stay unread, with 1 where nothing was read.
    """
    if retry and (form or out):
        raise typer.BadParameter(
            "prints a summary, and goes without --format and --out", param_hint="--retry"
        )
    with told():
        if retry:
            from pipeline.views.summary import summary_view

            with progress() as bar:
                summary = pipeline.retry(dataset, reason=reason, workers=workers, fast=fast, progress=bar)
            show(summary_view(summary))
            exit_as(summary.unread.total(), nothing=summary.read_nothing)
            return
        tables = pipeline.open_dataset(dataset)
        rows = tables.rejects(reason=reason)
        form = RowFormat.asked(form, out)
        if form is not RowFormat.TABLE:
            give(tables.context(rows), form, out)
            return
        from pipeline.views.rejects import rejects_view

        show(rejects_view(rows, tables.around(rows.groupby("reason", observed=True).head(limit))))


def diff(
    before: Annotated[Path, typer.Argument(metavar="A", help="Folder of a data set.")],
    after: Annotated[
        Path | None, typer.Argument(metavar="B", help="Folder of another; not with --rerun.")
    ] = None,
    rerun: Annotated[
        bool, typer.Option("--rerun", help="Compare with what the present pipeline makes of A's articles.")
    ] = False,
    workers: Workers = 0,
    fast: Fast = False,
    limit: Annotated[int, typer.Option(min=0, help="How many changes a table shows.")] = _SHOWN,
    form: Form = None,
    out: Out = None,
) -> None:
    """What changed between two data sets: proposals added, gone, and changed field by field.

    Proposals are paired by the words that they share in the article, so that a new boundary is a change.
    """
    if (after is None) != rerun:
        raise typer.BadParameter("give either a second data set or --rerun", param_hint="B")
    with told():
        form = RowFormat.asked(form, out)
        with (
            progress() as bar,
            warnings.catch_warnings(record=True, action="always", category=UserWarning) as warned,
        ):
            changes = pipeline.diff(before, after, workers=workers, fast=fast, progress=bar)
        for warning in warned:
            print(f"jianyan: {warning.message}", file=sys.stderr)
        if form is not RowFormat.TABLE:
            give(changes, form, out)
            return
    from pipeline.views.changes import changes_view

    show(changes_view(changes, limit))


def _chosen(asked: str | None, there: list[str], *, short: bool) -> list[str]:
    """The columns asked for. Raises `QueryError` for one that is not there."""
    if asked is None:
        return [name for name in _COLUMNS if name in there] if short else there
    names = list(dict.fromkeys(name.strip() for name in asked.split(",") if name.strip()))
    if not names:
        raise QueryError(f"no column is asked for; there are {', '.join(there)}")
    for name in names:
        if name not in there:
            raise QueryError(f"{name!r} is no column; there are {', '.join(there)}")
    return names
