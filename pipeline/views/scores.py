"""An evaluation in the terminal: scores by article, by kind and in all, and the faults beside the text.

The hard part is that both sides of a fault must be seen at once: gold 加快立法 on the left, what was predicted,
加快立法,加强保障, on the right, and below them the article around the place.
"""

from __future__ import annotations

from collections.abc import Mapping

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from pipeline.quality.evaluation import Evaluation

_COLUMNS = {
    "span_f1": "span",
    "strict_span_f1": "strict",
    "record_f1": "record",
    "proposers": "proposers",
    "role": "role",
    "city": "city",
    "place": "place",
    "theme": "theme",
    "stance": "stance",
    "commitment_f1": "commit.",
}


def scores_view(evaluation: Evaluation) -> RenderableType:
    """The table of scores: F1 of spans and records, accuracies of fields on matched pairs."""
    table = Table(box=None, pad_edge=False)
    table.add_column("article", no_wrap=True)
    for title in ("gold", "ours", "pairs", *_COLUMNS.values()):
        table.add_column(title, justify="right")
    for article in evaluation.articles:
        score = article.score
        counts = [score.counts[name] for name in ("gold", "predicted", "matched")]
        name = Text(article.name) if article.read else Text(f"{article.name} (not read)", "red")
        table.add_row(name, *map(str, counts), *_measures(score.as_dict(), counts))
    kinds = evaluation.kinds
    if len(kinds) > 1:
        table.add_section()
        for kind, score in kinds.items():
            counts = [score.counts[name] for name in ("gold", "predicted", "matched")]
            table.add_row(Text(kind, "italic"), *map(str, counts), *_measures(score.as_dict(), counts))
    table.add_section()
    counts = [evaluation.score.counts[name] for name in ("gold", "predicted", "matched")]
    table.add_row("all", *map(str, counts), *_measures(evaluation.score.as_dict(), counts), style="bold")
    if len(kinds) > 1:
        table.add_row(
            "mean over kinds", "", "", "", *_measures(evaluation.mean_over_kinds, counts), style="bold"
        )
    return Group(table, Text(), _remarks(evaluation))


def faults_view(evaluation: Evaluation) -> RenderableType:
    """What was missed, invented or wrong in a field, gold on the left, ours on the right, the text below."""
    table = Table(box=None, pad_edge=False, show_lines=False)
    table.add_column("article", no_wrap=True, max_width=28)
    table.add_column("at", justify="right")
    table.add_column("fault", no_wrap=True)
    table.add_column("gold", overflow="fold", ratio=1)
    table.add_column("ours", overflow="fold", ratio=1)
    faults = [fault for article in evaluation.articles for fault in article.findings]
    for fault in faults:
        what = f"{fault.what} {fault.field}".strip() if fault.what == "span" else fault.field or fault.what
        table.add_row(fault.article, str(fault.start), what, Text(fault.gold), Text(fault.predicted))
        table.add_row("", "", "", Text(fault.context, "dim"), "")
    return table if faults else Text("No faults.")


def _measures(measures: Mapping[str, float], counts: list[int]) -> list[str]:
    """Two digits each, or nothing to measure: F1 without gold and predictions, a field without pairs."""
    return [
        f"{measures[name]:.2f}" if (any(counts) if name.endswith("f1") else counts[-1]) else "-"
        for name in _COLUMNS
    ]


def _remarks(evaluation: Evaluation) -> Text:
    fields = ", ".join(f"{name} {share:.2f}" for name, share in evaluation.article_fields.items())
    lines = [f"Articles' own fields: {fields}"]
    if evaluation.narration is not None:
        lines.append(
            f"False proposals per 10,000 characters of articles without any: {evaluation.narration:.2f}"
        )
    if evaluation.unread:
        lines.append(f"Not among the predictions, counted as without any: {', '.join(evaluation.unread)}")
    return Text("\n".join(lines))
