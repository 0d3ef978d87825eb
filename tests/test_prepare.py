"""From a source to its reading text, and from every recommendation back."""

from __future__ import annotations

import re

import opencc
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from pipeline import extract
from pipeline.errors import ArticleError
from pipeline.text.prepare import prepare, punctuate, simplify

T2S = opencc.OpenCC("t2s")
INVISIBLE = "\ufeff\u200b\u200c\u200d\u2060"


def test_traditional_characters_are_read_as_simplified_ones():
    assert prepare("政協委員建議興建長者醫院。").text == "政协委员建议兴建长者医院。"


def test_a_word_decides_the_character_that_it_is_written_with():
    assert simplify("乾隆年間的乾糧") == "乾隆年间的干粮"


def test_corner_brackets_are_quotation_marks():
    assert prepare("他說：「要修『斷頭路』。」").text == "他说：“要修‘断头路’。”"


def test_half_width_punctuation_is_full_width():
    assert prepare("建议:修路,架桥;通车(年内)!").text == "建议：修路，架桥；通车（年内）！"


def test_numbers_and_times_keep_their_punctuation():
    assert prepare("上午10:30,投资1,200万元。").text == "上午10:30，投资1,200万元。"


def test_straight_quotation_marks_open_and_close_in_turn():
    assert prepare('他说:"要修路。"她说:"要架桥。"').text == "他说：“要修路。”她说：“要架桥。”"


def test_straight_quotation_marks_start_anew_in_each_paragraph():
    assert prepare('他说:"要修路。\n"要架桥。"').text.split("\n")[1] == "“要架桥。”"


def test_a_paragraph_is_a_line():
    assert prepare("　　第一段。\r\n\r\n　　第二段。\r\n").text == "第一段。\n第二段。"


def test_a_line_cut_inside_a_word_is_joined_and_maps_over_the_break():
    source = "委员顾庭芳在大会上提出，我市应当在老城区的每一个社区都建起一座老年食\n堂，让老人吃上热饭。"
    reading = prepare(source)
    start = reading.text.index("老年食堂")
    assert reading.source_spans(start, start + 4, source) == (
        (source.index("老年食"), source.index("堂，") + 1),
    )


def test_nothing_is_read_of_nothing():
    assert prepare("").text == ""
    assert prepare(" \n\u3000\r\n").text == ""


ANYTHING = st.text(max_size=80)
NEWS = st.lists(
    st.sampled_from(
        [
            "市政協委員",
            "顧庭芳",
            "建議，",
            "說：「",
            "要修路。」",
            "加快完善停車場；",
            '"',
            "\n",
            "\r\n",
            "　　",
            "“",
            "”",
            "(",
            ")",
            "一是",
            "1,000",
            "。",
            "，",
            "\u200b",
            "市科技局",
            "近年来，",
            "下一步，将",
        ]
    ),
    max_size=40,
).map("".join)


@given(st.one_of(ANYTHING, NEWS))
def test_conversion_keeps_the_length_of_any_text(text):
    assert len(simplify(text)) == len(text)
    assert len(punctuate(text)) == len(text)


@given(st.one_of(ANYTHING, NEWS))
def test_conversion_leaves_a_converted_text_as_it_is(text):
    once = punctuate(simplify(text))
    assert punctuate(once) == once


@given(st.one_of(ANYTHING, NEWS))
@example("\x85\n")
def test_any_text_maps_back_to_its_source(source):
    reading = prepare(source)
    there = "".join(
        character if character == "\n" else source[offset]
        for character, offset in zip(reading.text, reading.offsets, strict=True)
    )
    assert reading.text == punctuate(simplify(there))


@given(NEWS)
def test_every_visible_character_of_the_source_is_read_once(source):
    reading = prepare(source)
    read = sorted(o for o, c in zip(reading.offsets, reading.text, strict=True) if not c.isspace())
    visible = [i for i, c in enumerate(source) if not c.isspace() and c not in INVISIBLE]
    assert [o for o in read if source[o] not in INVISIBLE] == visible


@given(st.one_of(ANYTHING, NEWS))
def test_no_line_of_the_reading_text_is_empty_or_holds_another_break(source):
    lines = prepare(source).text.split("\n")
    assert lines == [""] or all(line.strip() and len(line.splitlines()) == 1 for line in lines)


CLAUSES = st.lists(
    st.sampled_from(
        [
            "市政协委员顾庭芳",
            "全國政協委員、市醫院院長歐陽靜",
            "县长帕尔哈提·买买提",
            "学员们",
            "他",
            "市科技局",
            "建议，",
            "表示，",
            "說：",
            "提出三点建议：",
            "“",
            "”",
            "「",
            "」",
            "一是",
            "二要",
            "（三）",
            "要",
            "将",
            "下一步，",
            "近年来，",
            "加快修建停车场",
            "完善養老服務體系",
            "給農民發放補貼",
            "把老旧电梯换掉",
            "；",
            "，",
            "。",
            "\n",
            "\r\n　　",
            "市政协委员 顾庭芳\n",
            "（作者系市政协委员顾庭芳）",
            "《关于修路的提案》",
            "2024-05-06  来源: 某某日报\n",
            "\u2028",
            " ",
        ]
    ),
    min_size=1,
    max_size=30,
).map("".join)


@given(st.one_of(CLAUSES, st.text(max_size=60)))
@settings(max_examples=150)
def test_the_source_at_the_evidence_converted_and_stripped_of_line_breaks_is_the_recommendation(source):
    try:
        found = extract(source)
    except ArticleError:
        return
    for proposal in found.proposals:
        words = "".join(source[span.start : span.end] for span in proposal.evidence)
        without_breaks = re.sub(r"\s*[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+\s*", "", words).strip()
        assert proposal.recommendation == T2S.convert(without_breaks)


@given(CLAUSES)
@settings(max_examples=80)
def test_spans_of_a_row_lie_inside_the_source_and_hold_something(source):
    try:
        found = extract(source)
    except ArticleError:
        return
    spans = [s for p in found.proposals for s in p.evidence] + [s for t in found.speeches for s in t.spans]
    spans += [s for p in found.proposals for q in p.proposers for s in (q.name_span, q.role_span) if s]
    assert all(0 <= s.start < s.end <= len(source) for s in spans)
    assert all(source[p.evidence[0].start].strip() for p in found.proposals)


@pytest.mark.parametrize("text", ["", " \n\u3000", "\ud800建议"])
def test_a_text_that_is_no_article_is_an_article_error(text):
    with pytest.raises(ArticleError):
        extract(text)


@pytest.mark.parametrize(
    "text",
    [
        "“" * 500,
        "”" * 500,
        "建议" * 500,
        "（" * 300 + "委员" + "）" * 300,
        "顾庭芳、" * 300 + "建议修路。",
        "一是" * 300,
        "：" * 300,
        "要" * 3000,
        "市政协委员" * 300,
        "·" * 300,
        "，" * 3000 + "说",
        "顾庭芳说，他们说，" * 6000,
        "顾庭芳说，三人说，" * 6000,
    ],
    ids=lambda text: text[:3] + text[-3:],
)
@pytest.mark.timeout(20)
def test_repetition_without_end_is_read_in_time(text):
    assert extract(text).articles[0].n_chars == len(text)
