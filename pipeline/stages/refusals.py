"""Why a piece of a speech is no proposal: a table of rules, each of which answers None or the reason.

Comes in: the evidence on one piece. Goes out: the code of the first reason that holds, or None. Hard about it: loyalty,
zeal and study (要深入学习贯彻…精神) have the form of proposals, and so have headings that announce some (要抓好三个方面).
Rules for pieces with a cue stand in `cued_refusals`, for those without one in `bare_refusals`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from pipeline.lexicons import alternation, lexicon
from pipeline.lexicons.words import is_plain_verb
from pipeline.stages.bare_refusals import bare_refusal
from pipeline.stages.cued_refusals import cued_refusal
from pipeline.stages.devotion import is_mere_pledge, is_mere_study
from pipeline.stages.evidence import Evidence

Rule = Callable[[Evidence], str | None]

_SHORTEST = (
    5  # Chinese characters; fewer name a topic (人才培养). Lower lets headings in, higher loses 减税降费
)
_LONGEST_HEADING = 20  # characters of a clause that announces a list; a longer one says what to do besides

_LOYALTY = re.compile(
    r"""
      ^我?(?:完全|坚决|衷心|一致|十分|非常)(?:赞成|赞同|拥护|同意|支持)   # 完全赞成…报告
    | ^(?:赞成|赞同|拥护|同意)
    | 统一到                                                          # 把思想统一到…上来
    | ^(?:必须)?坚定拥护
    | 深刻领悟“?两个确立
    | 增强“四个意识”
    """,
    re.VERBOSE,
)
# 该建议|被采纳: what became of it
_FATE = re.compile(
    r"[该这](?:一|项|条|份|件)?(?:建议|提案|议案|意见|方案)(?:已?[被获得]|引起|受到|得到|一经)"
)
# 应急管理部部长刘长青|主持会议, 现场有街坊旁听
_ATTENDS = re.compile(
    r"(?:主持(?:召开)?(?:了)?会议|(?:参加|出席|列席)(?:了)?(?:会议|座谈会?|活动|调研|仪式)|旁听|互动交流|陪同(?:调研|考察|视察)?)$"
)
_REPORTER = re.compile(
    r"[，。；\s]*(?:被追?问|据悉|据了解|记者(?:了解到|获悉|注意到)|本报)|.*敬请(?:垂注|关注|期待)"
)
_FEARS = frozenset(lexicon("reporting", "fear"))
_QUESTION = re.compile(
    r"(?:^|，)(?:如何|怎么|怎样|为什么|为何)|(?:^|，)[^，]{0,6}(?:为何|为什么|系咪|是咪|点解|凭什么|难道)"
)
# what a report or a law says: 报告中提出, 《条例》要求
_REFERENCE = re.compile(
    r"讲到|(?<!把[\u4e00-\u9fff]{4})(?<!把[\u4e00-\u9fff]{3})(?<!把[\u4e00-\u9fff]{2})提到|说到|写到|^(?:法律|条例|办法|法规|文件)(?:明确)?规定|报告[\u4e00-\u9fff]{0,3}(?:提出|强调|指出)|《[^》]+》(?:提出|要求|强调|明确)"
)
_LIES_IN = re.compile(r"关键(?:在|在于|是)[^，。]{1,12}$")  # 老区要发展，关键在产业
_NOUN_PHRASE = re.compile(r"(?<!目)的$")
_SLOGAN = re.compile(r"供[\u4e00-\u9fff]{0,8}参考$|全力以赴|责无旁贷|^以习近平同志为核心")
# 向管理要效益，向创新要动力; 从实践中找答案
_FROM_TO = re.compile(r"要?(?:(?:向[^，]{1,6}要|从[^，]{1,8}中(?:找|寻|求|要|悟|汲取))[^，]{1,6}，?)+")
_QUOTED_TERM = re.compile(r"“[^“”]{1,10}”(?:，|$)")  # 主张|“民主建港”: a motto
_WATCHWORDS = re.compile(rf"{alternation('evidence', 'watchword')}|[，、]")
_LEFT = 4  # characters that a motto has besides its watchwords; an object to act on has more
_PROCEDURE = re.compile(
    r"法庭颁|颁令|入禀|表决(?!系统|平台|制度|机制|办法|权)|审议通过|举手通过|被否决|遭否决|获通过"
)
_THOUGHT = re.compile(rf"^(?:清醒|深刻|充分|更加)?{alternation('evidence', 'thought')}")
_ONLY_THEN = re.compile(r"只有.+才")
_REACTION = re.compile(
    rf"{alternation('evidence', 'reaction')}|为.{{1,12}}感到|以此次?[\u4e00-\u9fff]{{0,8}}为契机"
)
# 围绕…作大会发言: what somebody spoke about
_TOPIC = re.compile(
    rf"^(?:围绕|就|对|聚焦|针对)[^，]{{2,60}}{alternation('evidence', 'exchange')}[\u4e00-\u9fff]{{0,4}}$"
)
_ANNOUNCES = re.compile(
    rf"""(?:
      [0-9一二三四五六七八九十两几]+(?:个|大|项|点|条|方面|种|对|件)          # 处理好三对关系
      [\u4e00-\u9fff]{{0,8}}{alternation("evidence", "point")}
    | (?:(?<![至到晚午上时间0-9])[0-9二三四五六七八九十两几]+点|[0-9一二三四五六七八九十两几]+方面)(?=[\u4e00-\u9fff]{{0,2}}$)     # 做到三点, but no 整治五条河
    | (?<![0-9%一二三四五六七八九十])以下                                  # 抓好以下工作, but no 50%以下
    | 如下
    )[\u4e00-\u9fff]{{0,4}}$""",
    re.VERBOSE,
)
_ANNOUNCES_BARE = re.compile(r"(?:方面|入手|着手|发力|下功夫|做起)$")
_SCENE = re.compile(
    r"^(?:旁听|现场|台下)?(?:人士|市民|众人)?(?:安静|肃静)|报以|高呼|起哄|拍掌|鼓掌|嘘声|掌声"
)
_NO_ANSWER = re.compile(
    r"(?:没有|未有|拒绝|未|并无)(?:正面|直接|就此|对[^，]{1,10})?(?:回应|回复|回答|透露|交代|作答|置评|补充)(?![^，。]*的)|^置评|(?:没有|未有|暂无|并无)[^，。]{0,14}(?:计划|打算|时间表)$"
)


def refusal(e: Evidence) -> str | None:
    """The reason why a piece is no proposal, or None: the first answer of the rules in their order."""
    reason = first_reason(_RULES, e)
    if reason is not None:
        return reason
    return bare_refusal(e) if e.cue is None else cued_refusal(e)


def first_reason(rules: Sequence[Rule], e: Evidence) -> str | None:
    return next((reason for rule in rules if (reason := rule(e)) is not None), None)


def _too_short(e: Evidence) -> str | None:
    length = len(re.sub(r"[^\u4e00-\u9fff]", "", e.text))
    urged = e.urges or e.verb_class in {"urge", "instruct"}
    brief = length == _SHORTEST - 1 and urged and is_plain_verb(e.text[:2])  # 撤回|方案
    return "topic" if length < _SHORTEST and not brief else None


def _gives_no_answer(e: Evidence) -> str | None:
    return "narration" if _NO_ANSWER.search(e.text) or _SCENE.search(e.text) else None


def _is_reporters(e: Evidence) -> str | None:
    others = e.cue is None and _ATTENDS.search(e.text)
    return "narration" if _REPORTER.match(e.raw) or _FATE.match(e.text) or others else None


def _asks(e: Evidence) -> str | None:
    return "description" if e.raw.rstrip("”’ ").endswith("？") and e.cue is None else None


def _ends_with_colon(e: Evidence) -> str | None:
    return "announcement" if e.raw.rstrip().endswith("：") else None


def _consents(e: Evidence) -> str | None:
    return "loyalty" if _LOYALTY.search(e.text) and e.cue != "建议" else None


def _studies(e: Evidence) -> str | None:
    return "loyalty" if is_mere_study(e.text) or is_mere_pledge(e.text) else None


def _wonders(e: Evidence) -> str | None:
    return "description" if _QUESTION.search(e.text) else None


def _fears(e: Evidence) -> str | None:
    return "description" if e.speech.cue in _FEARS and not e.urges else None


def _refers(e: Evidence) -> str | None:
    noun = bool(_NOUN_PHRASE.search(e.text)) and (e.cue is None or "，" not in e.text)
    noun = noun or bool(re.match(r"了(?!解|却|结|然)", e.text))  # 提出|了不少可行的建议
    lies_in = not e.urges and _LIES_IN.search(e.text)
    return "description" if noun or lies_in or _REFERENCE.search(e.text) else None


def _proclaims(e: Evidence) -> str | None:
    return "slogan" if _SLOGAN.search(e.text) or _QUOTED_TERM.match(e.text) else None


def _votes(e: Evidence) -> str | None:
    return "procedure" if _PROCEDURE.search(e.text) else None


def _plays_on_words(e: Evidence) -> str | None:
    rest = _WATCHWORDS.sub("", e.text)
    mere_words = len(rest) <= _LEFT and rest != e.text
    return "slogan" if mere_words or _FROM_TO.fullmatch(e.text) else None


def _pledges(e: Evidence) -> str | None:
    return "reaction" if e.speech.cue in {"表示", "说"} and e.everybody_pledges() else None


def _reflects(e: Evidence) -> str | None:
    return "description" if _THOUGHT.match(e.text) or _ONLY_THEN.search(e.text) else None


def _names_a_topic(e: Evidence) -> str | None:
    return "topic" if _TOPIC.match(e.text) else None


def _feels(e: Evidence) -> str | None:
    return "reaction" if _REACTION.search(e.text) and (e.cue is None or e.intends) else None


def _announces(e: Evidence) -> str | None:
    last = e.text.split("，")[-1]
    alone = "，" not in e.text or e.cue in {"需", "要", "须", "应"}
    return "announcement" if alone and len(last) < _LONGEST_HEADING and _ANNOUNCES.search(last) else None


def _announces_without_cue(e: Evidence) -> str | None:
    if e.cue is None and "，" not in e.text and _ANNOUNCES_BARE.search(e.text):
        return "announcement"
    return None


# in the order in which they are asked; the first that answers gives the reason
_RULES: tuple[Rule, ...] = (
    _too_short,
    _is_reporters,
    _gives_no_answer,
    _asks,
    _ends_with_colon,
    _consents,
    _studies,
    _wonders,
    _fears,
    _refers,
    _proclaims,
    _votes,
    _plays_on_words,
    _pledges,
    _reflects,
    _names_a_topic,
    _feels,
    _announces,
    _announces_without_cue,
)
