"""What an article says of itself, in the forms of local papers, web pages, broadcasts and information sheets."""

from __future__ import annotations

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.stages.metadata import metadata_lines, read_metadata, script_of


def day(year, month, number):
    return datetime(year, month, number)


BODY = "5月6日,云河市政协召开专题协商会,委员们围绕老旧小区改造踊跃建言。市政协主席江一苇主持会议并讲话。"


def test_a_websites_dateline_gives_date_and_source():
    meta = read_metadata(
        f"老旧小区有了“新管家”\n\n2024-05-07 08:59 \xa0来源: 云河日报\n\n{BODY}\n\n编辑:余音 责编:石磊"
    )
    assert (meta.title, meta.publisher) == ("老旧小区有了“新管家”", "云河日报")
    assert meta.published_on == day(2024, 5, 7)


def test_the_newspapers_own_imprint_wins_over_the_reprint():
    meta = read_metadata(
        f"发布时间:2024-11-16 09:23:01 来源: yh20241116\n{BODY}\n《 云河日报 》( 2024年05月07日 03 版)\n(责编:余音)"
    )
    assert meta.publisher == "云河日报"
    assert meta.published_on == day(2024, 5, 7)
    assert meta.title is None


def test_a_text_that_begins_with_its_body_has_no_title():
    assert read_metadata(f"{BODY}\n聚焦民生实事\n{BODY}").title is None


def test_the_title_stays_in_the_sources_own_script():
    meta = read_metadata(
        "凝聚僑心 共建家園\n2025年05月20日09:30 來源:雲河僑報\n本報雲河5月19日電 僑胞們圍繞家鄉發展提出建議。"
    )
    assert (meta.title, meta.publisher, meta.script) == ("凝聚僑心 共建家園", "雲河僑報", "hant")


@pytest.mark.parametrize(
    ("head", "publisher", "date"),
    [
        ("来源:云河观察 2025-03-07 10:21 字号:【大】【中】【小】", "云河观察", (2025, 3, 7)),
        (
            "发布时间：2025-01-15 08:46　来源：云河区融媒体中心　浏览：1206次",
            "云河区融媒体中心",
            (2025, 1, 15),
        ),
        ("发布日期：2024年10月28日　　来源：《云河报》　　记者：余音", "云河报", (2024, 10, 28)),
        ("云河县融媒体中心　2025年1月8日　记者　余音　石磊", "云河县融媒体中心", (2025, 1, 8)),
        ("时间:2025/4/3 15:20:11 作者:余音 来源:云河政协网 点击:35", "云河政协网", (2025, 4, 3)),
        ("来源｜云河日报 作者｜余音 编辑｜石磊", "云河日报", None),
        ("原创 余音 云河发布 2024-03-01 12:00 山西", "云河发布", (2024, 3, 1)),
        ("2024年03月05日07:46 | 来源：云河网-云河日报", "云河日报", (2024, 3, 5)),
        ("来源:云河网-江北频道 2024年03月05日", "云河网", (2024, 3, 5)),
        ("来源: 本站 发布时间: 2024.03.05", None, (2024, 3, 5)),
        ("日期：二〇二四年十一月三日　稿件来源：云河市政协", "云河市政协", (2024, 11, 3)),
        ("本报记者 余音 通讯员 石磊", None, None),
        ("云河日报全媒体记者 余音", "云河日报", None),
    ],
)
def test_the_lines_under_a_title_are_read(head, publisher, date):
    meta = read_metadata(f"让老街巷焕发新活力\n{head}\n{BODY}\n{BODY}")
    assert meta.title == "让老街巷焕发新活力"
    assert meta.publisher == publisher
    assert meta.published_on == (day(*date) if date else None)


@pytest.mark.parametrize(
    ("lead", "publisher"),
    [
        ("央视网消息（新闻联播）：", "央视网"),
        ("新华社北京3月5日电（记者余音）", "新华社"),
        ("中新网云河3月5日电 (记者 余音)", "中新网"),
        ("云河网讯 ", "云河网"),
        ("本报讯 ", None),
        ("本报云河5月6日讯（记者余音）", None),
    ],
)
def test_a_wire_lead_names_the_publisher(lead, publisher):
    meta = read_metadata(f"政协委员热议乡村振兴\n{lead}{BODY}")
    assert (meta.title, meta.publisher) == ("政协委员热议乡村振兴", publisher)


def test_a_newspaper_pages_head_is_no_title():
    meta = read_metadata(
        f"A2 要闻\n\n2025年2月21日 星期五\n\n责任编辑:余音 版式:石磊\n\n云河新报\n\n同绘云河新篇\n\n——大会发言选登\n\n{BODY}"
    )
    assert (meta.title, meta.publisher, meta.published_on) == (
        "同绘云河新篇",
        "云河新报",
        day(2025, 2, 21),
    )


def test_an_information_sheet_is_published_by_its_office():
    meta = read_metadata(
        f"社情民意信息\n2025年第14期\n政协云河市委员会办公室　　2025年4月3日\n\n关于推进农村客货邮融合的建议\n\n市政协委员　余音\n\n　　{BODY}"
    )
    assert meta.title == "关于推进农村客货邮融合的建议"
    assert meta.publisher == "政协云河市委员会办公室"
    assert meta.published_on == day(2025, 4, 3)


def test_a_date_in_the_body_is_no_publication_date():
    assert (
        read_metadata(f"让老街巷焕发新活力\n2024年3月5日,云河市政协召开会议。\n{BODY}").published_on is None
    )


def test_a_day_that_does_not_exist_is_no_date():
    assert read_metadata(f"让老街巷焕发新活力\n2024-02-31 来源:云河日报\n{BODY}").published_on is None


def test_a_foot_in_brackets_names_the_source():
    assert read_metadata(f"让老街巷焕发新活力\n{BODY}\n（来源：云河日报）").publisher == "云河日报"


def test_ambiguous_characters_do_not_make_a_traditional_text_simplified():
    assert script_of("領導干部面對面,台上台下,隊伍建設") == "hant"
    assert script_of("领导干部面对面,台上台下,队伍建设") == "hans"


def test_metadata_lines_tell_title_subtitle_and_credits_from_text():
    lines = [
        "03 专题",
        "云河新报",
        "同绘云河新篇",
        "——大会发言选登",
        BODY,
        "让老街巷焕发新活力",
        BODY,
        "（本报记者 余音）",
    ]
    assert metadata_lines(lines) == ["meta", "meta", "title", "title", None, None, None, "meta"]


def test_a_signature_is_not_metadata():
    lines = ["让老街巷焕发新活力", BODY, "(作者系市政协常委、云河大学教授)", "责编：余音　审核：石磊"]
    assert metadata_lines(lines) == ["title", None, None, "meta"]


def test_an_interviewers_question_is_not_metadata():
    lines = ["让老街巷焕发新活力", BODY, BODY, "记者:今年的养老服务有哪些新举措?", BODY]
    assert metadata_lines(lines) == ["title", None, None, None, None]


@given(st.text(alphabet="云河日报来源:：2024年3月5-/《》（）() \n,。記者責編電", max_size=80))
def test_no_text_is_refused(text):
    meta = read_metadata(text)
    assert meta.title is None or meta.title in text
    assert meta.publisher is None or meta.publisher in text
