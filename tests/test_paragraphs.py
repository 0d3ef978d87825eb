"""From the lines of a source to its paragraphs: breaks that mean nothing are joined, all others stay."""

from __future__ import annotations

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from pipeline.text.paragraphs import INVISIBLE, reading_paragraphs

LONG = "今年以来,云河市持续推进老旧小区改造,委员们多次走进社区倾听居民意见。改造之后,楼道亮了,停车位多了,居民脸上的笑容也多了。"
OTHER = "云河市还把养老服务送到家门口,在每个街道建起助餐点。老人刷卡就能吃上热饭,志愿者定期上门探望,邻里之间的来往更密切了。"


def texts(source: str) -> list[str]:
    return [paragraph.text for paragraph in reading_paragraphs(source)]


def test_each_line_of_an_ordinary_article_is_a_paragraph():
    assert texts(f"　　{LONG}\r\n\r\n　　{OTHER}\r\n") == [LONG, OTHER]


def test_a_line_that_breaks_off_inside_a_word_is_joined():
    assert texts("调研组走进城东村。“我们种了三百亩玉米。”城东村党\n\n支部书记余音说。") == [
        "调研组走进城东村。“我们种了三百亩玉米。”城东村党支部书记余音说。"
    ]


def test_a_short_line_ending_in_a_particle_is_joined():
    assert texts("作为委员联系群众、服务群众的\n\n“连心桥”,云河街道协商平台办了不少实事。") == [
        "作为委员联系群众、服务群众的“连心桥”,云河街道协商平台办了不少实事。"
    ]


def test_a_heading_is_not_joined_to_the_text_below():
    lines = [
        "聚焦产业升级,激发创新活力",
        LONG,
        "从“新”出发,守好传统与创",
        "新质生产力是高质量发展的着力点。" + OTHER,
    ]
    assert texts("\n".join(lines)) == lines


def test_a_paragraph_that_lost_its_full_stop_is_not_joined_to_the_next():
    lines = [LONG.rstrip("。"), "近日,市政协召开座谈会,听取各方意见。" + OTHER, "让老街巷焕发新活力", OTHER]
    assert texts("\n".join(lines)) == lines


def test_a_speakers_header_and_a_byline_stay_alone():
    lines = ["市政协常委 余音", LONG, "市科技局", OTHER, "本报记者 石磊"]
    assert texts("\n".join(lines)) == lines


def test_an_article_cut_off_at_its_end_joins_nothing():
    lines = [LONG, OTHER[:-9]]
    assert texts("\n".join(lines)) == lines


def test_a_text_cut_at_one_width_is_whole_again():
    source = "\n".join(
        "\n".join(("　　" + paragraph)[i : i + 22] for i in range(0, len(paragraph) + 2, 22))
        for paragraph in (LONG, OTHER, LONG)
    )
    assert texts(source) == [LONG, OTHER, LONG]


def test_a_text_cut_at_one_width_keeps_paragraphs_parted_by_blank_lines():
    wrapped = [
        "\n".join(paragraph[i : i + 18] for i in range(0, len(paragraph), 18))
        for paragraph in (LONG, OTHER, LONG)
    ]
    assert texts("\n\n".join(wrapped)) == [LONG, OTHER, LONG]


def test_paragraphs_put_on_one_line_are_parted_at_their_indents():
    assert texts(f"　　{LONG}　　{OTHER}") == [LONG, OTHER]


def test_a_space_stays_between_latin_words():
    assert "living museum" in "".join(
        texts("龙窑将成为“活的博物馆”。倡议者称之为living\nmuseum,由社区共同管理。")
    )


def test_invisible_characters_at_the_ends_of_a_line_are_dropped():
    assert texts(f"\ufeff{LONG}\u200b\n") == [LONG]


lines = st.lists(
    st.one_of(
        st.text(alphabet="建言发展,，。；;“”（）、:：的一二三是要项次0a 　\u200b", max_size=45),
        st.sampled_from(
            [
                "市政协常委 余音",
                "市科技局",
                "让老街巷焕发新活力",
                "图为会议现场。石磊 摄",
                "（本报记者 余音）",
                LONG,
                LONG[:40],
                LONG[40:],
            ]
        ),
    ),
    max_size=24,
)


@given(lines, st.sampled_from(["\n", "\r\n", "\n\n", "\u2028"]))
def test_every_visible_character_is_in_one_paragraph_once(parts, line_break):
    source = line_break.join(parts)
    found = reading_paragraphs(source)
    offsets = Counter(o for p in found for o, c in zip(p.offsets, p.text, strict=True) if not c.isspace())
    visible = Counter(i for i, c in enumerate(source) if not c.isspace() and c not in INVISIBLE)
    assert offsets - visible == Counter({i: 1 for i in offsets - visible if source[i] in INVISIBLE})
    assert visible - offsets == Counter()
    assert all(p.text and "\n" not in p.text for p in found)


@given(lines)
def test_each_character_stands_where_its_offset_says(parts):
    source = "\n".join(parts)
    for paragraph in reading_paragraphs(source):
        assert all(
            source[o] == c for o, c in zip(paragraph.offsets, paragraph.text, strict=True) if not c.isspace()
        )
