"""The sentences around a proposal."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from pipeline.tables.context import sentences_around


def around(text: str, *words: str) -> str:
    return sentences_around(text, [(text.index(part), text.index(part) + len(part)) for part in words])


def test_line_breaks_inside_a_sentence_are_taken_out():
    assert around("大会开幕。委员建议加\n强管理。掌声。", "强管理") == "委员建议加强管理。"


def test_a_sentence_ends_after_its_closing_quotation_mark():
    assert around("他说：“要修路。”众人赞成。", "修路") == "他说：“要修路。”"


def test_a_paragraph_ends_a_sentence_without_a_mark():
    assert around("标题\n\n　　建议修路", "修路") == "建议修路"
    assert around("标题\n　　建议修路", "修路") == "建议修路"


def test_pieces_in_one_sentence_give_it_once_and_in_two_give_both():
    assert around("“要立法，”他说，“要执法。”", "立法", "执法") == "“要立法，”他说，“要执法。”"
    assert around("要立法。图为会场。要执法。", "立法", "执法") == "要立法。…要执法。"


@given(st.text("建议，。！\n　”", min_size=1, max_size=40), st.data())
def test_the_words_are_always_in_their_context(text, data):
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    assert bare(text[start:end]) in bare(sentences_around(text, [(start, end)]))


def bare(text: str) -> str:
    return re.sub(r"\s", "", text)
