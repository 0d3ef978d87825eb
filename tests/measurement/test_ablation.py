"""Pipelines that lack one thing, and lack nothing else."""

from __future__ import annotations

import pytest

from pipeline.language import STAGES, load
from pipeline.measurement.ablation import (
    VARIANTS,
    floor_of_paragraphs,
    own_place,
    plain_units,
    stated_places,
    without_blocks,
    without_columns,
    without_conversion,
    without_roles,
    without_stance,
    without_verdicts,
)
from pipeline.stages.annotations import Metadata, Place, Refusal, Themes
from tests.docs import make_doc, propose, refuse, span, speaker

TEXT = "市政协委员高远说，去年已建成停车场三座。建议加快修建公交站点；完善换乘。"


@pytest.fixture
def doc():
    doc = make_doc(TEXT)
    propose(doc, "加快修建公交站点", [speaker(doc, "高远", "市政协委员")], stance="commitment")
    return doc


def test_without_verdicts_what_was_refused_is_its_speakers_candidate(doc):
    refuse(doc, "去年已建成停车场三座", "done")
    found = without_verdicts(doc)._.candidates
    assert [TEXT[c.start : c.end] for c in found] == ["去年已建成停车场三座", "加快修建公交站点"]
    assert found[0].speakers == found[1].speakers
    assert doc._.refusals == []


def test_without_verdicts_what_stands_in_no_speech_stays_out(doc):
    doc._.speeches = []
    doc._.refusals = [Refusal((span(TEXT, "去年已建成停车场三座"),), "done", "")]
    assert len(without_verdicts(doc)._.candidates) == 1


def test_without_stance_everything_is_a_recommendation(doc):
    assert [c.stance for c in without_stance(doc)._.candidates] == ["recommendation"]


def test_plain_units_are_what_stands_between_full_stops_and_semicolons(doc):
    found = plain_units(doc)._.candidates
    assert [TEXT[c.start : c.end] for c in found] == [
        "市政协委员高远说，去年已建成停车场三座",
        "建议加快修建公交站点",
        "完善换乘",
    ]


@pytest.mark.parametrize(
    ("code", "place"),
    [
        ("140105", ("140000", "140100", None)),
        ("140000", ("140000", None, None)),
        ("500104", ("500000", "500000", None)),
        ("429004", ("420000", "429004", None)),
        (None, (None, None, None)),
    ],
)
def test_the_own_place_is_the_articles_city(doc, code, place):
    doc._.metadata = Metadata(place=code)
    (found,) = own_place(doc)._.places
    assert (found.province, found.city, found.county) == place


def test_only_stated_places_stay(doc):
    doc._.places = [Place("140000", "140100", None, "stated"), Place("140000", "140100", None, "office")]
    assert [place.city for place in stated_places(doc)._.places] == ["140100", None]


def test_without_columns_a_broken_paragraph_stays_broken():
    first, second = (
        "近年来，我市水环境持续改善。二是补齐管",
        "网短板。新建污水管网四十公里，城区雨污分流率明显提高。",
    )
    broken = f"市政协委员 余音\n\n{first}\n\n还一江清水给市民\n\n{second}"
    assert first in without_columns(broken).text.split("\n")
    assert first + second in load().make_doc(broken).text.split("\n")


def test_without_conversion_the_script_stays():
    assert without_conversion("委員建議:加強環境保護。").text == "委員建議：加強環境保護。"


def test_names_alone_have_no_role_and_paragraphs_belong_to_the_first_named():
    doc = load()("市政协委员高远建议，加快修建停车场。\n\n市人大代表石磊表示，要完善公交网络。")
    without_roles(doc)
    assert [(m.speaker.name, m.speaker.role) for m in doc._.mentions] == [("高远", None), ("石磊", None)]
    floor_of_paragraphs(doc)
    assert [speech.speakers[0].name for speech in doc._.speeches] == ["高远", "石磊"]
    assert all(doc.text[slice(*speech.spans[0])][0] in "建表" for speech in doc._.speeches)


def test_without_blocks_a_headline_is_running_text():
    doc = load()("建设美丽乡村\n\n市政协委员高远建议，加快修建停车场。")
    assert {block.kind for block in doc._.blocks} != {"body"}
    assert {block.kind for block in without_blocks(doc)._.blocks} == {"body"}


@pytest.mark.parametrize("variant", VARIANTS, ids=lambda variant: f"{variant.part}, {variant.instead}")
def test_every_variant_reads_an_article_to_its_end(variant):
    nlp = variant.build()
    assert [name for name in nlp.pipe_names if name in STAGES] == list(STAGES)
    doc = nlp(TEXT)
    candidates = doc._.candidates
    assert len(doc._.places) == len(doc._.themes) == len(doc._.confidences) == len(candidates)


def test_without_the_text_before_it_a_theme_is_read_from_the_proposal_alone():
    text = "公交车太少，公交线路不通，道路拥堵。全国政协委员高远建议，尽快出台办法。"
    whole = load()(text)
    less = next(v for v in VARIANTS if v.instead == "no text around the proposal").build()(text)
    assert (whole._.themes[0].codes[0], less._.themes) == ("transport", [Themes(("other",))])


def test_without_the_sentences_around_it_a_proposal_has_no_place_of_theirs():
    text = "全国政协委员高远表示，香港的停车场还太少。建议加快修建停车场，完善公交网络。"
    whole = load()(text)
    less = next(v for v in VARIANTS if v.instead == "no sentences around the proposal").build()(text)
    assert (whole._.places[0].city, less._.places[0].city) == ("810000", None)
