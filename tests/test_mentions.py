"""Who is named, with the fullest role that the article gives."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.reading import doc, proposers, roles


def role_of(name: str, text: str) -> str | None:
    return roles(text)[name]


@pytest.mark.parametrize(
    "role",
    [
        "市政协委员",
        "学员代表",
        "龙溪区委书记",
        "市科协党组书记、副主席",
        "市人大代表、市第二小学校长",
        "市政协常委、民建市委会副主委、市图书馆馆长",
        "市文化和旅游局局长",
        "市贸促会（市博览局）会长（局长）",
        "江北区行政审批服务管理局党组成员、副局长",
        "省委党校（行政学院）主持日常工作的副校（院）长",
        "柳塘镇石桥村党支部书记",
        "市人大常委会副主任",
        "清泉街道党工委书记",
        "中国科学院院士",
        "绿野农业科技有限公司董事长",
    ],
)
def test_the_role_before_a_name_is_whole(role):
    assert role_of("顾庭芳", f"{role}顾庭芳表示，要加快修路。") == role


@pytest.mark.parametrize(
    "lead",
    [
        "近日，",
        "会上，",
        "在谈到停车难时，",
        "记者采访了",
        "5月6日，",
        "随后，",
        "据",
        "调研期间，",
        "现场，",
        "来自基层的",
    ],
)
def test_what_stands_before_the_role_is_none_of_it(lead):
    assert role_of("顾庭芳", f"{lead}市政协委员顾庭芳建议加快修路。") == "市政协委员"


def test_a_role_after_the_name_in_brackets_is_whole():
    text = "顾庭芳（市政协委员、市图书馆馆长）：建议延长图书馆开放时间。"
    assert role_of("顾庭芳", text) == "市政协委员、市图书馆馆长"


def test_a_role_glued_to_the_name_counts():
    assert role_of("顾庭芳", "顾庭芳委员建议，延长图书馆开放时间。") == "委员"


def test_a_fuller_role_elsewhere_wins_over_the_glued_one():
    text = "顾庭芳委员建议修路。\n会后，市政协委员、市图书馆馆长顾庭芳接受了采访。"
    assert role_of("顾庭芳", text) == "市政协委员、市图书馆馆长"


def test_the_fullest_role_counts_for_every_mention():
    text = "市图书馆馆长顾庭芳说，图书馆人气很旺。\n顾庭芳建议，延长图书馆开放时间。"
    assert proposers(text) == [("顾庭芳", "市图书馆馆长", "person")]


def test_the_role_in_a_header_line_counts_for_the_piece():
    text = "让老城区停车不再难\n市政协常委 顾庭芳\n\n建议加快修建停车场，缓解老城区停车难。"
    assert proposers(text) == [("顾庭芳", "市政协常委", "person")]


def test_a_role_after_the_name_in_a_header_line_counts():
    text = "让老城区停车不再难\n顾庭芳 市政协常委\n\n建议加快修建停车场，缓解老城区停车难。"
    assert proposers(text) == [("顾庭芳", "市政协常委", "person")]


def test_the_role_in_a_signature_counts():
    text = "老城区停车难，建议加快修建立体停车场。\n（作者：顾庭芳，系江北区委组织部副部长）"
    assert proposers(text) == [("顾庭芳", "江北区委组织部副部长", "person")]


def test_one_role_before_two_names_is_the_role_of_both():
    text = "学员代表石磊、顾庭芳表示，要加快修建停车场。"
    assert roles(text) == {"石磊": "学员代表", "顾庭芳": "学员代表"}


def test_each_of_several_speakers_has_a_role_of_his_own():
    text = "市水利局局长石磊、市林业局局长顾庭芳表示，将联合开展巡河。"
    assert roles(text) == {"石磊": "市水利局局长", "顾庭芳": "市林业局局长"}


def test_a_role_given_in_a_clause_of_its_own_counts():
    text = "刚当选市人大代表的顾庭芳说，建议加快修建停车场。"
    assert role_of("顾庭芳", text) == "市人大代表"


def test_a_space_between_a_role_and_a_name_is_no_part_of_either():
    text = "全国人大代表 顾庭芳：建议加快修建停车场，缓解停车难。"
    assert proposers(text) == [("顾庭芳", "全国人大代表", "person")]


def test_a_role_in_traditional_characters_is_written_in_simplified_ones():
    text = "立法會議員顧庭芳建議，加快興建長者醫院。"
    assert proposers(text) == [("顾庭芳", "立法会议员", "person")]


def test_a_citizen_has_his_place_and_calling_as_role():
    text = "“希望村口的路灯早点亮起来。”石桥村村民顾庭芳说。"
    assert proposers(text) == [("顾庭芳", "石桥村村民", "person")]


def test_a_person_without_any_role_has_none():
    assert role_of("顾庭芳", "在座谈会上，顾庭芳建议加快修路。") is None


def test_a_closing_quotation_mark_without_an_opening_one_before_a_role_is_read():
    assert roles("修路”市政协委员 顾庭芳\n建议修路。") == {"顾庭芳": "市政协委员"}


@given(st.text(alphabet="市政协委员局长顾庭芳石磊建议说，。：“”（）、\n· 和在", max_size=60))
@settings(max_examples=80)
def test_a_mention_holds_its_name_and_lies_in_one_paragraph(text):
    found = doc(text)
    for mention in found._.mentions:
        assert mention.start <= mention.name_span[0] < mention.name_span[1] <= mention.end
        assert "\n" not in found.text[mention.start : mention.end]
        assert mention.speaker.name


@pytest.mark.parametrize("before", ["劳工界", "劳工界的"])
def test_the_field_that_a_member_sits_for_is_his_role(before):
    assert roles(f"议会辩论\n\n{before}顾庭芳话锋一转，建议增设车位。") == {"顾庭芳": "劳工界"}


@pytest.mark.parametrize("before", ["来自教育界的", "全世界的", "跨界"])
def test_what_ends_in_the_character_of_a_field_is_none(before):
    assert roles(f"市里讨论停车\n\n{before}顾庭芳建议，增设车位。") == {"顾庭芳": None}


def test_a_foreign_spelling_in_brackets_is_no_role():
    text = "古迹保育\n\n档案处首任处长顾庭芳博士（Dr Ting Fong）倡议将旧站发展为书店。"
    assert roles(text) == {"顾庭芳": "档案处首任处长"}
