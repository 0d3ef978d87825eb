"""The pipeline as a spaCy language: its flow, its settings, streaming, and no memory of what it read."""

from __future__ import annotations

from itertools import islice, repeat

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc

from pipeline.extraction import language
from pipeline.language import STAGES, load

TEXTS = [
    "市政协委员顾庭芳建议，在老城区新建三处立体停车场，缓解停车难。",
    "“要把老旧电梯更新纳入民生实事。”市人大代表欧阳靖说。",
    "让老城区停车不再难\n市政协常委 石磊\n\n建议推动机关车位夜间向居民开放。",
    "市水利局局长顾庭芳表示，下一步将整治五条黑臭水体。",
    "他建议，给山区小学配齐音乐教师。",
    "答：我们将继续整治黑臭水体，年底前全部完工。",
    "政協委員歐陽靖建議，加快興建長者醫院。",
    "",
]


def found(doc: Doc) -> list[object]:
    """All that the stages left on a Doc."""
    names = (
        "names",
        "blocks",
        "mentions",
        "speeches",
        "candidates",
        "refusals",
        "places",
        "themes",
        "confidences",
    )
    return [doc.text, doc._.metadata, *(getattr(doc._, name) for name in names)]


def test_every_stage_finds_what_it_requires(nlp):
    problems = nlp.analyze_pipes()["problems"]
    assert problems == {name: [] for name in nlp.pipe_names}


def test_the_stages_stand_in_their_order(nlp):
    assert nlp.pipe_names == list(STAGES)


def test_every_stage_says_what_it_assigns(nlp):
    summary = nlp.analyze_pipes()["summary"]
    assert all(summary[name]["assigns"] for name in nlp.pipe_names)


def test_stages_have_versioned_names(nlp):
    assert all(
        name.startswith("jianyan_") and name.rsplit("_", 1)[1].startswith("v") for name in nlp.pipe_names
    )


def test_the_language_is_chinese(nlp):
    assert nlp.lang == "zh"


def test_a_doc_spells_its_reading_text(nlp):
    doc = nlp("政協委員歐陽靖建議，\r\n　　加快興建長者醫院。")
    assert doc.text == doc._.aligned.text == "".join(token.text for token in doc)
    assert doc._.source == "政協委員歐陽靖建議，\r\n　　加快興建長者醫院。"


def test_an_empty_text_gives_an_empty_doc(nlp):
    assert len(nlp("")) == 0


def test_the_pipeline_comes_back_from_disk_and_reads_the_same(nlp, tmp_path):
    nlp.to_disk(tmp_path)
    again = spacy.load(tmp_path)
    assert (tmp_path / "config.cfg").is_file()
    assert again.pipe_names == nlp.pipe_names
    assert [found(again(text)) for text in TEXTS] == [found(nlp(text)) for text in TEXTS]


def test_the_pipeline_comes_back_from_its_config(nlp):
    again = spacy.util.load_model_from_config(nlp.config)
    assert found(again(TEXTS[0])) == found(nlp(TEXTS[0]))


def test_the_pipeline_comes_back_from_bytes(nlp):
    again = load().from_bytes(nlp.to_bytes())
    assert found(again(TEXTS[0])) == found(nlp(TEXTS[0]))


def test_a_setting_is_in_the_config():
    config = load(fast=True).config["components"]["jianyan_names_v1"]
    assert config["tagger"] == "none"


def test_an_unknown_setting_is_refused(nlp):
    with pytest.raises(ValueError, match="unexpected argument: 'taggers'"):
        load().add_pipe("jianyan_names_v1", name="names", config={"taggers": "lac"})


def test_a_stage_can_be_taken_out_by_its_name(nlp):
    with nlp.select_pipes(disable=["jianyan_confidence_v1"]):
        doc = nlp(TEXTS[0])
    assert doc._.candidates
    assert doc._.confidences == []


def test_a_stage_of_ones_own_can_be_added():
    @Language.component("count_candidates")
    def count_candidates(doc: Doc) -> Doc:
        doc.user_data["count"] = len(doc._.candidates)
        return doc

    nlp = load()
    nlp.add_pipe("count_candidates", after="jianyan_units_v1")
    assert nlp(TEXTS[0]).user_data["count"] == 1


def test_a_stream_gives_what_each_text_gives_alone(nlp):
    assert [found(doc) for doc in nlp.pipe(TEXTS)] == [found(nlp(text)) for text in TEXTS]


def test_a_stream_is_read_as_it_is_needed(nlp):
    endless = repeat(TEXTS[0])
    first = list(islice(nlp.pipe(endless, batch_size=2), 3))
    assert [found(doc) for doc in first] == [found(nlp(TEXTS[0]))] * 3


def test_a_stream_keeps_what_goes_with_each_text(nlp):
    pairs = list(nlp.pipe([(text, index) for index, text in enumerate(TEXTS)], as_tuples=True))
    assert [index for _, index in pairs] == list(range(len(TEXTS)))


def test_a_memory_zone_changes_nothing_and_gives_its_memory_back(nlp):
    outside = found(nlp(TEXTS[0]))
    size = len(nlp.vocab.strings)
    with nlp.memory_zone():
        inside = found(nlp(TEXTS[0] + "醃篤鮮薺菜" * 3))
        assert found(nlp(TEXTS[0])) == outside
    assert inside != outside
    assert len(nlp.vocab.strings) == size


@given(before=st.lists(st.sampled_from(TEXTS), max_size=3), text=st.sampled_from(TEXTS))
@settings(max_examples=40)
def test_a_text_reads_the_same_whatever_was_read_before(before, text):
    nlp = language()
    alone = _alone(text)
    for other in before:
        nlp(other)
    assert found(nlp(text)) == alone


_ALONE: dict[str, list[object]] = {}


def _alone(text: str) -> list[object]:
    """What a pipeline gives that has read nothing else."""
    if text not in _ALONE:
        _ALONE[text] = found(load()(text))
    return _ALONE[text]
