"""Who is given the floor in a clause: its subject and its reporting verb.

Comes in: a stretch of the reading text without speech in quotation marks. Goes out: `Attribution`s. Hard about it: the
same words report and do not (他建议加快… / 提出建议63件), and the subject may be a person, a body, a group, an unnamed
official, a pronoun or nobody at all (希望…, after 他强调,…).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.lexicons import alternation, classes, lexicon
from pipeline.stages.annotations import Speaker
from pipeline.stages.mentions import LONGEST_MENTION, Mention
from pipeline.stages.order import beginning_in
from pipeline.stages.subjects import ADVERBS, Subject, subject_of

# each reporting verb's class: 建议 urge, 强调 instruct, 表示 say
VERB_CLASS = {
    word: kind for kind in ("say", "opinion", "instruct", "urge") for word in classes("reporting")[kind]
}

_VERB = re.compile(alternation("reporting"))
_BRIEF = frozenset(lexicon("brief_verbs"))
_BRIEF_WITH_SPEAKER = frozenset(lexicon("brief_verbs", "named"))
_BEHIND_BRIEF = re.compile(
    r"""(?:
      [，：:“。道] | 说 | 了 | 将 | 要 | $ | 着 | 时 | 过 | 到 | 出
    | 得[^，。：]{1,8}：                                             # 说得很实在：
    | 政府 | 当局 | 特区 | [署局校院]方                                # 促|政府增设…
    | [^，。；]{1,8}(?:署|局|处|部门|政府)
    )""",
    re.VERBOSE,
)
# verbs that may go on with what is proposed without a subject: 希望…, 要求…
_ALONE = frozenset(lexicon("reporting", "alone"))
_LISTS = frozenset(lexicon("reporting", "list"))
# 提出的|要求, 部署|要求: a noun here
_ATTRIBUTE = re.compile(r"的$|部署$|意见$|落实$")
_SOME_MEMBERS = re.compile(
    r"(?:部分|有|还有|也有|另有|更有|有些|多位|多名|不少|一些|许多|与会|几位|有的)代表们?"
)  # no noun behind 代表 here
_NEGATION = re.compile(r"(?:没有|未有|并未|从未|并无|不会|不再|没|不|未)(?:再|曾|有|想|能)?$")  # 没有再|建议
_INTENDED = re.compile(r"[并亦也还仍均都]?[会将]")
_INCLUDED = re.compile(r"，(?:其中|当中)?包括(?:：|要)?")
_NAMED_PROPOSAL = re.compile(r"的[^，。；]{4,40}的(?:建议|提案|议案)")
# 提出了|降低物流成本的建议: the proposal by its name
_PUT_FORWARD = re.compile(r"了[^，。；：]{0,2}[^，。；：]{4,60}的(?:建议|提案|议案)(?=[，。；]|$)")
_CALLED = re.compile(r"[戏自简俗统声堪职名通宣号人]$")  # 俗|称
_NOUN_OR_OTHER = re.compile(r"的(?!是)|自己|会上|本领|能力")
_PUNCTUATED = re.compile(r"[，：]|[^，。]{2,14}，(?:要|必须|应)")
_TOLD = re.compile(r"[^，。；]{2,14}，(?=要|必须|应)")  # 叮嘱县里负责同志，|要按时发放…
_WARNS = frozenset(lexicon("reporting", "warn"))
_WARNED = re.compile(r"(?:了)?[^，。；：“]{2,10}，")  # 提醒|学员，|调研别只问干部
_NONE = re.compile(
    rf"""
    ^(?:
      {ADVERBS}
    | 同时 | 此外 | 另外 | 因此 | 为此 | 对此 | 所以 | 会后 | 会上 | 最后 | 其中
    | (?:于是 | 因而 | 故 | 遂 | 改为 | 转而 | 有 | 曾){ADVERBS}                               # 于是向当局|支招：
    | 针对[^，。；：]{{2,30}}          # 针对停车难，|建议…
    | 为[^，。；：]{{2,40}}            # 为缓解停车难，|建议…
    | 近日 | 日前
    )$
    """,
    re.VERBOSE,
)
_NOUN_BEFORE = re.compile(
    r"""(?:
      意见(?:[与和、])?                                               # 意见|建议
    | 的 | 等 | 这些 | 这条 | 该 | 此 | 合理化 | 代表 | 条 | 件 | 项 | 份 | 篇   # 这些|建议, 63件|建议
    | 提出 | 提交 | 围绕 | 作 | 做 | 作了 | 进行 | 交流                  # 提交|建议
    | 大会 | 主题 | 书面 | 重点 | 热点 | 高度 | 密切 | 受到 | 备受 | 广受       # 大会|发言, 备受|关注
    | 回应 | 接纳 | 采纳 | 吸纳 | 否决 | 考虑 | 拒绝 | 跟进 | 落实 | 反对 | 支持 | 推销   # 未有正面回应|建议
    | 听取 | 并 | 以上 | 上述 | 什么 | 有关 | 相关 | 一些 | 多项 | 工作
    | 总理 | 政府
    )$""",
    re.VERBOSE,
)
_NOUN_AFTER = re.compile(
    r"""^(?:
      书 | 案 | 稿 | 人 | 会 | 制度 | 工作 | 中 | 里 | 的 | ，供           # 建议|书, 倡议|人, 建议|工作
    | 者 | 等 | 单 | 性 | 办理 | 答复 | 提案 | 和意见 | 意见
    | 建议(?:书|[0-9一二三四五六七八九十]+|[和与、])                      # 提案|建议63件
    | 件 | 信息 | 没有 | 并未 | 获 | 内容 | 材料
    | 汇编 | 摘登 | 摘要 | 选登 | 摘编 | 征集
    | [0-9] | 了 | 过                                                # 建议|63件, 建议|过
    )""",
    re.VERBOSE,
)
_NO_VERB = re.compile(
    r"""
      建言(?:献策|资政|立论)
    | 指(?:引|导|标|数|挥|南|向|定|派|针|责|望|点)
    | 称(?:号|赞|职|为|呼|作)
    | 讲(?:话|座|好|堂|究|解|授)
    | 谈(?:判|心)
    | 盼头
    | 促(?:进|成|使|销|发|转|消)
    | 倡(?:导|议书)
    | 明确(?:了|的|责任|目标|方向|任务)
    | 部署(?:要求|安排|会)
    | 要求(?:的|和)
    | 强调的
    | 吁(?:请)?$
    | 说明(?:书|会|了)
    | 报告(?:会|团|厅|指出|时|中|里|的|，|。|文风|政治|站位|提出)
    | 说(?:法|服|到底|唱)
    | 提示(?:牌|语)
    """,
    re.VERBOSE,
)
_LIST_NOUN = re.compile(
    r"""
    ^(?:了|出)?
    (?P<noun>
      (?:以下|如下|下面|这样|自己的|的)?
      (?:[0-9一二三四五六七八九十两几多数]+)?(?:[点条个项方面份]+)?       # 三点
      (?:
        具体|意见|建议|要求|看法|想法|思考|希望|对策|措施|期望|体会|和|、|及|一个|问题|几点|若干|许多|不少|诸多|很多|一系列
        |宝贵|中肯|合理|好|真知灼见|良策|观点|设想|主张|措施|加码|诉求|方案|数项|多项
      )+                                                          # 具体意见和建议
    )
    (?P<end>[：:，。]|$)
    """,
    re.VERBOSE,
)
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
      # 在提案里写道
    | 在?[^，。：；]{{0,8}}(?:建议|提案|议案)[里中上]?(?:写得[^，：]{{1,4}}|写道|写明)
    | 早?就?(?:盘算|合计)好了
    )$""",
    re.VERBOSE,
)
_PRONOUN = re.compile(r"[他她]们?(?:的[^，]{1,6})?(?:[还又也则]|另外)*")  # 她|的提案|开了三味“药”：
_PROPOSES = re.compile(rf"{_ADVICE}|设想|支招|献策")
# 她的想法是，|…; 他开出的“药方”是|由住建部门牵头…
_ADVICE_IS = re.compile(
    rf"""
    (?:[^，。；：！？“”\n]{{0,6}}的)“?{_ADVICE}”?
    (?:
      (?:就是|是)[，：]?
    | 很[^，。：]{{1,3}}(?:—+|：|，)                                 # 的办法很简单——
    )
    (?=[^，：])
    """,
    re.VERBOSE,
)
_LONGEST_PREDICATE = 14  # characters between a name and a colon that opens what he says: 郝雁|倒不绕弯子：
_LIST_BEHIND_COLON = re.compile(r"一是|一要|首先|第一|其一|对|由")


@dataclass(frozen=True, slots=True)
class Attribution:
    """A clause that gives the floor: `start` of its subject, `content` where what is said begins.

    `speakers` is empty where the subject is a pronoun or missing: whoever spoke last goes on.
    """

    start: int
    content: int
    verb: str
    verb_class: str
    speakers: tuple[Speaker, ...]
    opens_list: bool = False
    everybody: bool = False
    verb_start: int = 0
    pronoun: bool = False


def attributions(text: str, start: int, end: int, mentions: Sequence[Mention]) -> Iterator[Attribution]:
    """The attributions in `text[start:end]`, in order; the stretch lies in one paragraph."""
    position = start
    found: list[Attribution] = []
    while match := _VERB.search(text, position, end):
        position = match.end()
        one = _attribution(text, start, end, match, mentions)
        if one:
            found.append(one)
            position = max(position, one.content)
    others = [*_colon_attributions(text, start, end, mentions), *_advice_named(text, start, end, mentions)]
    for colon in others:
        if not any(abs(a.content - colon.content) <= 3 or a.start <= colon.start < a.content for a in found):
            found.append(colon)
    yield from sorted(found, key=lambda a: a.content)


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
        who = subject_of(text, clause_start, at, mentions)
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


def _advice_named(text: str, start: int, end: int, mentions: Sequence[Mention]) -> Iterator[Attribution]:
    """她的想法是，…; 他开出的“药方”是…: the proposal as the predicate of a noun that names it."""
    for match in _ADVICE_IS.finditer(text, start, end):
        clause_start = max(max(text.rfind(c, start, match.start()) for c in "，。；！？\n…”：") + 1, start)
        head = text[clause_start : match.start()]
        people = [m for m in beginning_in(mentions, clause_start, match.end()) if m.end <= match.end()]
        pronoun = re.match(r"(?:他|她|他们|她们)", text[clause_start : match.end()])
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


def _attribution(
    text: str, start: int, end: int, match: re.Match[str], mentions: Sequence[Mention]
) -> Attribution | None:
    """The attribution by the verb of `match`, or None where it reports nothing."""
    verb, after = match[0], text[match.end() : end]
    clause_start = max((text.rfind(c, start, match.start()) for c in "，。；：！？“”\n…"), default=-1)
    clause_start = max(start, clause_start + 1)
    kind = VERB_CLASS[verb]
    if _is_no_verb(text, start, clause_start, match, mentions):
        return None
    listed = _listed(verb, kind, after)
    if listed == 0 or (listed is None and _is_noun(text, clause_start, match, after, mentions)):
        return None
    who = subject_of(text, clause_start, match.start(), mentions)
    if verb == "打算" and (who is None or any(s.kind != "person" for s in who.speakers)):
        return None  # 合作社打算…: a plan, and nobody's words
    subject = text[clause_start : match.start()]
    opens = listed and _NONE.match(subject)  # …作了发言，并提出以下建议：
    if not (opens or _opens(verb, kind, after, who, subject)) or not _reports(
        verb, kind, after, who, subject
    ):
        return None
    content = match.end() + (listed or 0)
    if (kind == "instruct" and (told := _TOLD.match(after))) or (
        verb in _WARNS and (told := _WARNED.match(after))
    ):
        content += told.end()
    return Attribution(
        who.start if who else clause_start,
        _skip(text, content, end),
        verb,
        kind,
        who.speakers if who else (),
        opens_list=listed is not None,
        everybody=who is not None and who.everybody,
        verb_start=match.start(),
        pronoun=who is not None and not who.speakers and not who.everybody,
    )


def _is_no_verb(
    text: str, start: int, clause_start: int, match: re.Match[str], mentions: Sequence[Mention]
) -> bool:
    """Whether the verb is a noun here (部署要求), part of another word (说法) or a name, negated, or in a title."""
    subject = text[clause_start : match.start()]
    if _ATTRIBUTE.search(subject) and VERB_CLASS[match[0]] != "urge":
        return True
    if VERB_CLASS[match[0]] in {"urge", "instruct"} and _INTENDED.fullmatch(subject):
        return True  # 署方会加强巡查，并会|要求承办商…
    if _NO_VERB.match(text, match.start()) or _NEGATION.search(subject):
        return True
    near = beginning_in(mentions, match.start() - LONGEST_MENTION, match.start() + 1)
    in_name = any(match.start() < m.end for m in near)
    return in_name or _in_book_title(text, match.start(), start)


def _listed(verb: str, kind: str, after: str) -> int | None:
    """How far behind the verb a list begins (提出三点建议：); 0 where its topic alone is named, None for no list."""
    listing = _LIST_NOUN.match(after) if verb in _LISTS or kind == "urge" else None
    if not listing or not listing["noun"]:
        return None
    included = _INCLUDED.match(after[listing.end("noun") :])
    if included:
        return listing.end("noun") + included.end()
    return listing.end() if listing["end"] == "：" else 0


def _is_noun(
    text: str, clause_start: int, match: re.Match[str], after: str, mentions: Sequence[Mention]
) -> bool:
    """Whether 建议 and the like are nouns here: 建议书, 意见建议, 提交的建议."""
    if after.startswith("的《"):
        return True  # 递交了关于…建议的《…》
    if VERB_CLASS[match[0]] != "urge" or (match[0] == "提出" and _NAMED_PROPOSAL.match(after)):
        return False
    if match[0] == "提出" and _PUT_FORWARD.match(after):
        return False
    if _NOUN_AFTER.match(after):
        return True
    clause = text[clause_start : match.start()]
    near = beginning_in(mentions, match.start() - LONGEST_MENTION, match.start())
    speaks = any(m.end == match.start() for m in near) or bool(_SOME_MEMBERS.fullmatch(clause))
    return bool(_NOUN_BEFORE.search(clause)) and not speaks


def _opens(verb: str, kind: str, after: str, who: Subject | None, subject: str) -> bool:
    """Whether something said follows: without a subject, or behind a pronoun and 说, only some verbs go on with it."""
    if who is None:
        return bool(_NONE.match(subject)) and _opens_content(verb, kind, after)
    if who.speakers or who.everybody or kind != "say":
        return True
    return bool(_PUNCTUATED.match(after)) or _opens_content(verb, kind, after)


def _reports(verb: str, kind: str, after: str, who: Subject | None, subject: str) -> bool:
    """Whether the words around a verb let it report: 俗|称 does not, nor 反映 without a comma behind it."""
    if verb == "称" and _CALLED.search(subject):
        return False
    if verb in _WARNS and who is not None and _WARNED.match(after):
        return True
    named = verb in _BRIEF_WITH_SPEAKER and who is not None and not who.everybody
    if verb in _BRIEF and not named and not _BEHIND_BRIEF.match(after):
        return False
    return not _NOUN_OR_OTHER.match(after) or (kind == "urge" and after.startswith("的"))


def _opens_content(verb: str, kind: str, after: str) -> bool:
    """Whether a verb without a subject is likely to go on with what is proposed: 希望…, 建议…, 要求…"""
    if kind != "say" and after.startswith(("：", "，“", "“")):
        return True
    if verb == "提出" and _PUT_FORWARD.match(after):
        return True  # 徐华平委员代表民革市委会发言，提出了…的建议
    follows = verb in _ALONE and re.match(r"[，：]?[\u4e00-\u9fff“《]", after)
    return bool(follows) and not _NOUN_AFTER.match(after)


def _skip(text: str, position: int, end: int) -> int:
    while position < end and text[position] in "，：: 道":
        position += 1
    return position


def _in_book_title(text: str, position: int, start: int) -> bool:
    return text.rfind("《", start, position) > text.rfind("》", start, position)
