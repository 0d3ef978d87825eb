"""Who is given the floor in a clause: its subject and its reporting verb.

Comes in: a stretch of the reading text without speech in quotation marks. Goes out: `Attribution`s. Hard about it: the
same words report and do not (他建议加快… / 提出建议63件), and the subject may be a person, a body, a group, an unnamed
official, a pronoun or nobody at all (希望…, after 他强调,…).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pipeline.lexicons import alternation, lexicon
from pipeline.lexicons.words import opens_with_verb
from pipeline.stages.adverbs import ADVERBS, is_tangled
from pipeline.stages.announcements import announcements
from pipeline.stages.mentions import Mention
from pipeline.stages.order import beginning_in
from pipeline.stages.reporting import VERB_CLASS, Attribution
from pipeline.stages.reporting_nouns import NOUN_AFTER, PUT_FORWARD, is_no_verb, is_noun
from pipeline.stages.subjects import Subject, subject_of

_VERB = re.compile(rf"(?!并指[出导引定派明挥]){alternation('reporting')}")
_BRIEF = frozenset(lexicon("brief_verbs"))
_BRIEF_WITH_SPEAKER = frozenset(lexicon("brief_verbs", "named"))
_BEHIND_BRIEF = re.compile(
    r"""(?:
      [，：:“。道] | 说 | 了 | 将 | 要 | $ | 着 | 时 | 过 | 到 | 出
    | 得[^，。：]{1,8}：                                             # 说得很实在：
    | 政府 | 当局 | 特区 | [署局校院]方                                # 促|政府增设…
    | [^，。；]{1,8}(?:署|局|处|部门|政府)
    | 可(?![见能是谓]) | 应(?![用急该对]) | 宜 | 不应                       # 说|可仿效法国立法
    )""",
    re.VERBOSE,
)
# verbs that may go on with what is proposed without a subject: 希望…, 要求…
_ALONE = frozenset(lexicon("reporting", "alone"))
_LISTS = frozenset(lexicon("reporting", "list"))
_INCLUDED = re.compile(r"，(?:其中|当中)?包括(?:：|要)?")
_CALLED = re.compile(r"[戏自简俗统声堪职名通宣号]$|(?<!发言)人$")  # 俗|称, but 发言人|称
_NOUN_OR_OTHER = re.compile(r"的(?!是)|自己|会上|本领|能力")
_PUNCTUATED = re.compile(
    r"[，：]|(?:可以?|应该?|宜|须|必须|不应)(?!以?[说见能是谓])|[^，。]{2,14}，(?:要|必须|应)"
)
_TOLD = re.compile(r"[^，。；]{2,14}，(?=要|必须|应)")  # 叮嘱县里负责同志，|要按时发放…
_WARNS = frozenset(lexicon("reporting", "warn"))
_WARNED = re.compile(r"(?:了)?[^，。；：“]{2,10}，")  # 提醒|学员，|调研别只问干部
_NONE = re.compile(
    rf"""
    ^(?:
      {ADVERBS}
    | 同时 | 此外 | 另外 | 因此 | 为此 | 对此 | 所以 | 会后 | 会上 | 最后 | 其中
    | (?:但 | 惟 | 不过 | 然而 | 反而 | 而且 | 却)(?:他|她)?{ADVERBS}
    | (?:于是 | 因而 | 故 | 遂 | 改为 | 转而 | 有 | 曾){ADVERBS}                               # 于是向当局|支招：
    | 针对[^，。；：]{{2,30}}          # 针对停车难，|建议…
    | 为[^，。；：]{{2,40}}            # 为缓解停车难，|建议…
    | 近日 | 日前
    )$
    """,
    re.VERBOSE,
)
_LIST_NOUN = re.compile(
    r"""
    ^(?:了|出)?
    (?P<noun>
      (?:以下|如下|下面|下列|上述|有关|这样|自己的|的)?
      (?:[0-9一二三四五六七八九十两几多数]+)?(?:[点条个项方面份大]+)?       # 三点
      (?:
        具体|意见|建议|要求|看法|想法|思考|希望|对策|措施|期望|体会|和|、|及|一个|问题|几点|若干|许多|不少|诸多|很多|一系列
        |步走|步骤|方向|策略
        |宝贵|中肯|合理|好|真知灼见|良策|观点|设想|主张|措施|加码|诉求|方案|数项|多项
      )+                                                          # 具体意见和建议
    )
    (?P<end>[：:，。]|$)
    """,
    re.VERBOSE,
)
_SAYS_ON = frozenset({"指", "称", "表示", "强调", "形容"})
# 渔护署回复查询时谴责虐待，|指…: who answers goes on
_ANSWERED = re.compile(
    r"(?:^|[。！？；\n”])[^。！？；\n]{2,30}?(?:回复|回应|受访|接受[^，。]{2,10}访问|发声明)[^。！？；\n]*，$"
)
# 在联署信中|指，: what is written there is said; 政府工作报告中提出 is nobody's
_AT_VENUE = re.compile(r"在[^，。；：“”]{0,8}“[^“”，。！？]{2,12}”$")
_VENUE_GOES_ON = re.compile(r"[上中里]|节目|论坛|活动|现场|接受|采访")
_IN_LETTER = re.compile(
    r"[并亦又]?在?(?:[该其这]封?|联署|联名|公开|请愿|书面|网上|自己的)*"
    r"(?:信|声明|意见书|建议书|提案|请愿书|立场书|帖文|网志)[中里内上]"
)


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
    for colon in announcements(text, start, end, mentions):
        if not any(abs(a.content - colon.content) <= 3 or a.start <= colon.start < a.content for a in found):
            found.append(colon)
    yield from sorted(found, key=lambda a: a.content)


def _attribution(
    text: str, start: int, end: int, match: re.Match[str], mentions: Sequence[Mention]
) -> Attribution | None:
    """The attribution by the verb of `match`, or None where it reports nothing."""
    verb, after = match[0], text[match.end() : end]
    clause_start = _start_of_clause(text, start, match.start())
    kind = VERB_CLASS[verb]
    if is_tangled(text[clause_start : match.start()]) or is_no_verb(
        text, start, clause_start, match, mentions
    ):
        return None
    listed = _listed(verb, kind, after)
    if listed == 0 or (listed is None and is_noun(text, clause_start, match, after, mentions)):
        return None
    who = subject_of(text, clause_start, match.start(), mentions)
    if verb == "打算" and (who is None or any(s.kind != "person" for s in who.speakers)):
        return None  # 合作社打算…: a plan, and nobody's words
    subject = text[clause_start : match.start()]
    opens = listed and _NONE.match(subject)  # …作了发言，并提出以下建议：
    goes_on = who is None and _NONE.match(subject) and _goes_on(text, start, clause_start, match, mentions)
    if not (opens or goes_on or _opens(verb, kind, after, who, subject)):
        return None
    if not _reports(verb, kind, after, who, subject):
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


def _start_of_clause(text: str, start: int, position: int) -> int:
    """Where the clause begins; a comma in brackets ends none: 顾庭芳（女，回族）|建议."""
    begins = max(start, max(text.rfind(c, start, position) for c in "，。；：！？“”\n…") + 1)
    venue = _AT_VENUE.search(text, start, begins) if _VENUE_GOES_ON.match(text, begins) else None
    if venue:  # 谭志强在“部长通道”|上说
        return _start_of_clause(text, start, venue.start())
    closing = text.find("）", begins, position)
    opening = text.rfind("（", start, begins)
    if (
        closing >= 0
        and text.find("（", begins, closing) < 0 <= opening
        and text.find("）", opening, begins) < 0
    ):
        return _start_of_clause(text, start, opening)
    return begins


def _goes_on(
    text: str, start: int, clause_start: int, match: re.Match[str], mentions: Sequence[Mention]
) -> bool:
    """Whether who heads the sentence goes on without being named again: 渔护署回复查询时谴责虐待，|指…"""
    if match[0] in _SAYS_ON:
        return bool(_ANSWERED.search(text[start:clause_start]))
    if match[0] != "提出" or not (
        opens_with_verb(text[match.end() :][:20]) or text.startswith("，", match.end())
    ):
        return False
    sentence = max(max(text.rfind(c, start, clause_start) for c in "。！？；\n”") + 1, start)
    return any(m.end <= clause_start for m in beginning_in(mentions, sentence, sentence + 1))


def _listed(verb: str, kind: str, after: str) -> int | None:
    """How far behind the verb a list begins (提出三点建议：); 0 where its topic alone is named, None for no list."""
    listing = _LIST_NOUN.match(after) if verb in _LISTS or kind == "urge" else None
    if not listing or not listing["noun"]:
        return None
    included = _INCLUDED.match(after[listing.end("noun") :])
    if included:
        return listing.end("noun") + included.end()
    return listing.end() if listing["end"] == "：" else 0


def _opens(verb: str, kind: str, after: str, who: Subject | None, subject: str) -> bool:
    """Whether something said follows: without a subject, or behind a pronoun and 说, only some verbs go on with it."""
    if who is None:
        written = _IN_LETTER.fullmatch(subject) and after.startswith("，")
        return bool(written) or (bool(_NONE.match(subject)) and _opens_content(verb, kind, after))
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
    if kind == "say" and who is not None and after.startswith("自己") and not after.startswith("自己的"):
        return True  # 他说|自己在街口数过人流
    return not _NOUN_OR_OTHER.match(after) or (kind == "urge" and after.startswith("的"))


def _opens_content(verb: str, kind: str, after: str) -> bool:
    """Whether a verb without a subject is likely to go on with what is proposed: 希望…, 建议…, 要求…"""
    if kind != "say" and after.startswith(("：", "，“", "“")):
        return True
    if verb == "提出" and PUT_FORWARD.match(after):
        return True  # 徐华平委员代表民革市委会发言，提出了…的建议
    follows = verb in _ALONE and re.match(r"[，：]?[\u4e00-\u9fff“《]", after)
    return bool(follows) and not NOUN_AFTER.match(after)


def _skip(text: str, position: int, end: int) -> int:
    while position < end and text[position] in "，：: 道":
        position += 1
    return position
