"""From annotated Docs to rows: what a row says, what is rejected, and the ground under every recommendation."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.assemble import Reading, assemble
from pipeline.rows import Rows
from pipeline.stages.annotations import Metadata, Place, Speaker, Themes
from pipeline.text.aligned import AlignedText
from pipeline.text.prepare import simplify
from schemas import Category, RejectReason, Script, Span, Subject, Theme
from tests.docs import make_doc, propose, refuse, span, speaker

READING = Reading("晚报/a.txt", datetime(2025, 3, 1, tzinfo=UTC), "0.1.0-test")
SOURCE = "学员代表高远、林溪建议,加快修建停车场;\n完善公交网络。"


def rows(doc) -> Rows:
    return assemble(doc, READING)


def one(doc):
    (proposal,) = rows(doc).proposals
    return proposal


def test_two_proposers_are_joined_and_a_shared_role_stands_once():
    doc = make_doc(SOURCE)
    propose(doc, "加快修建停车场", [speaker(doc, "高远", "学员代表"), speaker(doc, "林溪", "学员代表")])
    proposal = one(doc)
    assert (proposal.proposer, proposal.role) == ("高远、林溪", "学员代表")
    assert [p.category for p in proposal.proposers] == [Category.TRAINEE, Category.TRAINEE]


def test_different_roles_are_joined_by_semicolons():
    doc = make_doc("市委书记高远、县长林溪建议加快修建停车场。")
    propose(doc, "加快修建停车场", [speaker(doc, "高远", "市委书记"), speaker(doc, "林溪", "县长")])
    assert one(doc).role == "市委书记；县长"


def test_a_group_without_names_is_called_by_its_role():
    doc = make_doc("学员们建议加快修建停车场。")
    propose(doc, "加快修建停车场", [Speaker("group", None, "学员")])
    assert one(doc).proposer == "学员"


def test_a_role_is_taken_apart_into_posts():
    doc = make_doc("龙泉驿区委书记高远建议加快修建停车场。")
    propose(doc, "加快修建停车场", [speaker(doc, "高远", "龙泉驿区委书记")])
    (post,) = one(doc).proposers[0].posts
    assert (post.organization, post.post, post.level.value) == ("龙泉驿区委", "书记", "county")


def test_the_recommendation_is_the_source_with_its_own_punctuation():
    doc = make_doc("高远建议加快修建停车场,完善路网。")
    propose(doc, "加快修建停车场，完善路网", [speaker(doc, "高远")])
    assert one(doc).recommendation == "加快修建停车场,完善路网"


def test_a_line_break_and_the_indent_after_it_are_dropped():
    doc = make_doc("高远建议加快修建\r\n　　停车场。")
    propose(doc, "加快修建停车场", [speaker(doc, "高远")])
    proposal = one(doc)
    assert proposal.recommendation == "加快修建停车场"
    assert proposal.evidence == (Span(start=4, end=15),)


def test_traditional_characters_are_converted_in_the_recommendation_and_kept_in_the_text():
    source = "高遠建議加快修建停車場。"
    doc = make_doc(source, metadata=Metadata(script="hant"))
    propose(doc, "加快修建停车场", [speaker(doc, "高远")])
    found = rows(doc)
    assert found.proposals[0].recommendation == "加快修建停车场"
    assert found.articles[0].text == source
    assert found.articles[0].script is Script.HANT


def test_a_proposal_broken_by_an_attribution_has_two_spans():
    doc = make_doc("“加快修建停车场，”高远说，“完善路网。”")
    propose(doc, ["加快修建停车场，", "完善路网"], [speaker(doc, "高远")])
    proposal = one(doc)
    assert proposal.recommendation == "加快修建停车场，完善路网"
    assert len(proposal.evidence) == 2


def test_a_column_that_goes_on_elsewhere_is_joined_in_reading_order():
    source = "完善路网。\n高远建议加快修建停车场，"
    whole = AlignedText.of(source)
    doc = make_doc(source, aligned=AlignedText.join([whole[6:], whole[:5]]))
    propose(doc, "加快修建停车场，完善路网", [speaker(doc, "高远")])
    proposal = one(doc)
    assert proposal.recommendation == "加快修建停车场，完善路网"
    assert proposal.evidence == (Span(start=10, end=18), Span(start=0, end=4))


def test_words_that_are_not_in_the_source_at_their_offsets_are_rejected():
    source = "高远建议加快修建停车场，完善路网。"
    wrong = AlignedText(source, (*range(1, len(source)), 0))
    doc = make_doc(source, aligned=wrong)
    propose(doc, "加快修建停车场", [speaker(doc, "高远")])
    found = rows(doc)
    assert not found.proposals
    assert [r.reason for r in found.rejects] == [RejectReason.UNGROUNDED]
    assert "快修建停车场" in found.rejects[0].message


def test_a_place_is_written_with_codes_and_names():
    doc = make_doc("高远建议太原市加快修建停车场。")
    where = Place("140000", "140100", None, "stated", span(doc.text, "太原市"))
    propose(doc, "太原市加快修建停车场", [speaker(doc, "高远")], place=where)
    proposal = one(doc)
    assert (proposal.province, proposal.city, proposal.county) == ("山西省", "太原市", None)
    assert proposal.place_span == Span(start=4, end=7)


def test_a_code_that_never_was_is_rejected_with_the_fields_name():
    doc = make_doc(SOURCE)
    propose(doc, "加快修建停车场", [speaker(doc, "高远")], place=Place("140000", "149900", None, "article"))
    found = rows(doc)
    assert not found.proposals
    assert found.rejects[0].reason is RejectReason.INVALID
    assert "149900" in found.rejects[0].message


def test_the_others_of_a_chunk_are_kept_when_one_is_invalid():
    doc = make_doc(SOURCE)
    propose(doc, "加快修建停车场", [speaker(doc, "高远")], themes=Themes(()))
    propose(doc, "完善公交网络", [speaker(doc, "高远")])
    found = rows(doc)
    assert [p.recommendation for p in found.proposals] == ["完善公交网络"]
    assert [r.fragment for r in found.rejects] == ["加快修建停车场"]


def test_a_role_keeps_the_brackets_of_the_article():
    doc = make_doc("市委党校(行政学院)副校(院)长高远建议加快修建停车场。")
    propose(doc, "加快修建停车场", [speaker(doc, "高远", "市委党校（行政学院）副校（院）长")])
    assert one(doc).role == "市委党校(行政学院)副校(院)长"


def test_a_role_put_together_from_pieces_stays_as_it_is():
    doc = make_doc("高远(市科协)建议加快修建停车场。")
    someone = Speaker("person", "高远", "市科协（主席）", None, span(doc.text, "市科协"))
    propose(doc, "加快修建停车场", [someone])
    assert one(doc).role == "市科协（主席）"


def test_themes_have_their_label_topic_and_terms():
    doc = make_doc(SOURCE)
    themes = Themes(("transport", "urban_housing"), (span(doc.text, "停车场"),))
    propose(doc, "加快修建停车场", [speaker(doc, "高远")], themes=themes)
    proposal = one(doc)
    assert (proposal.theme, proposal.cap_topic) == ("交通", 10)
    assert proposal.themes == (Theme.TRANSPORT, Theme.URBAN_HOUSING)
    assert [(t.term, SOURCE[t.start : t.end]) for t in proposal.theme_terms] == [("停车场", "停车场")]


def test_a_speech_without_speakers_is_rejected_and_its_proposal_with_it():
    doc = make_doc(SOURCE)
    propose(doc, "加快修建停车场", [])
    found = rows(doc)
    assert not found.speeches
    assert not found.proposals
    assert {r.subject for r in found.rejects} == {Subject.SPEECH, Subject.CANDIDATE}


def test_the_same_words_by_the_same_proposers_are_one_row_and_a_reject():
    doc = make_doc(SOURCE)
    for _ in range(2):
        propose(doc, "加快修建停车场", [speaker(doc, "高远")])
    found = rows(doc)
    assert len(found.proposals) == 1
    assert [r.reason for r in found.rejects] == [RejectReason.DUPLICATE]


def test_a_refusal_is_a_reject_with_its_reason_and_its_words():
    doc = make_doc("去年建成停车场。高远建议完善路网。")
    refuse(doc, "建成停车场", "done")
    (reject,) = rows(doc).rejects
    assert (reject.reason, reject.fragment, reject.message) == (RejectReason.DONE, "建成停车场", "过去的事")


def test_a_refusal_for_a_reason_of_its_own_is_kept_under_refused():
    doc = make_doc("去年建成停车场。")
    refuse(doc, "建成停车场", "quaint")
    (reject,) = rows(doc).rejects
    assert (reject.reason, reject.message) == (RejectReason.REFUSED, "quaint: 过去的事")


def test_fewer_places_than_candidates_is_an_error_of_the_stages():
    doc = make_doc(SOURCE)
    propose(doc, "加快修建停车场", [speaker(doc, "高远")])
    doc._.places = []
    with pytest.raises(ValueError, match="zip"):
        rows(doc)


def test_the_articles_place_is_spread_over_its_levels():
    doc = make_doc(SOURCE, metadata=Metadata(place="110108"))
    (article,) = rows(doc).articles
    assert (article.province, article.city, article.county) == ("北京市", "北京市", "海淀区")


def test_ids_are_the_same_in_every_run():
    first, second = make_doc(SOURCE), make_doc(SOURCE)
    for doc in (first, second):
        propose(doc, "加快修建停车场", [speaker(doc, "高远")])
    assert one(first).proposal_id == one(second).proposal_id


def test_a_reprint_in_another_script_has_the_same_proposal_key_and_another_id():
    keys = []
    for source in ("高远建议加快修建停车场。", "高遠建議：\n加快修建停車場！"):
        doc = make_doc(source)
        propose(doc, "加快修建停车场", [speaker(doc, "高远")])
        keys.append(one(doc))
    assert keys[0].proposal_key == keys[1].proposal_key
    assert keys[0].proposal_id != keys[1].proposal_id


WORDS = st.text("加快完善建設路網車場，,。；;“”1５% \n\r　A", min_size=1, max_size=30)


@given(before=st.text("高遠建議说\n ", max_size=5), words=WORDS, after=st.text("。；\n說", max_size=5))
def test_the_source_at_the_evidence_is_the_recommendation(before, words, after):
    source = f"高远建议{before}{words}{after}。"
    doc = make_doc(source)
    start = len("高远建议")
    end = max(start + 1, min(len(doc.text) - 1, start + len(words)))
    propose(doc, doc.text[start:end], [Speaker("person", "高远", None)])
    found = rows(doc)
    for proposal in found.proposals:
        converted = simplify("".join(source[s.start : s.end] for s in proposal.evidence))
        assert "".join(proposal.recommendation.split()) == "".join(converted.split())
        assert not set(proposal.recommendation) & set("\r\n")
    assert len(found.proposals) + len(found.rejects) == 1
