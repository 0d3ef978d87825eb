"""Announcements that give the floor without a reporting verb: 王教授开出三味“药”：, 她的想法是，, 提了两点希望：.

Comes in: a stretch of the reading text without speech in quotation marks. Go out: `Attribution`s. Hard about it: a colon also
heads an explanation or a time, so that a speaker must be named before it and what follows must look like speech.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pipeline.lexicons import alternation
from pipeline.stages.mentions import LONGEST_MENTION, Mention
from pipeline.stages.order import beginning_in
from pipeline.stages.reporting import VERB_CLASS, Attribution
from pipeline.stages.subjects import Subject, group_or_body, subject_of

# a predicate before a colon: 开出三味“药”：, 的对策是：
_ADVICE = rf"(?:[一二三四五几两]招|{alternation('leads', 'advice')})"
_COLON = re.compile(
    rf"""(?:
      # 开出三味“药”, 也当场算起了账
      (?:[也则还都又]|当场|随即|随后|逐一|一一|就此)*
      (?:作|做|给|开|拿|抛|列|提|谈|道|打|算|支|献|亮|摆|带|设想|想|琢磨|盘算)
      (?:出|了|起|上|过|来了?|好了?)[^，。：；]{{0,18}}
    | 的[^，。：；]{{1,8}}(?:是|有[^，。：；]{{1,4}})                  # 的办法有三
    | 的?“?{_ADVICE}”?(?:是|有[^，。：；]{{1,4}})?                   # 的对策是
    # 关注组|提出的活化建议如下：
    | (?:提出|提交|推出|公布)?的[^，。：]{{0,8}}{_ADVICE}(?:如下|包括|分别[是为])
    | 支招
    | [还再又]?想[^，。：]{{1,12}}                                       # 今年她想再往前推一步：
      # 在提案里写道
    | 在?[^，。：；]{{0,8}}(?:建议|提案|议案)[里中上]?(?:写得[^，：]{{1,4}}|写道|写明)
    | 早?就?(?:盘算|合计)好了
    | 的?(?:提案|建议|议案)(?:只有|就)[^，。：]{{1,8}}
    # 该党的清单共18项，|重点包括：; 信中列出诉求：; 反映另一件事：
    | (?:重点|主要|当中|其中|内容|具体)(?:有|包括|如下|列明)
    | (?:在?[^，。：]{{0,8}}[中里上])?(?:列出|列明|写明|载明)[^，。：]{{0,10}}
    | (?:反映|补充|提出)[^，。：]{{0,6}}(?:件事|一事|问题|意见|诉求|想法|一点)
    )$""",
    re.VERBOSE,
)
_LISTS_DEMANDS = re.compile(r"清单|建议|诉求|要求|方案|主张|意见")
_PRONOUN = re.compile(
    r"(?:[今去前]年)?[他她]们?(?:[今去前]年)?(?:提交|带来|准备)?(?:的[^，]{1,6})?(?:[还又也则]|另外)*"
)  # 她|的提案|开了三味“药”：
_PROPOSES = re.compile(rf"{_ADVICE}|设想|支招|献策")
# 开出四张“单”。|首先，…; 开出药方，|其一是…
_COUNTED_OUT = re.compile(
    r"(?:开出|列出|提出|抛出|给出|拿出)了?[^，。；：]{1,12}[。，](?=首先|其一|第一|一是|（一）|一、)"
    r"|(?:提过|提出过|写过|提了|写了)[^，。；：]{0,4}(?:建议|提案|议案)，(?=[把将由在给让建对])"
)
# 她的想法是，|…; 他开出的“药方”是|由住建部门牵头…
_ADVICE_IS = re.compile(
    rf"""
    (?:[^，。；：！？“”\n]{{0,6}}的|(?:提出|重提)(?:同一|同样|相同|类似|一[个项条份]|这[个项条份])(?:的)?)“?{_ADVICE}”?
    (?:
      (?:就是|是)[，：]?
    | (?:(?:涵盖|包含|涉及)[^，。；：]{{1,12}}，)?(?:当中|主要)?包括(?=[^，：]{{4}})   # 的建议涵盖三方面，包括|…
    | —+(?=[把将在由对让设建加推增])                                    # 重提同一建议——|把…纳入
    | 很[^，。：]{{1,3}}(?:—+|：|，)                                 # 的办法很简单——
    )
    (?=[^，：])
    """,
    re.VERBOSE,
)
_LONGEST_PREDICATE = 14  # characters between a name and a colon that opens what he says: 郝雁|倒不绕弯子：
_LIST_BEHIND_COLON = re.compile(r"一是|一要|首先|第一|其一|对|由")


def announcements(text: str, start: int, end: int, mentions: Sequence[Mention]) -> Iterator[Attribution]:
    """The announcements in `text[start:end]`; the stretch lies in one paragraph."""
    yield from _colon_attributions(text, start, end, mentions)
    yield from _advice_named(text, start, end, mentions)


def _colon_attributions(
    text: str, start: int, end: int, mentions: Sequence[Mention]
) -> Iterator[Attribution]:
    """王教授开出三味“药”：一是…; 他的对策是：…；… : a subject, a colon and what is said, without a reporting verb."""
    for match in re.finditer("：", text[start:end]):
        colon = start + match.start()
        follows = text[colon + 1 : end]
        before = beginning_in(mentions, max(start, colon - LONGEST_MENTION), colon)
        inside = [m for m in before if colon - m.end <= 8]
        clause_start = max(max((text.rfind(c, start, colon) for c in "，。；！？\n…"), default=-1) + 1, start)
        clause = text[clause_start:colon]
        headed = clause[:1] in {"他", "她"} or beginning_in(mentions, clause_start, colon)
        if not (inside or headed or _may_be_said(follows)):
            continue
        if not (predicate := _COLON.search(clause)):
            people = [m for m in beginning_in(mentions, clause_start, colon) if m.end <= colon]
            alone = len(people) == 1 and colon - people[-1].end <= _LONGEST_PREDICATE
            if alone and re.match(r"[^，。；：]*[一-龥]", follows):
                yield Attribution(
                    people[0].start, colon + 1, "说", "say", (people[0].speaker,), verb_start=colon
                )
            continue
        at = clause_start + predicate.start()
        who = subject_of(text, clause_start, at, mentions) or _head_of_list(
            text, start, clause_start, colon, mentions
        )
        if who is None and _PRONOUN.fullmatch(clause[: predicate.start()]):
            who = Subject((), clause_start)
        if who is not None:
            verb = "提出" if _PROPOSES.search(predicate[0]) else "说"  # 倒起了苦水： proposes nothing yet
            if re.search("盘算|合计|打算", predicate[0]):
                verb = "打算"
            yield Attribution(
                who.start,
                colon + 1,
                verb,
                VERB_CLASS[verb],
                who.speakers,
                opens_list=True,
                everybody=who.everybody,
                verb_start=at,
                pronoun=not who.speakers,
            )


def _head_of_list(
    text: str, start: int, clause_start: int, colon: int, mentions: Sequence[Mention]
) -> Subject | None:
    """Who heads a sentence that ends in a list: 该党的清单共有18项，涉款约六百亿元，|重点包括："""
    sentence = max(max(text.rfind(c, start, colon) for c in "。；！？\n”") + 1, start)
    if sentence >= clause_start or not _LISTS_DEMANDS.search(text, sentence, colon):
        return None
    people = [m for m in beginning_in(mentions, sentence, clause_start) if m.start == sentence]
    if people:
        return Subject((people[0].speaker,), sentence)
    of = text.find("的", sentence, clause_start)
    return group_or_body(text, text[sentence:of], sentence) if of > 0 else None


def _advice_named(text: str, start: int, end: int, mentions: Sequence[Mention]) -> Iterator[Attribution]:
    """她的想法是，…; 他开出的“药方”是…: the proposal as the predicate of a noun that names it."""
    for match in _COUNTED_OUT.finditer(text, start, end):
        clause_start = max(max(text.rfind(c, start, match.start()) for c in "，。；！？\n…”：") + 1, start)
        who = subject_of(text, clause_start, match.start(), mentions)
        if who is None and _PRONOUN.match(text, clause_start):
            who = Subject((), clause_start)
        if who is not None:
            yield Attribution(
                who.start,
                match.end(),
                "提出",
                "urge",
                who.speakers,
                opens_list=True,
                verb_start=match.start(),
                pronoun=not who.speakers,
            )
    for match in _ADVICE_IS.finditer(text, start, end):
        clause_start = max(max(text.rfind(c, start, match.start()) for c in "，。；！？\n…”：") + 1, start)
        head = text[clause_start : match.start()]
        people = [m for m in beginning_in(mentions, clause_start, match.end()) if m.end <= match.end()]
        pronoun = re.match(r"(?:这已?是)?(?:他们?|她们?)", text[clause_start : match.end()])
        if len(people) == 1 or pronoun or head in {"他", "她"}:
            speakers = (people[0].speaker,) if len(people) == 1 else ()
            yield Attribution(
                clause_start,
                match.end(),
                "提出",
                "urge",
                speakers,
                opens_list=True,
                verb_start=match.start(),
                pronoun=not speakers,
            )


def _may_be_said(follows: str) -> bool:
    """Whether what stands behind a colon looks like speech: a quotation, a list, or a paragraph to come."""
    return bool(
        follows.startswith("“") or _LIST_BEHIND_COLON.match(follows) or "；" in follows or not follows.strip()
    )
