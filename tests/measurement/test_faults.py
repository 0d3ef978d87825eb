"""Faults told apart by rule: missed, cut, invented, or wrong in a field."""

from __future__ import annotations

import pytest

from pipeline.measurement.faults import cue_class, faults
from pipeline.measurement.needs import need_of
from pipeline.quality.score import FIELDS
from schemas import ProposerKind, Quote, RejectReason
from tests.made import proposal
from tests.measurement.made import plain, read_of

TEXT = "市科协主席高远建议加快修建停车场,完善公交网络,增设共享单车停放点。去年已建成三个街心公园。"
PARKING, BUSES, BIKES = "加快修建停车场", "完善公交网络", "增设共享单车停放点"
ALL = f"{PARKING},{BUSES},{BIKES}"
PARKS = "去年已建成三个街心公园"


def types(*args, **settings):
    return [fault.type for fault in faults(read_of(TEXT, *args, **settings))]


def test_what_matches_in_every_field_is_no_fault():
    assert types([plain(TEXT, ALL)], [plain(TEXT, ALL)]) == []


def test_a_proposal_outside_every_speech_was_missed_for_want_of_a_speaker():
    assert types([plain(TEXT, PARKING)], speeches=[PARKS]) == ["missed: nobody is found to speak there"]


def test_a_proposal_inside_a_speech_was_missed_for_want_of_a_candidate():
    assert types([plain(TEXT, PARKING)], speeches=[ALL]) == ["missed: in a speech, but no candidate"]


def test_a_refused_proposal_has_the_reason_of_its_reject():
    rejects = [(PARKING, RejectReason.DONE, "已经做了")]
    assert types([plain(TEXT, PARKING)], rejects=rejects, speeches=[ALL]) == ["missed: refused as done"]


def test_a_reason_of_a_stage_of_its_own_is_read_from_the_message():
    rejects = [(PARKING, RejectReason.REFUSED, "proverb: 众人拾柴火焰高")]
    assert types([plain(TEXT, PARKING)], rejects=rejects) == ["missed: refused as proverb"]


def test_a_reject_beside_the_proposal_is_not_its_reason():
    rejects = [(PARKS, RejectReason.DONE, "已经做了")]
    assert types([plain(TEXT, PARKING)], rejects=rejects) == ["missed: nobody is found to speak there"]


def test_several_proposals_taken_for_one_are_faults_of_the_boundary_and_nothing_is_invented():
    gold = [plain(TEXT, PARKING), plain(TEXT, BUSES), plain(TEXT, BIKES)]
    assert types(gold, [plain(TEXT, ALL)]) == ["boundary: several taken for one"] * 3


def test_one_proposal_taken_for_several_is_one_fault_of_the_boundary():
    ours = [plain(TEXT, PARKING), plain(TEXT, BUSES), plain(TEXT, BIKES)]
    assert types([plain(TEXT, ALL)], ours) == ["boundary: one taken for several"]


def test_a_rest_of_a_matched_proposal_is_a_piece_more():
    ours = [plain(TEXT, f"{PARKING},{BUSES}"), plain(TEXT, BIKES)]
    assert types([plain(TEXT, ALL)], ours) == ["edge: ends too early", "boundary: a piece more"]


def test_what_stands_alone_was_invented_and_says_for_whose_words_it_was_taken():
    read = read_of(
        TEXT, [], [plain(TEXT, PARKS)], cue=None, quote=Quote.DIRECT, proposer_kind=ProposerKind.GROUP
    )
    (fault,) = faults(read)
    assert (fault.type, fault.proposer_kind) == ("invented: direct speech, no cue", "group")
    assert fault.proposer == read.rows.proposals[0].proposer


@pytest.mark.parametrize(
    ("changes", "kind"),
    [
        ({"themes": ["health"]}, "theme: another main theme"),
        ({"stance": "commitment"}, "stance: a recommendation taken for the other"),
        ({"county_adcode": "140105"}, "place: too narrow"),
        ({"city_adcode": None}, "city: too wide or null"),
        ({"city_adcode": "140200"}, "city: another place"),
        ({"proposers": [{"name": "高远", "role": None}]}, "role: not found"),
        ({"proposers": [{"name": "高远", "role": "主席"}]}, "role: too short"),
        ({"proposers": [{"name": "高远", "role": "原市科协主席"}]}, "role: too long"),
        ({"proposers": [{"name": "高远建", "role": "市科协主席"}]}, "proposers: a name cut differently"),
        ({"proposers": [{"name": "石磊", "role": None}]}, "proposers: somebody else"),
        (
            {"proposers": [{"name": "高远", "role": "市科协主席"}, {"name": "石磊", "role": None}]},
            "proposers: some are too many",
        ),
    ],
)
def test_a_wrong_field_is_one_fault_that_says_how(changes, kind):
    assert types([plain(TEXT, ALL)], [plain(TEXT, ALL, **changes)]) == [kind]


def test_the_place_of_a_fault_is_marked_in_its_sentence():
    (fault,) = faults(read_of(TEXT, [plain(TEXT, PARKING)]))
    assert fault.context == "市科协主席高远建议〔加快修建停车场〕"


@pytest.mark.parametrize(
    ("cue", "said"),
    [
        ("建议", "urging cue (建议)"),
        ("必须", "obliging cue (要)"),
        ("将", "planning cue (将)"),
        (None, "no cue"),
    ],
)
def test_cues_are_told_by_their_class(cue, said):
    assert cue_class(proposal().model_copy(update={"cue": cue})) == said


@pytest.mark.parametrize("family", ["missed", "boundary", "edge", "invented", *FIELDS])
def test_every_family_of_faults_says_what_it_would_need(family):
    assert need_of(f"{family}: of a kind never seen").endswith(".")


def test_a_type_has_the_need_of_its_own_before_its_familys():
    assert need_of("missed: refused as done") != need_of("missed: refused as a joke") != need_of("missed: x")
