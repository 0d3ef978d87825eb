"""What people look at: marks in the article, the summary, scores and faults, columns."""

from __future__ import annotations

from io import StringIO
from pathlib import Path

import pandas as pd
import pytest
from rich.console import Console

from pipeline.summary import Summary
from pipeline.views.columns import columns_view
from pipeline.views.rejects import rejects_view
from pipeline.views.rows import rows_view
from pipeline.views.summary import summary_view
from pipeline.views.terminal import STYLES, article_view, marked
from schemas import Span
from tests.made import proposal, record_of


def printed(renderable, *, width: int = 100) -> str:
    console = Console(file=StringIO(), width=width)
    console.print(renderable)
    return console.file.getvalue()


def styles_at(text, position):
    return {str(mark.style) for mark in text.spans if mark.start <= position < mark.end}


def test_speakers_and_recommendations_are_marked_in_the_source():
    article = record_of("articles")
    shown = marked(article.text, [record_of("speeches")], [proposal()])
    assert STYLES["speaker"] in styles_at(shown, 5)
    assert STYLES["recommendation"] in styles_at(shown, 10)
    assert styles_at(shown, 8) == set()


def test_a_place_inside_a_recommendation_shows_both_marks():
    inside = proposal().model_copy(update={"place_span": Span(start=9, end=11)})
    shown = marked(record_of("articles").text, [], [inside])
    assert {STYLES["place"], STYLES["recommendation"]} <= styles_at(shown, 9)


def test_marks_stay_in_place_after_windows_line_ends():
    text = "通知\r\n" + record_of("articles").text
    later = proposal().model_copy(update={"evidence": (Span(start=13, end=20),)})
    shown = marked(text, [], [later])
    assert len(shown.plain) == len(text)
    assert shown.plain[13:20] == "加快修建停车场"
    assert STYLES["recommendation"] in styles_at(shown, 13)


def test_an_article_shows_its_head_text_and_proposals():
    shown = printed(article_view(record_of("articles"), [record_of("speeches")], [proposal()]))
    for words in (
        "停车难",
        "2024-12-21",
        "1 proposal,",
        "市科协主席",
        "山西省太原市 (article)",
        "交通, 城乡建设与住房",
    ):
        assert words in shown


@pytest.fixture
def summary():
    found = Summary(Path("out"), "0.1.0-test", articles=3, proposals=1, seconds=1.0)
    found.by_theme.update({"交通": 1})
    found.by_city.update({f"{n}市": 1 for n in range(12)})
    found.unread["encoding"] = 120
    found.messages = ["a.txt: is in GB18030"] * 100
    return found


def test_a_summary_names_what_was_not_read_and_where_the_tables_are(summary):
    shown = printed(summary_view(summary))
    assert "a.txt: is in GB18030" in shown
    assert "and 20 more" in shown
    assert "out/proposals" in shown


def test_a_long_tally_ends_in_the_rest(summary):
    assert "2 others" in printed(summary_view(summary))


def test_columns_show_nested_fields_below_their_struct():
    lines = [line.rstrip() for line in printed(columns_view(), width=160).splitlines()]
    proposers = next(i for i, line in enumerate(lines) if line.startswith("  proposers"))
    assert "list of struct" in lines[proposers]
    assert lines[proposers + 1].startswith("    name")


@pytest.mark.parametrize(
    ("rows", "total", "said"),
    [
        (1, 1, "1 row\n"),
        (2, 2, "2 rows\n"),
        (2, 1234, "the first 2 of 1,234; --limit"),
        (2, None, "the first 2; --limit"),
    ],
)
def test_rows_say_how_many_there_are(rows, total, said):
    assert said in printed(rows_view(pd.DataFrame({"city": ["太原市"] * rows}), total))


@pytest.mark.parametrize(("limit", "said"), [(1, "… and 2 more; --limit"), (3, ""), (0, "")])
def test_rejects_that_are_not_shown_are_counted(limit, said):
    rows = pd.DataFrame(
        {
            "reason": ["done"] * 3,
            "source": "晚报.txt",
            "spans": [[{"start": 0}]] * 3,
            "before": "去年，",
            "within": "已建成三所",
            "after": "。",
        }
    )
    shown = printed(rejects_view(rows, rows.head(limit)))
    assert ("more" in shown) == bool(said)
    assert said in shown
    assert "3 rejects" in shown
