"""People whom an article calls by less than a full Chinese name: 李女士, 何婆婆, 阿明, Cindy.

Comes in: the reading text, and the names found in it. Go out: the forms that stand for somebody who says something. Hard
about it: 李先生 may be short for 李明, who is named elsewhere, 各位先生 and 大叔 are nobody, and 离住人的楼太近 names no
楼太; so what stands before and behind decides.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from collections.abc import Set as AbstractSet

from pipeline.lexicons import alternation, lexicon
from pipeline.lexicons.words import is_common
from pipeline.stages.name_checks import COMPOUND, SURNAMES, TITLE

_HAN = r"[\u4e00-\u9fff]"
# The form alone is looked for, and its surroundings where it stands: to try 500 words at each character is slow.
_FORM = re.compile(
    rf"""
    (?P<named>(?P<family>{"|".join(sorted(COMPOUND))}|{_HAN}){alternation("names", "address")})   # 李女士
  | (?P<brief>{_HAN}[太伯])                                                                  # 陈太, 何伯
  | (?P<pet>阿{_HAN})                                                                        # 阿明
  | (?P<uncle>(?![表堂小老姑师学大岳叔伯阿二三四五六七八九他她我你月军外]){_HAN}[叔伯姨嫂婶])                # 强叔
  | (?P<nick>[小老](?P<surname>{_HAN}))(?!{_HAN}?[师区学])                                     # 小陈
  | (?P<spelled>(?!Apps?\b|Wi[Ff]i|Ok\b)[A-Z][a-z]{{1,14}}(?:[ ][A-Z][a-z]{{1,14}}){{0,2}})                             # Cindy
    """,
    re.VERBOSE,
)
_NET_NAME = re.compile(r"网友“(?P<name>[^”，。]{2,8})”")  # 网友“运河柳”
_CITIZEN = re.compile(rf"(?:{TITLE}|{alternation('groups', 'group')})$")
_LONGEST_CITIZEN = max(map(len, (*lexicon("titles"), *lexicon("groups", "group"))))
_OPENS = frozenset({"", *"\n，。；：“” "})
_SAYS = re.compile(rf"[又还也亦则续都就]?{alternation('reporting')}|[（：，]")
_LIVES = re.compile(r"居港|来港|今年|住|在|有|是|已|说")  # 来自巴基斯坦的Fatima|居港九年
_GOES_ON = re.compile(rf"[则亦也又还都就对向在和与及拿指的，。（]|{_SAYS.pattern}")


def names_by_address(text: str, names: AbstractSet[str]) -> Iterable[str]:
    """Those of nobody who is named in full."""
    yield from (match["name"] for match in _NET_NAME.finditer(text))
    position = 0
    while match := _FORM.search(text, position):
        position = match.end() if _stands_for_somebody(text, match, names) else match.start() + 1
        if position == match.end():
            yield match[0]


def _stands_for_somebody(text: str, match: re.Match[str], names: AbstractSet[str]) -> bool:
    start, end = match.span()
    opens = text[start - 1 : start] in _OPENS  # the text's beginning, too
    behind_of = text[start - 1 : start] == "的"
    after_title = bool(_CITIZEN.search(text, max(0, start - _LONGEST_CITIZEN), start))
    if not (opens or behind_of or after_title or text[start - 1 : start] == "、"):
        return False
    said = _SAYS.match(text, end)
    # 网站、App，: in a list a comma tells nothing
    says = said is not None and (text[start - 1 : start] != "、" or len(said[0]) > 1)
    if match["named"] or match["brief"]:
        family = match["family"] or match[0][0]
        known = family in SURNAMES or family in COMPOUND
        return known and not _is_named(family, names) and (bool(match["named"]) or says)
    if match["pet"]:
        return after_title and bool(_GOES_ON.match(text, end)) and not _is_named(match[0], names)
    if match["uncle"]:
        return (says or behind_of or after_title) and not _is_named(match[0], names)
    if match["nick"]:
        return after_title and match["surname"] in SURNAMES and not is_common(match[0])
    if after_title:
        return bool(_GOES_ON.match(text, end))  # 家长Cindy则说, but 市民App下载
    return says or (behind_of and _LIVES.match(text, end) is not None)


def _is_named(beginning: str, names: AbstractSet[str]) -> bool:
    return any(name.startswith(beginning) for name in names)
