"""The markers of an enumeration in a speech: 一是, 一要, 首先, 第一，, （一）, 一、, 1．, ①.

Comes in: the text of a speech. Goes out: its markers in order, and the number of each. Hard about it: the same characters
count nothing elsewhere (二要素, 一方面 alone, 3.5%, 其次，alone), or stand in an inner quotation.
"""

from __future__ import annotations

import re

from pipeline.stages.brackets import is_inside

_MARKER = re.compile(
    r"""(?:^|(?<=[，。；：\n！？ ]))(?:
      (?P<shi>[一二三四五六七八九十]{1,2}是要?[，：]?)
    | (?P<ge>(?:还有|另有|另外?)?(?:一[个件条项]|另一[个件条项])是[，：]?)  # 今年提了两件建议：一件是…；另一件是…
    | (?P<yao>[一二三四五六七八九十]{1,2}要(?![么不]))
    # 首先是, 其次，; 首先要, but no 首先要求
    | (?P<first>(?:首先|其次|再次|再者|最后|其一|其二|其三|其四|其五)(?:[是，,：]|要(?=[^求])|应(?=[^该])|(?=[由把让将在对]))要?)
    | (?P<di>第[一二三四五六七八九十](?:张牌|步|件事|件|个方面|点|条|项|招|方面)?(?:[，：、]|是))
    | (?P<paren>（[一二三四五六七八九十0-9]{1,2}）)
    | (?P<dun>[一二三四五六七八九十]{1,2}、)
    # 1．and 1、; 1. only where no decimals follow
    | (?P<digit>(?<![0-9])[0-9]{1,2}(?:[．、]|\.(?![0-9])))
    | (?P<circle>[①-⑳])
    )""",
    re.VERBOSE,
)
_SAYS_WHAT = re.compile(r"是|要|应")
_NUMBER = re.compile(r"[一二三四五六七八九十]|[0-9]+")


def markers_of(text: str) -> list[re.Match[str]]:
    """The markers that count something; each match's `lastgroup` names its kind."""
    found = [m for m in _MARKER.finditer(text) if not is_nested(text, m.start())]
    firsts = sum(m.lastgroup == "first" for m in found)
    return [m for m in found if not _is_alone(m, firsts) and not _is_inside_sentence(text, m)]


def ordinal(marker: re.Match[str]) -> int:
    """The number of an item, 1 for 一是 and 首先; 2 where it has none."""
    number = _NUMBER.search(marker[0])
    if not number:
        return 1 if marker[0].startswith("首先") else 2
    return int(number[0]) if number[0].isdigit() else "一二三四五六七八九十".index(number[0]) + 1


def is_nested(text: str, position: int) -> bool:
    """Whether a position stands inside brackets or an inner quotation of its paragraph."""
    return is_inside(text[text.rfind("\n", 0, position) + 1 : position])


def _is_alone(marker: re.Match[str], firsts: int) -> bool:
    """其次，that follows nothing counts nothing."""
    return marker.lastgroup == "first" and firsts < 2 and not _SAYS_WHAT.search(marker[0])


def _is_inside_sentence(text: str, marker: re.Match[str]) -> bool:
    """一、 and 1、 count only at the beginning of a sentence or behind a colon: …和1、2号线 is no list."""
    start = marker.start()
    return marker.lastgroup in {"digit", "dun"} and bool(start) and text[start - 1] not in "\n。；："
