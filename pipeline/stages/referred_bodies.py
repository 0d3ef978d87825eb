"""Bodies that a clause names by something other than their name's ending: 该会, 院方, 社进盟, 环保团体绿色动力.

Comes in: the clause before a verb of speech, with the text before it. Goes out: the body as a `Speaker`, and where the clause
names it. Hard about it: 该会 is whichever body of the kind was named last (香港护老会 and not 立法会), and 团体代表 is a
group, though 团体 calls what follows it by name.
"""

from __future__ import annotations

import re

import rjieba

from pipeline.lexicons import alternation
from pipeline.lexicons.words import is_common, is_proper
from pipeline.stages.adverbs import ADVERBS
from pipeline.stages.annotations import Speaker
from pipeline.stages.glosses import LONGEST_SHORT_NAME, gloss_of
from pipeline.stages.place_mentions import leading_place

# how no body's name begins: 会|…, 推动|…
_NO_BEGINNING = re.compile(
    r"""
        [一二三四五六七八九十]要 | 向 | [会上中不在以为从把将是有了的着其遂他她佢它曾]
      | 于是 | 因而
      | 这 | 那 | 该会 | 大会 | 全会 | 本会 | 通过 | 围绕 | 推动 | 加强 | 不断 | 进一步 | 深入 | 经 | 提高 | 聚焦 | 切实 | 积极
      | 组织 | 开展 | 召开 | 本次 | 此次 | 每
    """,
    re.VERBOSE,
)
# 陈大伟|到立法会, 学会|已向政府: somebody and where he turns to
_GOES_TO = re.compile(
    r".{2}(?:[今昨前]?[日天早晚]?到(?!位|期)|已?向)[\u4e00-\u9fff]{0,8}(?:政府|总部|立法会|[局署院会])$"
)
_NO_BODY = re.compile(
    r"""
      (?:联署|部署|签署|布署)$
    | 代表(?!联络|工作委员会) | 委员(?!会) | 常委(?!会)
    | (?:^|[们也都就])学会$ | ^议会$
      # words that end like a body: 机|会, 干|部
    | (?:
        机会 | 社会 | 部分 | 全部 | 内部 | 一部 | 干部 | 体会 | 年会 | 晚会 | 宴会 | 两会 | 大会 | 全会 | 会议 | 例会 | 盛会
      | 关系 | 方面 | 具体 | 平台 | 所有 | 不会 | 才会 | 都会 | 就会 | 将会 | 也会 | 总会是
      )$
    """,
    re.VERBOSE,
)
# 该会, 该组织: a body that was named before
_THAT_BODY = re.compile(
    rf"(?:^|[，。；])(?P<name>该?(?P<noun>团体|组织|机构)|该(?P<kind>[会党署局社团盟组]|联盟|关注组|协会|学会|商会|工会|智库|中心|大联盟|联席|阵线)){ADVERBS}$"
)
_ASSEMBLY = re.compile(r"(?:立法|议|大|国|全|常委|委员)会$|[两三四五六七八九十几]个")
_ACTS = re.compile(
    r"[了在到]|昨日|今日|参加|走进|举行|批评|集会"
)  # a clause that ends like a name: 记者走进市人民医院
# 环保团体绿色动力|指: a name behind what kind of body it is
_CALLED = re.compile(
    rf"(?:团体|(?:环保|民间|社会|慈善|国际|志愿|公民|非牟利|动保)组织|智库|机构|政党)“?(?P<name>[\u4e00-\u9fffA-Za-z0-9]{{2,10}}?)”?{ADVERBS}$"
)
_NOT_CALLED = re.compile(
    rf"(?:{alternation('titles')}|们)$|^(?:的|和|与|在|对|就|向|曾|有|亦|则|联合|一致|多次|纷纷|日前|近日)"
)
_QUOTED = re.compile(
    r"(?:智库|团体|组织|机构|联盟|平台|协会|联席|群组|专页|政党|工会|企业|公司)“(?P<name>[^“”，。]{2,12})”$"
)
_LONGEST_QUOTED = 20
_ADVERBS_ALONE = re.compile(ADVERBS)
# 局方, 院方: the bureau, the hospital
_SIDE = re.compile(rf"(?:^|[，。；])(?P<name>(?P<kind>[局署校院馆会处社])方){ADVERBS}$")
_CIVIC = "会|联盟|同盟|阵线|关注组|党|网络|动力|中心|团|社|联席|智库|研究所|行动"
_FARTHEST = 4000  # characters back to the name that 该会 stands for
_ANY_KIND = frozenset({"组织", "团体", "机构"})
_ANY_SHORT_NAME = re.compile(rf"(?P<name>[\u4e00-\u9fff]{{2,{LONGEST_SHORT_NAME}}}?){ADVERBS}$")


def is_no_body(name: str) -> bool:
    """Whether what ends like a body's name is none: 推动社会, 会上有关部; but 中山市教育局 is, and 组织部."""
    return bool(_NO_BODY.search(name) or _GOES_TO.search(name)) or (
        bool(_NO_BEGINNING.match(name)) and not begins_as_name(name)
    )


def begins_as_name(body: str) -> bool:
    """Whether a place or another name stands at its beginning: 从化区|…, 中华|…, 经开区|…"""
    first = rjieba.cut(body)[0]
    return body.startswith(("经开", "组织部")) or is_proper(first) or leading_place(body) is not None


def referred_body(text: str, clause: str, offset: int) -> tuple[Speaker, int] | None:
    """The body and the offset in `text` at which the clause, which begins at `offset`, names it; None for none."""
    return (
        that_body(text, clause, offset)
        or _called(clause, offset)
        or _glossed(text, clause, offset)
        or _quoted(text, clause, offset)
    )


def that_body(text: str, clause: str, offset: int) -> tuple[Speaker, int] | None:
    """该会, 该组织, 局方: the body of that kind that was named last; 团体 alone is whoever petitions."""
    match = _THAT_BODY.search(clause) or _SIDE.search(clause)
    if match is None:
        return None
    start, end = offset + match.start("name"), offset + match.end("name")
    kind = match["kind"] if match.re is _SIDE else match["noun"] or match["kind"]
    kinds = _CIVIC if kind in _ANY_KIND else re.escape(kind)
    named = re.compile(
        rf"(?:^|(?<=[\n，。；：“、 进到访]))(?P<name>(?:(?!{_ACTS.pattern})[\u4e00-\u9fff]){{2,16}}?(?:{kinds}))(?![员议组派体])"
    )
    bodies = [
        m
        for m in named.finditer(text, max(0, start - _FARTHEST), start)
        if not (is_no_body(m["name"]) or _ASSEMBLY.search(m["name"]))
    ]
    if bodies:
        return Speaker("organization", bodies[-1]["name"], None, bodies[-1].span("name")), start
    alone = match["name"] in _ANY_KIND
    return (Speaker("group", None, match["name"], None, (start, end)), start) if alone else None


def _called(clause: str, offset: int) -> tuple[Speaker, int] | None:
    """环保团体|绿色动力|指; 团体代表 is a group."""
    match = _CALLED.search(clause)
    if match is None or _NOT_CALLED.search(match["name"]) or is_common(match["name"]):
        return None  # 环保团体调查|指出
    return _by_name(match, offset)


def _quoted(text: str, clause: str, offset: int) -> tuple[Speaker, int] | None:
    """A body whose name stands in quotation marks before the verb: 智库“明日香港”|建议."""
    if not _ADVERBS_ALONE.fullmatch(clause):
        return None
    match = _QUOTED.search(text, max(0, offset - _LONGEST_QUOTED), offset)
    return _by_name(match, 0) if match else None


def _glossed(text: str, clause: str, offset: int) -> tuple[Speaker, int] | None:
    """A short name that no ending tells for a body, but the article's brackets do: 社进盟|建议."""
    match = _ANY_SHORT_NAME.match(clause)
    return _by_name(match, offset) if match and gloss_of(text, match["name"]) else None


def _by_name(match: re.Match[str], offset: int) -> tuple[Speaker, int]:
    start = offset + match.start("name")
    return Speaker("organization", match["name"], None, (start, offset + match.end("name"))), start
