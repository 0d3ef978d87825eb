"""How sure each proposal is."""

from __future__ import annotations

import math

from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.stages.confidence import Confidence, features, weights
from tests.reading import MEMBER, doc, rows

TEXT = (
    "市政协委员、市图书馆馆长顾庭芳建议，在老城区新建三处立体停车场，缓解停车难；"
    "延长图书馆开放时间，方便市民借阅。"
)


def test_every_proposal_has_one():
    found = doc(TEXT)
    assert len(found._.confidences) == len(found._.candidates) == 2


def test_it_is_a_probability():
    assert all(0 < p.confidence < 1 for p in rows(TEXT).proposals)


def test_it_is_the_same_each_time(nlp):
    assert nlp(TEXT)._.confidences == nlp(TEXT)._.confidences == doc(TEXT)._.confidences


def test_evidence_that_speaks_for_a_proposal_raises_it():
    found = nlp_copy(TEXT)
    surer = Confidence({"intercept": 0.0, "person": 1.0})(found)._.confidences
    less_sure = Confidence({"intercept": 0.0, "person": -1.0})(found)._.confidences
    assert surer[0] > 0.5 > less_sure[0]


def test_without_evidence_the_intercept_decides():
    found = Confidence({"intercept": 0.0})(nlp_copy(TEXT))
    assert found._.confidences == [0.5, 0.5]


def test_a_cited_plan_is_surer_than_a_scrap():
    plan = rows(TEXT).proposals[0].confidence
    scrap = doc("“要去管一管。”顾庭芳说。")._.confidences
    assert all(plan > other for other in scrap)


def test_evidence_is_finite_and_of_about_one():
    found = doc(TEXT)
    for index in range(len(found._.candidates)):
        assert all(math.isfinite(v) and 0 <= v <= 2 for v in features(found, index).values())


def test_every_weight_is_of_known_evidence():
    known = set(features(doc(TEXT), 0)) | {"intercept"}
    assert set(weights()) <= known


def test_evidence_tells_a_recommendation_from_a_commitment():
    plan = doc("市水利局局长石磊表示，下一步将整治黑臭水体，年底前完工。")
    assert features(plan, 0)["commitment"] == 1.0
    assert features(doc(TEXT), 0)["commitment"] == 0.0


def nlp_copy(text: str):
    """A Doc of its own, whose confidences a test may set."""
    from pipeline.extraction import language

    return language()(text)


@given(
    st.lists(
        st.sampled_from(
            ["要", "建议", "将", "一是", "加快修建停车场", "完善收费制度", "；", "，", "。", "“", "”", "\n"]
        ),
        max_size=24,
    ).map("".join)
)
@settings(max_examples=80)
def test_any_text_gets_a_probability_for_each_candidate(words):
    found = doc(f"{MEMBER}表示，{words}")
    assert len(found._.confidences) == len(found._.candidates)
    assert all(0 < value < 1 for value in found._.confidences)
