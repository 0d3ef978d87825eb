"""Names of persons: where a speaker may stand, by the tagger and by the genre's forms."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.language import load
from tests.reading import doc, names, proposers


@pytest.fixture(scope="module")
def fast():
    """The pipeline that knows names by their surroundings alone."""
    return load(fast=True)


def test_a_name_stands_between_a_title_and_a_verb():
    assert names("市政协委员顾庭芳建议修路。") == ["顾庭芳"]


def test_every_occurrence_of_a_name_is_marked():
    assert names("市政协委员顾庭芳来到村里。顾庭芳建议修路。") == ["顾庭芳", "顾庭芳"]


@pytest.mark.parametrize(
    "name", ["欧阳靖", "司马青云", "诸葛明月", "上官若水", "皇甫嵩山", "令狐安", "慕容雪", "尉迟恭良"]
)
def test_a_compound_surname_is_part_of_the_name(name):
    assert names(f"市政协委员{name}建议，加快修建停车场。") == [name]


@pytest.mark.parametrize(
    "name", ["阿卜杜热依木·玉山", "古丽娜尔·艾合买提", "才让·多杰", "帕提古丽·吐尔地", "买买提·依明"]
)
def test_a_name_with_a_dot_is_whole(name):
    assert names(f"县人大代表{name}建议，加快修建停车场。") == [name]


@pytest.mark.parametrize("name", ["乌兰图雅", "扎西顿珠", "巴特尔"])
def test_a_minority_name_without_a_dot_is_whole(name):
    assert names(f"自治区政协委员{name}建议，加快修建停车场。") == [name]


@pytest.mark.parametrize(
    "name", ["温暖", "高峰", "成功", "方正", "黎明", "江山", "白雪", "马上", "常识", "安静"]
)
def test_a_word_is_a_name_between_a_title_and_a_verb(name):
    assert names(f"市人大代表、市第二小学校长{name}认为，应加快修建停车场。") == [name]


def test_a_two_character_name_before_an_adverb_is_not_lengthened():
    assert names("市政协委员石磊还建议修路。") == ["石磊"]
    assert names("市政协委员石磊则认为，应当修路。") == ["石磊"]


@pytest.mark.parametrize("adverb", "并亦也都还又就则曾再仍")
@pytest.mark.parametrize("name", ["李明", "顾庭芳"])
def test_an_adverb_before_a_verb_is_no_part_of_a_name(name, adverb):
    assert names(f"市政协委员{name}{adverb}表示，要修路。") == [name]


def test_one_person_named_does_nothing_as_all_do():
    assert names("人大代表陈志均建议，要修路。") == ["陈志均"]
    assert names("人大代表石磊和陈志均建议，要修路。") == ["石磊", "陈志"]


@pytest.mark.parametrize("adverb", "均并亦")
def test_an_adverb_behind_a_name_that_stands_elsewhere_is_no_part_of_it(adverb):
    text = f"市政协委员李明在会上发言。李明{adverb}建议修路，李明{adverb}建议架桥。"
    assert names(text) == ["李明"] * 3


def test_all_who_are_named_before_an_adverb_share_the_proposal():
    text = "市人大代表石磊、李明均建议，加快修建停车场。"
    assert proposers(text) == [("石磊", "市人大代表", "person"), ("李明", "市人大代表", "person")]


@pytest.mark.parametrize("name", ["陈志均", "李国均", "顾晓亦", "欧阳亦", "王成就"])
@pytest.mark.parametrize(
    "elsewhere",
    [
        "{}（市政协委员）：要修路。",
        "会上，市政协委员石磊、{}、顾庭芳发言。",
        "{}的提案由市交通局办理。",
        "市政协委员 {}",
    ],
)
def test_a_name_that_ends_like_an_adverb_is_whole_where_it_stands_by_itself_elsewhere(name, elsewhere):
    assert names(f"{elsewhere.format(name)}\n市政协委员{name}建议修路。").count(name) == 2


def test_a_name_that_ends_like_an_adverb_is_whole_without_the_tagger(fast):
    found = fast("市政协委员陈志均建议修路。会后，陈志均的提案由市交通局办理。")
    assert [found.text[s:e] for s, e in found._.names] == ["陈志均", "陈志均"]


def test_a_name_that_never_stands_without_its_last_character_keeps_it():
    text = "市政协委员李国均来到社区。李国均说，要修路。李国均认为，要快。"
    assert names(text) == ["李国均"] * 3


def test_a_spelled_name_does_not_run_on_into_its_verb():
    assert names("市政协委员林木森都提出，要修路。") == ["林木森"]


def test_names_in_a_list_are_all_found():
    assert names("学员代表石磊、顾庭芳、欧阳靖表示，要加快修路。") == ["石磊", "顾庭芳", "欧阳靖"]


def test_a_name_is_found_in_a_speakers_header():
    assert names("让老城区停车不再难\n市政协常委 顾庭芳\n\n加快修建停车场，缓解停车难。") == ["顾庭芳"]


def test_a_name_is_found_before_its_post_in_brackets():
    assert names("顾庭芳（市政协委员、市图书馆馆长）：建议延长图书馆开放时间。") == ["顾庭芳"]


def test_a_name_is_found_before_the_mandate():
    assert names("顾庭芳委员建议，延长图书馆开放时间。") == ["顾庭芳"]


@pytest.mark.parametrize(
    "text",
    [
        "市政协委员关心停车难，纷纷建议加快修建停车场。",
        "市政协委员向大会提交提案四十件。",
        "委员们高度评价政府工作报告，一致认为报告求真务实。",
        "全体委员认真讨论，建议加快修建停车场。",
        "人大代表和政协委员围绕报告建言献策。",
        "市科技局局长办公会议研究，要加快成果转化。",
    ],
)
def test_words_behind_a_title_are_no_names(text):
    assert names(text) == []


def test_a_county_that_begins_like_a_name_is_no_name():
    assert "林西" not in names("县长林西川表示，林西县要加快修路。")


def test_a_surname_with_a_title_is_no_full_name():
    assert names("顾教授建议，延长图书馆开放时间。") == []


def test_without_the_tagger_forms_of_the_genre_still_give_the_name(fast):
    found = fast("市政协委员顾庭芳建议修路。")
    assert [found.text[s:e] for s, e in found._.names] == ["顾庭芳"]


@given(st.text(alphabet="市政协委员顾庭芳石磊建议说，。：“”（）、\n·阿买提 长们", max_size=60))
@settings(max_examples=80)
def test_names_stand_in_the_text_in_order_and_apart(text):
    found = doc(text)
    spans = found._.names
    assert all(0 <= start < end <= len(found.text) for start, end in spans)
    assert all(first[1] <= second[0] for first, second in itertools.pairwise(spans))
    assert all("\n" not in found.text[start:end] for start, end in spans)


def test_the_verb_behind_a_spokesman_is_no_name():
    text = "停车新规答疑\n\n市城管局发言人表示，下月起将延长夜间免费停车时段。"
    assert proposers(text) == [(None, "市城管局发言人", "unnamed")]


def test_a_name_stands_behind_a_nickname_in_quotation_marks_that_ends_in_a_title():
    text = "讨论停车问题\n\n街坊口中的“班长”卞长江亦发言。他建议政府增设停车场。"
    assert names(text) == ["卞长江"]


@pytest.mark.parametrize(
    "text", ["申诉专员公署建议检讨机制。", "有议员建议兴建宿舍，另有议员认为应先改善交通。"]
)
def test_a_department_and_others_are_no_names(text):
    assert names(f"议会\n\n{text}") == []
