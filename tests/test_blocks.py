"""What each paragraph is: headline, dateline, caption, header of a speaker, body."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.reading import doc

BODY = "近日，市政协召开协商会议，委员们围绕老城区停车难建言献策，提出不少意见。"


def kinds(*lines: str) -> list[str]:
    return [block.kind for block in doc("\n".join(lines))._.blocks]


def sections(*lines: str) -> list[int]:
    return [block.section for block in doc("\n".join(lines))._.blocks]


def test_a_paragraph_of_sentences_is_body():
    assert kinds(BODY) == ["body"]


def test_the_first_line_without_a_full_stop_is_the_title():
    assert kinds("让老城区停车不再难", BODY) == ["title", "body"]


def test_a_short_line_between_paragraphs_is_a_subheading():
    assert kinds(BODY, "着力破解停车难题", BODY) == ["body", "subheading", "body"]


@pytest.mark.parametrize(
    "line", ["2024-05-06 08:59  来源: 某某日报", "本报记者 石磊", "责任编辑：顾庭芳", "（记者 石磊）"]
)
def test_datelines_and_credits_are_meta(line):
    assert kinds("让老城区停车不再难", line, BODY)[1] == "meta"


@pytest.mark.parametrize(
    "line",
    ["图为委员察看停车场。石磊 摄", "△市政协协商会议现场 石磊/摄", "委员们在停车场调研。本报记者 石磊 摄"],
)
def test_what_a_photograph_shows_is_a_caption(line):
    assert kinds("让老城区停车不再难", BODY, line, BODY)[2] == "caption"


@pytest.mark.parametrize(
    "line",
    [
        "市政协常委 顾庭芳",
        "顾庭芳 市政协常委",
        "□ 顾庭芳",
        "市科技局",
        "市市场监督管理局（知识产权局）",
        "顾庭芳（市政协委员、市图书馆馆长）：",
        "民建市委会",
    ],
)
def test_a_line_that_names_the_speaker_of_what_follows_is_a_header(line):
    assert kinds("让老城区停车不再难", BODY, line, BODY)[2] == "header"


@pytest.mark.parametrize(
    "line", ["（作者系市政协委员顾庭芳）", "（作者：顾庭芳，系市图书馆馆长）", "作者系市委党校副教授顾庭芳"]
)
def test_a_line_that_names_the_author_of_what_stands_before_is_a_signature(line):
    assert kinds("让老城区停车不再难", BODY, line)[2] == "signature"


def test_a_body_cut_off_at_the_end_of_the_article_stays_body():
    assert (
        kinds(
            BODY, "下一步，市住房和城乡建设局将在老城区新建公共停车泊位，年内启动五处立体停车库建设，并且在年"
        )[-1]
        == "body"
    )


def test_a_new_dateline_begins_a_new_piece_of_the_page():
    assert sections("让老城区停车不再难", BODY, "让村里路更宽", "本报讯 " + BODY)[0] == 0
    assert sections("让老城区停车不再难", BODY, "让村里路更宽", "本报讯 " + BODY)[-1] == 1


def test_a_title_a_heading_and_a_caption_propose_nothing():
    from tests.reading import proposals

    text = f"加快修建停车场 方便群众出行\n{BODY}\n要完善停车收费制度\n{BODY}\n图为委员建议加快修建停车场。石磊 摄"
    assert proposals(text) == []


@given(
    st.lists(
        st.sampled_from(
            [
                BODY,
                "市政协常委 顾庭芳",
                "市科技局",
                "着力破解难题",
                "（作者系市政协委员顾庭芳）",
                "",
                "　　",
                "本报讯 " + BODY,
            ]
        ),
        max_size=8,
    )
)
@settings(max_examples=100)
def test_blocks_are_the_paragraphs_in_order(lines):
    found = doc("\n".join(lines))
    paragraphs = [line for line in found.text.split("\n") if line.strip()]
    assert [found.text[b.start : b.end] for b in found._.blocks] == paragraphs
    assert all(
        a.end <= b.start and a.section <= b.section
        for a, b in zip(found._.blocks, found._.blocks[1:], strict=False)
    )
