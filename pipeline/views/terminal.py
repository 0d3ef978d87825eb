"""An article in the terminal: its source text with speakers, roles, places and recommendations in colour, and
below it the proposals one by one.

Comes in: an article's rows; goes out: what `rich` prints. The hard part is that marks overlap: in 太原市要加快…
the place stands inside the recommendation, and both must show.
"""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from pipeline.views.counted import counted
from schemas import Article, Proposal, Proposer, Span, Speech

# Colours that differ on dark and light grounds; the underline and the marks show where there are none.
STYLES = {
    "recommendation": "underline green",
    "speaker": "bold cyan",
    "role": "yellow",
    "place": "magenta",
    "theme": "bold",
}
_HEAD = "bold"
_QUIET = "dim"


def article_view(
    article: Article, speeches: Sequence[Speech], proposals: Sequence[Proposal]
) -> RenderableType:
    """The article with everything found in it marked, then its proposals in the order of the text."""
    ordered = sorted(proposals, key=lambda proposal: proposal.evidence[0].start)
    legend = Text("  ").join(Text(f" {name} ", style) for name, style in STYLES.items())
    return Group(
        _head(article),
        legend,
        Text(),
        marked(article.text, speeches, ordered),
        Text(),
        Text(f"{counted(len(ordered), 'proposal')}, {counted(len(speeches), 'speech')}", _HEAD),
        *(_proposal(number, proposal) for number, proposal in enumerate(ordered, 1)),
    )


def marked(text: str, speeches: Sequence[Speech], proposals: Sequence[Proposal]) -> Text:
    """The source text with its marks, later ones over earlier ones."""
    shown = Text(text.replace("\r\n", "\n ").replace("\r", "\n"))  # as long as the source
    for proposal in proposals:
        _mark(shown, proposal.evidence, "recommendation")
        for term in proposal.theme_terms:
            shown.stylize(STYLES["theme"], term.start, term.end)
    for proposer in _proposers(speeches, proposals):
        _mark(shown, [span for span in (proposer.role_span,) if span], "role")
        _mark(shown, [span for span in (proposer.name_span,) if span], "speaker")
    _mark(shown, [proposal.place_span for proposal in proposals if proposal.place_span], "place")
    return shown


def _proposers(speeches: Sequence[Speech], proposals: Sequence[Proposal]) -> list[Proposer]:
    rows: Sequence[Speech | Proposal] = (*speeches, *proposals)
    return [proposer for row in rows for proposer in row.proposers]


def _mark(text: Text, spans: Sequence[Span], name: str) -> None:
    for span in spans:
        text.stylize(STYLES[name], span.start, span.end)


def _head(article: Article) -> Text:
    date = article.published_on.date().isoformat() if article.published_on else None
    place = "".join(filter(None, dict.fromkeys((article.province, article.city, article.county))))
    facts = [article.publisher, date, place or None, f"{article.n_chars:,} 字", article.article_id[:12]]
    return Text.assemble(
        (article.title or "(no title)", _HEAD), "\n", (" · ".join(filter(None, facts)), _QUIET)
    )


def _proposal(number: int, proposal: Proposal) -> RenderableType:
    table = Table.grid(padding=(0, 1))
    table.add_column(style=_QUIET, justify="right", no_wrap=True)
    table.add_column(overflow="fold")
    start = proposal.evidence[0].start
    table.add_row(str(number), Text(proposal.recommendation, STYLES["recommendation"]))
    who = Text(proposal.proposer, STYLES["speaker"])
    if proposal.role and proposal.role != proposal.proposer:
        who.append("  ").append(proposal.role, STYLES["role"])
    table.add_row("who", who)
    place = "".join(filter(None, dict.fromkeys((proposal.province, proposal.city, proposal.county))))
    basis = f" ({proposal.place_basis.value})" if proposal.place_basis else ""
    table.add_row("where", Text((place or "not settled") + basis, STYLES["place"]))
    table.add_row("theme", Text(proposal.theme + "".join(f", {t.label}" for t in proposal.themes[1:])))
    cue = f" · {proposal.cue}" if proposal.cue else ""
    how = (
        f"{proposal.stance.value} · {proposal.quote.value}{cue} · {proposal.rule} · {proposal.confidence:.2f}"
    )
    table.add_row("how", Text(f"{how} · at {start}", _QUIET))
    return Padding(table, (0, 0, 1, 0))
