"""A text and the place in its source that every character comes from."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.text.aligned import AlignedText

SOURCES = st.text(alphabet="建议修路架桥，。a \n\r\u3000\u2028", max_size=40)


@st.composite
def cleaned(draw: st.DrawFn) -> tuple[str, AlignedText]:
    """A source, and a text of it from which characters were dropped and whose lines were moved about."""
    source = draw(SOURCES)
    kept = [i for i in range(len(source)) if draw(st.booleans())]
    parts = [AlignedText(source[i], (i,)) for i in kept]
    cut = draw(st.integers(0, len(parts)))
    return source, AlignedText.join([*parts[cut:], *parts[:cut]])


def test_a_source_stands_at_its_own_place():
    aligned = AlignedText.of("建议修路")
    assert aligned.source_spans(2, 4, "建议修路") == ((2, 4),)


def test_a_sentence_broken_by_the_end_of_a_line_is_one_span():
    source = "建议修通\n　　村口的断头路。"
    aligned = AlignedText.join([AlignedText.of(source)[:4], AlignedText.of(source)[7:]])
    assert aligned.text == "建议修通村口的断头路。"
    assert aligned.source_spans(2, 10, source) == ((2, 13),)


def test_a_sentence_that_a_headline_interrupts_is_two_spans():
    source = "建议修通村\n把路修到家门口\n口的断头路。"
    whole = AlignedText.of(source)
    aligned = AlignedText.join([whole[:5], whole[14:]])
    assert aligned.text == "建议修通村口的断头路。"
    assert aligned.source_spans(2, 10, source) == ((2, 5), (14, 19))


def test_columns_that_changed_places_give_spans_in_reading_order():
    source = "下半句。上半句，"
    whole = AlignedText.of(source)
    aligned = AlignedText.join([whole[4:], whole[:4]])
    assert aligned.text == "上半句，下半句。"
    assert aligned.source_spans(0, 8, source) == ((4, 8), (0, 4))


def test_a_break_that_a_step_put_in_adds_nothing_to_the_span():
    source = "一段二段"
    whole = AlignedText.of(source)
    aligned = AlignedText.join([whole[:2], whole[2:]], "\n")
    assert aligned.text == "一段\n二段"
    assert aligned.source_spans(0, 5, source) == ((0, 4),)


def test_another_spelling_keeps_the_places():
    aligned = AlignedText.of("修建道路")[1:].replaced("建道路")
    assert AlignedText.of("會議")[1:].replaced("议").source_spans(0, 1, "會議") == ((1, 2),)
    assert aligned.offsets == (1, 2, 3)


def test_an_empty_span_stands_nowhere():
    assert AlignedText.of("建议").source_spans(1, 1, "建议") == ()


def test_a_character_without_a_place_is_refused():
    with pytest.raises(ValueError, match="2 characters but 1 offsets"):
        AlignedText("建议", (0,))


def test_another_spelling_of_another_length_is_refused():
    with pytest.raises(ValueError, match="1 characters but 2 offsets"):
        AlignedText.of("建议").replaced("建")


@given(cleaned())
def test_every_character_maps_back_to_itself(made):
    source, aligned = made
    assert all(
        source[first] == character and last == first + 1
        for index, character in enumerate(aligned.text)
        for first, last in aligned.source_spans(index, index + 1, source)
    )


@given(cleaned(), st.data())
def test_the_source_at_a_spans_places_is_the_text_but_for_white_space(made, choice):
    source, aligned = made
    start = choice.draw(st.integers(0, len(aligned)))
    end = choice.draw(st.integers(start, len(aligned)))
    found = "".join(source[first:last] for first, last in aligned.source_spans(start, end, source))
    assert "".join(found.split()) == "".join(aligned.text[start:end].split())


@given(cleaned())
def test_spans_are_merged_over_white_space_and_nothing_else(made):
    source, aligned = made
    kept = set(aligned.offsets)
    for first, last in aligned.source_spans(0, len(aligned), source):
        assert all(i in kept or source[i].isspace() for i in range(first, last))


@given(cleaned())
def test_neighbouring_spans_have_something_visible_between_them(made):
    source, aligned = made
    spans = aligned.source_spans(0, len(aligned), source)
    for (_, end), (start, _) in itertools.pairwise(spans):
        assert start < end or source[end:start].strip()


@given(st.lists(SOURCES, max_size=5), st.sampled_from(["", "\n"]))
def test_joined_parts_are_the_text_joined(parts, separator):
    joined = AlignedText.join([AlignedText.of(part) for part in parts], separator)
    first = next((i for i, part in enumerate(parts) if part), len(parts))
    assert joined.text.lstrip("\n") == separator.join(parts[first:]).lstrip("\n")


@given(SOURCES)
def test_lines_are_those_of_the_text_each_at_its_place(source):
    lines = AlignedText.of(source).lines()
    assert [line.text for line in lines] == source.splitlines()
    assert all(source[o] == c for line in lines for o, c in zip(line.offsets, line.text, strict=True))


@given(SOURCES)
def test_a_stripped_text_keeps_its_places(source):
    stripped = AlignedText.of(source).strip()
    assert stripped.text == source.strip()
    assert all(source[o] == c for o, c in zip(stripped.offsets, stripped.text, strict=True))
