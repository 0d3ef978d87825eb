"""What may be the name of a person, by its characters alone.

Comes in: a run of characters. Goes out: yes or no. Hard about it: many names are also words (高兴, 关心), and names of
minorities and foreigners are spelled with characters of their own (伊丽苏娅, 确吉杰布).
"""

from __future__ import annotations

import re

import rjieba

from pipeline.lexicons import alternation, lexicon
from pipeline.lexicons.words import is_adverb, is_common, is_place_name, is_verb

TITLE = alternation("titles")
COMPOUND = frozenset(lexicon("surnames", "compound"))
SURNAMES = frozenset(lexicon("surnames"))
SPELLED = "".join(lexicon("names", "spelled"))
SPELLING = frozenset(SPELLED)
DOTTED = rf"[{SPELLED}]{{1,8}}(?:[·•‧][{SPELLED}]{{1,8}}){{1,3}}"
FUNCTION = frozenset(
    "用说讲要在到的也都就还又则是为对向从把被让给与和及等来去了着过将会能可应须需有无不没很最更再已曾正常时后前中上下内外"
)
TRAILING_TITLE = re.compile(rf"(?:{TITLE}|同志|先生|女士|说|道)$")
GENERAL = frozenset(lexicon("names", "general"))
PLACE_OR_BODY = re.compile(
    r"(?:[省市县区州镇乡村局厅署部委会院]|政协|人大|政府|公司|集团|中心|党|派|界)$|^[\u4e00-\u9fff]{2,}(?:路|街|线|网|报)$"
)
NOT_NAMES = re.compile(
    r"""^(?:
      们 | 者 | 一[一起边次] | 表示 | 认为 | 有关 | 相关 | 主要 | 分别 | 纷纷 | 一致 | 代表 | 委员 | 先后 | 积极 | 现场
    | 还 | 在 | 就 | 对 | 也 | 提出 | 围绕 | 发言 | 等 | 和 | 与 | 及 | 为 | 共同 | 结合 | 通过 | 进行
    | 参加 | 主持 | 会议 | 列席 | 的 | 是 | 将 | 以 | 从 | 到
    | 向大 | 向会 | 会上                                           # 向|大会: 向 alone is a family name
    | 另[一有外些] | 一行 | 负责 | 热议 | 建言 | 踊跃 | 普遍 | 同 | 则 | 都 | 均 | 又
    | 曾(?:经|任|在|是|获|有|多|提|于|对|向|被|就|与|和|为|到|说|因|担|两|三|几|一|建议|表示|指出|要求|呼吁|$)   # 曾|任: 曾 alone is a family name
    | 当选 | 出席 | 审议 | 讨论 | 座谈 | 履职 | 提交 | 建议 | 呼吁
    | 这 | 那 | 此 | 其 | 我 | 你 | 他 | 她 | 它 | 咱 | 大家 | 各 | 某 | 该 | 本
    | 全[国省市县区体部面会程力]                                     # 全|国: 全 alone is a family name
    | 作 | 做 | 最 | 更 | 很 | 不 | 没 | 无 | 有 | 要 | 应 | 能 | 可 | 会 | 把 | 被 | 让 | 给 | 由
    | 于会 | 中[共国]
    | 调研 | 视察 | 考察 | 走访 | 深入 | 充分 | 高度 | 认真 | 深刻 | 深有 | 正在 | 关于 | 方面 | 单位
    | 时(?:[候间任代常]|$)
    | 广泛 | 通[过常]
    )""",
    re.VERBOSE,
)


def may_be_name(name: str, *, word_allowed: bool) -> bool:
    if "·" in name:
        return True
    if (len(name) == 2 and (name[1] in "老总工某" or name in COMPOUND)) or TRAILING_TITLE.search(name):
        return False  # 关老, 王总: short for a full name elsewhere
    spelled = len(name) >= 3 and is_spelled(name)
    longest = 7 if spelled else 5  # 宝音德力格尔
    if not 2 <= len(name) <= longest or NOT_NAMES.match(name) or PLACE_OR_BODY.search(name):
        return False
    is_word = is_common(name)
    if len(name) > 3 and name[:2] not in COMPOUND:
        return spelled and not is_word
    if name[1] in "一两三几" and is_common(name[1:]):
        return False  # 一个经理|管一片
    has_surname = name[:2] in COMPOUND or name[0] in SURNAMES
    return (has_surname or spelled) and (word_allowed or not is_word)


def is_spelled(name: str) -> bool:
    """Whether a name is spelled with the characters of minority and foreign names."""
    return all(char in SPELLING for char in name)


def is_before_mandate(name: str) -> bool:
    """Whether what stands before 委员 can be a name; 唐装委员 is, 广大委员 and 江苏委员 are not."""
    if NOT_NAMES.match(name) or PLACE_OR_BODY.search(name) or is_place_name(name):
        return False
    return not is_common(name) or (name[0] in SURNAMES and not is_adverb(name) and name not in GENERAL)


def is_plain(name: str) -> bool:
    """Whether two or three characters are no word and hold none that only join words: 净云, 释明度."""
    return (
        2 <= len(name) <= 3
        and not set(name) & FUNCTION
        and not (is_common(name) or is_verb(name) or is_adverb(name))
        and not NOT_NAMES.match(name)
        and not PLACE_OR_BODY.search(name)
    )


def is_unknown(name: str) -> bool:
    """Whether a run of characters is no word, and none of its characters is one that only joins words."""
    return is_plain(name) and not any(len(word) > 1 and is_common(word) for word in rjieba.cut(name))


def dotted(text: str) -> set[str]:
    """Names with a middle dot, from the dot outwards: 县长|帕尔哈提·玉素甫|在作报告时."""
    found = set()
    for match in re.finditer(r"[·•‧]", text):
        start, end = match.start(), match.end()
        while start and text[start - 1] in SPELLING | {"·"} and match.start() - start < 12:
            start -= 1
        while end < len(text) and text[end] in SPELLING | {"·"} and end - match.end() < 12:
            end += 1
        name = text[start:end].rstrip("则")
        if not re.search(r"(?:^·|·$)", name) and len(name) >= 4:
            found.add(name)
    return found
