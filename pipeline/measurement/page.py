"""docs/quality.md: what was measured, as Markdown that is the same for the same gold and pipeline.

Comes in: articles as read by the pipeline and by its variants; goes out: the page. The hard part is not to say more than
was measured: a group without a single proposal (新闻 with nothing but narration) has no F1 and shows a dash.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from pipeline.measurement.faults import Fault, faults
from pipeline.measurement.needs import need_of
from pipeline.measurement.reading import Read, evaluation
from pipeline.measurement.sets import Gold, grouped
from pipeline.quality.evaluation import Evaluation
from pipeline.quality.gold import ARTICLE_FIELDS
from pipeline.quality.intervals import intervals
from pipeline.quality.score import Score

_MEASURES = {
    "span_f1": "span F1",
    "strict_span_f1": "strict",
    "record_f1": "record F1",
    "proposers": "proposers",
    "role": "role",
    "city": "city",
    "place": "place",
    "theme": "theme",
    "stance": "stance",
    "commitment_f1": "commitment F1",
}
_F1S = ("span_f1", "strict_span_f1", "record_f1")
_HALVES = """Rules were first written on the 1st, 3rd, 5th … article of a set alone, by name. The 2nd, 4th, 6th … were then scored unread,
and read after that: by now neither half of a set that was worked on is unseen."""
_ABLATION = (
    "What stands in the place of each part, and by how many hundredths every figure moves over all articles. An accuracy may "
    "rise where the harder pairs are no longer matched."
)
_TYPES = 10  # of fault, the commonest
Row = Sequence[object]


def table(head: Sequence[str], rows: Iterable[Row]) -> str:
    """A Markdown table; its first column is text, the others are figures."""
    lines = [head, ["---", *["---:"] * (len(head) - 1)], *rows]
    return "\n".join("| " + " | ".join(map(str, line)) + " |" for line in lines)


def contents(articles: Sequence[Gold]) -> str:
    """What sets there are."""
    rows = [
        [
            name,
            len(group),
            sum(len(article.judged.text) for article in group),
            sum(len(article.judged.proposals) for article in group),
            sum(article.is_open for article in group),
            "yes" if group[0].is_quotable else "no",
        ]
        for name, group in grouped(articles, lambda article: article.set).items()
    ]
    return table(("set", "articles", "characters", "proposals", "faults may be shown", "quoted"), rows)


def scores(reads: Sequence[Read]) -> str:
    """By set with intervals, by region, by half and by kind, and what the articles say of themselves."""
    sets = grouped(reads, lambda r: r.gold.set)
    regions = grouped(reads, lambda r: f"{r.gold.set}, {r.gold.region}")
    halves = grouped(reads, lambda r: f"{r.gold.set}, {r.gold.half}")
    halves |= {
        f"{name}, mainland": inside
        for name, group in halves.items()
        if 0 < len(inside := [r for r in group if r.gold.region == "mainland"]) < len(group)
    }
    kinds = grouped(sorted(reads, key=lambda r: r.gold.kind), lambda r: r.gold.kind)
    split = {name: group for name, group in regions.items() if len(group) < len(sets[group[0].gold.set])}
    return "\n\n".join(
        (
            "## By set",
            "With the interval that holds 95% of the values when articles are drawn again. *All* is the micro-average.",
            _bounded({**sets, **split, "**all**": list(reads)}),
            "## By field",
            "Accuracies are those of matched pairs.",
            _detailed({**sets, **split, "**all**": list(reads)}),
            "## By half of each set",
            _HALVES + _opened(sets),
            _bounded(dict(sorted(halves.items()))),
            "## By kind of article",
            "The last row is the plain mean over the kinds that have proposals, each a micro-average of its own.",
            _by_kind(kinds),
            "## The article's own fields",
            table(
                ("set", *(name.replace("_", " ") for name in ARTICLE_FIELDS)),
                ([name, *_own_fields(evaluation(group))] for name, group in sets.items()),
            ),
            "## False proposals in articles that have none",
            _narration({**sets, "**all**": list(reads)}),
        )
    )


def ablation(reads: Sequence[Read], variants: Sequence[tuple[str, str, Sequence[Read]]]) -> str:
    """What is lost over all articles, and by set, where a part gives way to something plainer."""
    whole = evaluation(reads).score.as_dict()
    sets = {name: evaluation(group).score.record_f1 for name, group in _sets(reads).items()}
    rows: list[Row] = [["nothing", "", *(_two(whole[name]) for name in _MEASURES)]]
    by_set: list[Row] = [["nothing", "", *(_two(value) for value in sets.values())]]
    for part, instead, others in variants:
        figures = evaluation(others).score.as_dict()
        rows.append([part, instead, *(_change(figures[name], whole[name]) for name in _MEASURES)])
        theirs = {name: evaluation(group).score.record_f1 for name, group in _sets(others).items()}
        by_set.append([part, instead, *(_change(theirs[name], sets[name]) for name in sets)])
    return "\n\n".join(
        (
            _ABLATION,
            table(("without", "instead", *_MEASURES.values()), rows),
            "Record F1 alone, by set:",
            table(("without", "instead", *sets), by_set),
        )
    )


def fast_mode(reads: Sequence[Read], fast: Sequence[Read]) -> str:
    """The score of `--fast` and what it loses."""
    rows = []
    without = {**_sets(fast), "**all**": list(fast)}
    for name, group in {**_sets(reads), "**all**": list(reads)}.items():
        whole, quick = evaluation(group).score.as_dict(), evaluation(without[name]).score.as_dict()
        figures = [_two(quick[m]) for m in (*_F1S, "proposers")]
        rows.append(
            [name, *figures, _two(whole["record_f1"]), _change(quick["record_f1"], whole["record_f1"])]
        )
    head = ("set", *(_MEASURES[m] for m in _F1S), "proposers", "record F1 with LAC", "change")
    return table(head, rows)


def commonest_faults(reads: Sequence[Read]) -> str:
    """The commonest types of fault in open articles, with counts, an example each and what each would need."""
    opened = [r for r in reads if r.gold.is_open]
    found = [fault for r in opened for fault in faults(r)]
    types = grouped(sorted(found, key=lambda f: f.type), lambda f: f.type)
    ranked = sorted(types.items(), key=lambda item: (-len(item[1]), item[0]))
    families = Counter(fault.family for fault in found)
    parts = [
        f"{len(found)} faults in the {len(opened)} articles whose faults may be looked at: "
        + ", ".join(f"{name} {n}" for name, n in sorted(families.items(), key=lambda f: (-f[1], f[0])))
        + ". *Boundary* is a proposal not matched for its cut, *edge* a matched one whose ends are off.",
        table(
            ("type", "times", *(sets := list(_sets(opened)))),
            (
                [name, len(group), *(sum(f.read.gold.set == one for f in group) for one in sets)]
                for name, group in ranked[:_TYPES]
            ),
        ),
    ]
    parts += [_explained(number, name, group) for number, (name, group) in enumerate(ranked[:_TYPES], 1)]
    invented = [fault for fault in found if fault.family == "invented"]
    kinds = Counter(fault.proposer_kind for fault in invented)
    if kinds:
        by_kind = ", ".join(f"{kind} {n}" for kind, n in sorted(kinds.items(), key=lambda k: (-k[1], k[0])))
        parts.append(f"Who was taken for the speaker of what was invented: {by_kind}.")
    return "\n\n".join(parts)


def _explained(number: int, name: str, group: Sequence[Fault]) -> str:
    example = next((fault for fault in group if fault.read.gold.is_quotable), None)
    lines = [f"{number}. **{name}** ({len(group)}). {need_of(name)}"]
    if example is None:
        return "\\\n".join([*lines, "   Seen only in articles that are not quoted."])
    article = f"{example.read.gold.set}/{example.read.gold.judged.name}"
    lines.append(f"   {article}: {_escaped(example.context)}")
    sides = (("gold", example.gold), ("here", example.ours), ("taken for the words of", example.proposer))
    if said := "; ".join(f"{side} *{_escaped(words)}*" for side, words in sides if words):
        lines.append(f"   ({said})")
    return "\\\n".join(lines)


def _escaped(words: str) -> str:
    return words.replace("|", "\\|").replace("*", "\\*").replace("<", "&lt;")


def _opened(sets: dict[str, list[Read]]) -> str:
    """The sets of which both halves were there to work on."""
    names = [name for name, group in sets.items() if all(r.gold.is_open for r in group)]
    return f" Of {' and '.join(names)} all articles were open." if names else ""


def _bounded(groups: dict[str, list[Read]]) -> str:
    rows = []
    for name, group in groups.items():
        found = evaluation(group)
        limits = intervals([article.score for article in found.articles])
        figures = found.score.as_dict()
        cells = [
            f"{figures[m]:.3f} ({limits[m][0]:.2f} to {limits[m][1]:.2f})" if _any(found.score) else "-"
            for m in _F1S
        ]
        rows.append([name, len(group), found.score.counts["gold"], *cells])
    return table(("set", "articles", "gold", *(_MEASURES[m] for m in _F1S)), rows)


def _detailed(groups: dict[str, list[Read]]) -> str:
    rows = [[name, *_figures(evaluation(group).score)] for name, group in groups.items()]
    return table(("set", *_MEASURES.values()), rows)


def _by_kind(kinds: dict[str, list[Read]]) -> str:
    measured = {name: evaluation(group).score for name, group in kinds.items()}
    rows: list[Row] = [
        [name, len(kinds[name]), score.counts["gold"], score.counts["predicted"], *_figures(score)]
        for name, score in measured.items()
    ]
    with_gold = [score.as_dict() for score in measured.values() if score.counts["gold"]]
    means = (
        sum(figures[m] for figures in with_gold) / len(with_gold) if with_gold else 0.0 for m in _MEASURES
    )
    rows.append([f"**mean of {len(with_gold)} kinds**", "", "", "", *map(_two, means)])
    return table(("kind", "articles", "gold", "found", *_MEASURES.values()), rows)


def _figures(score: Score) -> list[str]:
    """Two digits each, a dash where there is nothing to measure."""
    matched, figures = score.counts["matched"], score.as_dict()
    commitments = score.counts["commitment_gold"] + score.counts["commitment_predicted"]
    measured = {
        name: _any(score) if name in _F1S else commitments if name == "commitment_f1" else matched
        for name in _MEASURES
    }
    return [_two(figures[name]) if measured[name] else "-" for name in _MEASURES]


def _any(score: Score) -> bool:
    return bool(score.counts["gold"])


def _narration(groups: dict[str, list[Read]]) -> str:
    rows = []
    for name, group in groups.items():
        found = evaluation(group)
        silent = [article for article in found.articles if not article.score.counts["gold"]]
        if found.narration is None:
            continue
        false = sum(article.score.counts["predicted"] for article in silent)
        rows.append([name, len(silent), sum(a.n_chars for a in silent), false, f"{found.narration:.2f}"])
    return table(("set", "articles", "characters", "false proposals", "per 10,000 characters"), rows)


def _own_fields(found: Evaluation) -> list[str]:
    return [_two(found.article_fields[name]) for name in ARTICLE_FIELDS]


def _sets(reads: Sequence[Read]) -> dict[str, list[Read]]:
    return grouped(reads, lambda r: r.gold.set)


def _two(figure: float) -> str:
    return f"{figure:.3f}"


def _change(now: float, before: float) -> str:
    """In hundredths, with its sign; nothing where nothing moves."""
    change = round(100 * (now - before), 1)
    return f"{change:+.1f}" if change else "0"
