"""Short articles of one sentence, made by rule: different proposals worded alike, and reprints of one of them.

Twenty-five to fifty characters hold one proposal by one speaker. Two of them that differ in what is to be made,
where, or how many are two proposals; one in other signs, with another headline or a light word changed is one.
"""

from __future__ import annotations

import random
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import opencc

# What an editor cuts of a lead, and what stays.
_LEADS = (
    ("", "{who}建议，"),
    ("本报讯（记者李明）", "{who}建议，"),
    ("近日，", "{who}在接受采访时建议，"),
    ("在昨天举行的市政协全体会议上，", "{who}呼吁，"),
)
_THINGS = (
    *("停车场", "图书馆", "体育馆", "幼儿园", "卫生院", "充电桩", "污水处理厂", "过街天桥", "养老服务中心"),
    *(
        "社区食堂",
        "公共厕所",
        "口袋公园",
        "托育机构",
        "农贸市场",
        "公交专用道",
        "消防站",
        "博物馆",
        "冷链仓库",
    ),
)
_COUNTIES = ("晋源区", "小店区", "迎泽区", "杏花岭区", "尖草坪区", "万柏林区", "清徐县", "阳曲县", "娄烦县")
_THING = ("加快修建{}", "尽快规划建设一批{}", "加大对{}的财政投入", "在城区新增{}并向群众免费开放")
_PLACE = ("在{}增设停车泊位", "加快{}老旧小区改造", "支持{}建设社区食堂", "在{}试点推行居家养老上门服务")
_NUMBER = ("增设停车泊位{}个", "三年内新建口袋公园{}处", "每年安排{}名医生到乡镇卫生院坐诊")
_NUMERALS = ("三十", "五十", "八十", "一百二十", "两百", "五百", "八百", "一千", "两千三百", "五万")
_DIGITS = ("30", "50", "80", "120", "200", "500", "800", "1000", "2300", "50000")


@dataclass(frozen=True, slots=True)
class Brief:
    """An article's text and the words in it that are the proposal."""

    text: str
    words: str


def different(chance: random.Random, *, who: str) -> Iterator[tuple[str, list[Brief]]]:
    """(what differs, briefs under one lead that differ in nothing else)."""
    for kind, frames, values in (
        ("object", _THING, _THINGS),
        ("place", _PLACE, _COUNTIES),
        ("numeral", _NUMBER, _NUMERALS),
        ("digits", _NUMBER, _DIGITS),
    ):
        for frame in frames:
            lead = "".join(chance.choice(_LEADS))
            chosen = (frame.format(value) for value in chance.sample(values, 4))
            yield kind, [_brief(lead, words, who) for words in chosen]


def reprinted(chance: random.Random, *, who: str) -> Iterator[dict[str, Brief]]:
    """One brief as it was and its printings, by what an editor did to it."""
    for number, thing in enumerate(_THINGS):
        count = number % len(_DIGITS)
        words = chance.choice(
            (
                f"加快修建{thing}",
                f"在{chance.choice(_COUNTIES)}尽快增设{thing}{_DIGITS[count]}处",
                f"加快建设{thing}{_DIGITS[count]}处，方便群众",
            )
        )
        cut, lead = chance.choice(_LEADS)
        was = _brief(cut + lead, words, who)
        title, other = ("".join(chance.sample(thing + "委员建言惠民生", 6)) for _ in range(2))
        pace, other_pace = ("加快", "进一步加快") if "加快" in words else ("尽快", "抓紧")
        yield {
            "as it was": was,
            "full width": _each(was, _full_width),
            "punctuation": _each(was, lambda text: text.replace("，", ",").replace("。", ".")),
            "spaces": _each(was, " ".join),
            "script": _each(was, opencc.OpenCC("s2t").convert),
            "title": Brief(f"{title}\n{was.text}", was.words),
            "other title": Brief(f"{other}\n晚报记者{chance.randint(1, 9)}月3日电\n{was.text}", was.words),
            "lead cut": _brief(lead, words, who),
            "light word": _paced(was, pace, other_pace),
            "numerals": _each(
                was, lambda text, at=count: text.replace(f"{_DIGITS[at]}处", f"{_NUMERALS[at]}处")
            ),
        }


def _brief(lead: str, words: str, who: str) -> Brief:
    return Brief(f"{lead.format(who=who)}{words}。", words)


def _each(brief: Brief, edit: Callable[[str], str]) -> Brief:
    return Brief(edit(brief.text), edit(brief.words))


def _paced(brief: Brief, pace: str, other: str) -> Brief:
    return _each(brief, lambda text: text.replace(pace, other, 1))


def _full_width(text: str) -> str:
    wide = {unicodedata.normalize("NFKC", chr(code)): chr(code) for code in range(0xFF01, 0xFF5F)}
    return "".join(wide.get(sign, sign) for sign in text)
