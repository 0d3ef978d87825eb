"""Who is named in the article: persons with their roles, from what stands before and after each name.

Comes in: the names. Goes out: `doc._.mentions`, one for each place where a person is named, with the full name and the
fullest role that the article gives it anywhere. Hard about it: one person is named in many ways (市政协委员顾庭芳, 顾庭芳（女，
回族）, 顾委员, 张建国、李秀兰|等委员), and who stands beside him has a role of his own (郭伟成约见|房屋局局长孙玉良).
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, replace

from spacy.language import Language
from spacy.tokens import Doc

from pipeline.lexicons import alternation, lexicon
from pipeline.stages.annotations import Span, Speaker
from pipeline.stages.role_before import ENDS_WITH_TITLE, role_before

# characters of a mention, at most: a role before the name, brackets within brackets behind it
LONGEST_MENTION = 400
_COMPOUND = frozenset(lexicon("surnames", "compound"))
_GLUED = re.compile(
    rf"(?:同志)?(?P<title>(?:政协|人大)?(?:{alternation('titles', 'office', 'member')}|教授|院士|博士|研究员))(?P<bracket>（[^（）\n]{{2,80}}）)?"
)
_BRACKET = re.compile(r"\s?（(?![男女]）)(?P<role>[^（）\n]{2,80}(?:（[^（）]{1,20}）[^（）]{0,20}){0,4})）")
_ROLE_IN_HEADER = re.compile(r"[ ]+(?P<role>[^\n，。；：]{2,40}?)[ ]*(?=\n|$)")  # 顾庭芳 市政协常委
_REPRESENTS = re.compile(
    r"""
    代表(?!(?:
      [：，。、（“] | 们
    | 说 | 建议 | 认为 | 表示 | 提出 | 指出 | 呼吁 | 希望 | 介绍 | 告诉 | 坦言 | 谈
    | 在 | 的 | 还 | 也 | 则 | 来自 | 一行 | 团 | 是 | 带来
    ))
    """,
    re.VERBOSE,
)
_OF_PARTY = re.compile(
    r"(?:民革|民盟|民建|民进|农工党?|致公党?|九三学社|台盟|中共|无)?(?:党员|盟员|会员|社员|党派)"
)
# between a person and the role of the next one: 顾庭芳|对|市城管局局长石磊说, 郭伟成|约见|房屋局局长孙玉良
_JOINED_TO = re.compile(
    r"(?:委员|代表|常委|议员)?"
    r"(?:[对向给跟与和及同]|以及|联合|联同|携手|会同|陪同|[今昨]?[日天早]?(?:约见|会见|会晤|约晤|拜访|去信|致函|致信))"
)
_BYSTANDER = re.compile(
    r"""
      (?:同志)?(?:为核心|为代表|为首)
    | 新时代
      # 关于…的重要论述
    | (?:总书记|主席|总理|同志|书记|省长|市长)?(?:的|关于|在|对|致|给)[^，。；]{0,40}
      (?:讲话(?!中|时)|论述|指示|批示|精神|思想|贺信|回信|重托|嘱托|话语)
    | (?:法治|生态文明|文化|强军|外交|经济)?思想
    | (?:总书记|主席|总理)?(?:重要|系列|考察|视察|作的|所作的|亲自|殷切)
    """,
    re.VERBOSE,
)
_TOGETHER = re.compile(
    r"(?:等?[两二三四五六]位|等(?:[0-9一二三四五六七八九十多]+[位名])?)"
    r"(?P<role>(?:[市省县区]|全国)?(?:政协委员|人大代表)|委员|代表|学员|议员|专家|教授|常委)(?![会长团们])"
)
_ALSO_WORDS = frozenset("高成方白明明全常平安温万严时于和连")  # 高|要求推进: no surname alone
_SURNAME_ALONE = re.compile(
    rf"(?<![\u4e00-\u9fff·])(?P<surname>[\u4e00-\u9fff]{{1,2}}?)(?=(?:又|亦|也|则|续|再|其后|随后|同时|并|其实|曾)*(?!指(?:出现|数|定|引|挥|导)|称(?:号|赞)|明确|提出(?:的|者))(?:{alternation('reporting')}))"
)
_BEING = re.compile(
    r"(?:是|，)(?P<role>(?:[\u4e00-\u9fff]{2,16}、)*[\u4e00-\u9fff]{3,16})(?=[，。])"
)  # 王建军|是市政协委员。
_SEX = re.compile(r"（[男女](?:，[^（）]{1,12})?）")
# the reporter of the piece: 本报讯（记者 石磊）
_REPORTER = re.compile(r"(?!.*(?:政协|人大))[^、]{0,16}(?:记者|通讯员)")
_SURNAME_AND_TITLE = re.compile(
    r"""
    (?<![\u4e00-\u9fff·])(?P<surname>[\u4e00-\u9fff]{1,2}?)
    (?:教授|研究员|老师|老|院士|博士|委员|代表|常委|书记|市长|县长|区长|局长|主任|主席|院长|会长|董事长|总经理|总)
    (?=[，。：说表认建指强介补坦提呼希谈告的和与、深开当接给拿作进则]|还|也|在)
    """,
    re.VERBOSE,
)
_GENERAL_SECRETARY = re.compile(r"(?<![平任])(?:习)?总书记(?!的|关于|重要|在|对|讲话)")


@dataclass(frozen=True, slots=True)
class Mention:
    """One place where a person is named: `start` is where the role or the name begins, `end` after both."""

    start: int
    end: int
    name_span: Span
    speaker: Speaker


@Language.factory("jianyan_mentions_v1", assigns=["doc._.mentions"], requires=["doc._.names", "doc._.blocks"])
def make_mentions(nlp: Language, name: str) -> Mentions:
    return Mentions()


class Mentions:
    """Gives each name its role and each person one full name and role for the whole article."""

    def __call__(self, doc: Doc) -> Doc:
        text = doc._.aligned.text
        found = [_mention(text, start, end) for start, end in doc._.names if not _BYSTANDER.match(text, end)]
        found = [
            _without_who_speaks(text, m, before) for before, m in zip((None, *found), found, strict=False)
        ]
        found = _share_role_of_list(text, found)
        full = _full_names({m.speaker.name or "" for m in found})
        best: dict[str, Speaker] = {}
        for mention in [*found, *_signatures(doc, found)]:
            person = full[mention.speaker.name or ""]
            known = best.get(person)
            role = mention.speaker.role
            if known is not None and mention.speaker.mandate and not known.mandate:
                best[person] = known = replace(known, mandate=mention.speaker.mandate)
            if known is None or (
                role and len(role) > len(known.role or "") and not _weaker(role, known.role)
            ):
                mandate = mention.speaker.mandate or (known.mandate if known else None)
                best[person] = replace(mention.speaker, name=person, mandate=mandate)
        resolved = [replace(m, speaker=best[full[m.speaker.name or ""]]) for m in found]
        resolved = [m for m in resolved if not _REPORTER.fullmatch(m.speaker.role or "")]
        aliases = _aliases(text, resolved, surname_alone=doc._.metadata.script == "hant")
        doc._.mentions = sorted([*resolved, *aliases], key=lambda m: m.start)
        return doc


def _weaker(role: str, known: str | None) -> bool:
    return bool(known) and len(role) > 60


def _mention(text: str, start: int, end: int) -> Mention:
    """The name at `start:end` with the role before or after it."""
    name = text[start:end].replace(" ", "")  # 石 磊
    first, last, role, role_span, mandate = start, end, None, None, None
    if (bracket := _BRACKET.match(text, end)) and ENDS_WITH_TITLE.search(_plain(bracket["role"])):
        role, role_span, last = bracket["role"], bracket.span("role"), bracket.end()
    elif (glued := _GLUED.match(text, end)) and not _REPRESENTS.match(text, end):
        inner = glued["bracket"]
        mandate = glued["title"]
        last = glued.end()
        if inner and re.search(r"[\u4e00-\u9fff]", inner) and not inner.startswith("（代表"):
            role, role_span = inner[1:-1], (glued.start("bracket") + 1, glued.end("bracket") - 1)
        else:
            role, role_span = glued["title"], glued.span("title")
            if not inner or not inner.startswith("（代表"):
                last = glued.end("title")  # 苏德博士|（Dr Peter Sudd）: no role
    elif (
        (header := _ROLE_IN_HEADER.match(text, end))
        and text[start - 1 : start] in {"", "\n"}
        and ENDS_WITH_TITLE.search(header["role"])
    ):
        role, role_span, last = header["role"], header.span("role"), header.end()
    elif (
        text[start - 1 : start] in {"", "\n", "。", "，", "”"}
        and (being := _BEING.match(text, end))
        and ENDS_WITH_TITLE.search(being["role"])
    ):
        role, role_span = being["role"], being.span("role")
    if sex := _SEX.match(text, end):
        last = sex.end()  # 柯以敏（女）
    before = role_before(text, start)
    if before:
        first = before[0]
        bracketed = text[end : end + 1] == "（" or "（" in text[end:last]
        bracketed = bracketed and not _OF_PARTY.fullmatch(role or "")  # 市政协委员张建国（民建会员）
        if role is None or (len(role) <= before[1] - before[0] and not bracketed):
            role, role_span = text[before[0] : before[1]], before
    return Mention(
        first, last, (start, end), Speaker("person", name, _clean(role), (start, end), role_span, mandate)
    )


def _without_who_speaks(text: str, mention: Mention, before: Mention | None) -> Mention:
    """市政协委员顾庭芳|对|市城市管理局局长石磊|说: the role begins behind what joins the two."""
    span = mention.speaker.role_span
    if before is None or span is None or not span[0] <= before.name_span[1] < span[1]:
        return mention
    joined = _JOINED_TO.match(text, before.name_span[1])
    if not joined:
        return mention
    start = joined.end()
    speaker = replace(mention.speaker, role=_clean(text[start : span[1]]), role_span=(start, span[1]))
    return replace(mention, start=start, speaker=speaker)


def _plain(role: str) -> str:
    return re.sub(r"（[^（）]*）$", "", role)


def _clean(role: str | None) -> str | None:
    return re.sub(r"\s+", "", role) if role else None


def _share_role_of_list(text: str, mentions: list[Mention]) -> list[Mention]:
    """学员代表杨勇、贾肖乐: the role before the first name is the second one's too."""
    shared: list[Mention] = []
    for named in mentions:
        mention = named
        previous = shared[-1] if shared else None
        if (
            previous
            and mention.speaker.role is None
            and text[previous.end : mention.start] in {"、", "和", "与"}
        ):
            role = replace(mention.speaker, role=previous.speaker.role, role_span=previous.speaker.role_span)
            mention = replace(mention, speaker=role)
        shared.append(mention)
    return _counted(text, shared)


def _counted(text: str, mentions: list[Mention]) -> list[Mention]:
    """张若兰、侯志坚|两位委员, 张建国、李秀兰|等委员: the mandate behind a list is that of each who has no role."""
    found = list(mentions)
    for last in range(1, len(found)):
        counted = _TOGETHER.match(text, found[last].end)
        if not counted:
            continue
        index = last
        while True:
            mention = found[index]
            if mention.speaker.role is None:
                role = replace(mention.speaker, role=counted["role"], role_span=counted.span("role"))
                found[index] = replace(mention, speaker=role)
            if not index or text[found[index - 1].end : mention.start] not in {"、", "和", "与", "及"}:
                break
            index -= 1
    return found


def _full_names(names: set[str]) -> dict[str, str]:
    """Each name as written to its full form: 阿依古丽 → 阿依古丽·买买提."""
    full = {name: name for name in names}
    for name in names:
        longer = [o for o in names if o != name and o.split("·")[0] == name and "·" in o]
        if len(longer) == 1:
            full[name] = longer[0]
    return full


def _signatures(doc: Doc, mentions: list[Mention]) -> list[Mention]:
    """Roles from a signature: □ 阮江流 … （作者系市政协常委）; （作者：郑亮，系…副部长）."""
    found = []
    for block in doc._.blocks:
        if block.kind != "signature":
            continue
        text = doc._.aligned.text[block.start : block.end]
        role = re.search(r"(?:系|为|是)\s*(?P<role>[^）\n]{3,70}?)\s*[）。]?$", text)
        inside = [m for m in mentions if block.start <= m.start < block.end]
        author = inside[-1] if inside else _byline_above(doc, block.start, mentions)
        if role and author:
            span = block.start + role.start("role"), block.start + role.end("role")
            found.append(
                replace(author, speaker=replace(author.speaker, role=_clean(role["role"]), role_span=span))
            )
    return found


def _byline_above(doc: Doc, position: int, mentions: list[Mention]) -> Mention | None:
    headers = [b for b in doc._.blocks if b.kind == "header" and b.start < position]
    if not headers:
        return None
    inside = [m for m in mentions if headers[-1].start <= m.start < headers[-1].end]
    return inside[0] if inside else None


def _aliases(text: str, mentions: list[Mention], *, surname_alone: bool) -> list[Mention]:
    """Surname and title, or the first part of a minority name, where one person alone can be meant.

    With `surname_alone`, as Hong Kong's papers write, also the surname before a verb: 张认为, 鲍其后追问.
    """
    taken = {i for m in mentions for i in range(m.name_span[0], m.name_span[1])}
    people = {m.speaker.name: m.speaker for m in mentions if m.speaker.name}
    found = []
    if "习近平" in text:  # 总书记强调: the title alone is his
        known = people.get("习近平") or Speaker("person", "习近平", "总书记")
        found += [
            Mention(match.start(), match.end(), match.span(), known)
            for match in _GENERAL_SECRETARY.finditer(text)
        ]
    alone = _by_surname(_SURNAME_ALONE, text) if surname_alone else {}
    titled = _by_surname(_SURNAME_AND_TITLE, text)
    for name, speaker in people.items():
        assert name
        if "·" in name:
            short = name.split("·")[0]
            spans = (
                [match.span() for match in re.finditer(rf"{re.escape(short)}(?!·)", text)]
                if len(short) >= 2
                else []
            )
        else:
            surname = name[:2] if len(name) > 2 and name[:2] in _COMPOUND else name[0]
            if sum(other.startswith(surname) for other in people if other) > 1:
                continue
            spans = titled.get(surname, [])
            if surname not in _ALSO_WORDS:
                spans = alone.get(surname, []) + spans
        found += [Mention(*span, span, speaker) for span in spans if span[0] not in taken]
    return found


def _by_surname(pattern: re.Pattern[str], text: str) -> dict[str, list[Span]]:
    """The spans of the matches by their family names."""
    found: dict[str, list[Span]] = defaultdict(list)
    for match in pattern.finditer(text):
        found[match["surname"]].append(match.span())
    return found
