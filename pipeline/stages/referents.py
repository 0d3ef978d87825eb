"""Whom a pronoun, a missing subject or a group word means: 他建议…, 两位学员认为…, 大家表示…

Comes in: the mentions of an article and, as it is read, who spoke and which groups were named. Goes out: speakers. Hard
about it: a person named last may be the object of the sentence (在走访石磊时|他说), and a body is named in full only once
(全国政协调研组 … 调研组建议).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache, cached_property, partial

from pipeline.lexicons import alternation, lexicon
from pipeline.stages.annotations import Block, Speaker
from pipeline.stages.glosses import bare_name, gloss_of
from pipeline.stages.mentions import Mention
from pipeline.stages.order import backwards_in, beginning_in
from pipeline.stages.reporting import Attribution
from pipeline.stages.subjects import SPOKESMEN

_TAKES_FLOOR = re.compile(
    rf"""
    (?:^|(?<=[\n，。；]))
    (?P<name>[\u4e00-\u9fff]{{2,24}}(?:{alternation("organizations", "suffix")}))
    作了?(?:主题|大会|交流|书面|重点)?发言(?=。)
    """,
    re.VERBOSE,
)
_NOT_FULL = re.compile(
    r"^(?:日前|近日|期间|此次|该|本|这|在|由|对|据)|组织|成立|召开|举行|调研期间|考察期间|了|表示|指出"
)
_SOMEONE = re.compile(
    rf"""
    (?:一位|一名|有位|有名)(?:[^，。；]{{1,20}}的)?                     # 一位|来自纺织企业的|代表
    (?P<role>
      [\u4e00-\u9fff]{{0,8}}?
      (?:{alternation("groups", "group")}|{alternation("titles", "job", "person")})
    )
    """,
    re.VERBOSE,
)
_OBJECT = re.compile(
    r"""
      [对给向与跟把被由让请据]
    | 走访 | 看望 | 慰问 | 拜访 | 探望 | 了$
    | 听取 | 邀请 | 会见 | 陪同 | 采访 | 根据 | 按照 | 支持 | 反对
    | 指(?!出) | 回应 | 提到
    | (?<![文化])和                     # no 文化和旅游局
    """,
    re.VERBOSE,
)
_THAT_OFFICIAL = re.compile(r"(?:该|上述|这位)负责(?:人|同志)")
_OFFICIAL = re.compile(r"(?:^|(?<=[，。的\n]))(?P<role>(?:(?!的)[\u4e00-\u9fff]){4,24}负责(?:人|同志))")
_HEADED = re.compile(r"[他她](?![们的])[^。！？；]*，")
_WINDOW = 400  # characters before the paragraph in which 两人 may have been named together
_SEVERAL = re.compile(r"他们|她们|[两二三四]人")
_NUMBERS = {"二人": 2, "两人": 2, "三人": 3, "四人": 4}
_CLAUSE_MARK = re.compile(r"[，。；：”、！？ \n]")
_TOGETHER = frozenset(lexicon("groups", "join", "together"))
_GROUP_NAMED = re.compile(
    rf"(?:[0-9一二三四五六七八九十两多]+[位名]|的)(?P<role>{alternation('groups', 'group')})"
)
_GROUP_SPEAKS = re.compile(
    rf"""
    (?P<role>{alternation("groups", "group")})们
    (?=
      (?:[^。；，]{{0,8}})
      (?:说|表示|建议|讨论|热议|发言|纷纷|认为|提出|议论|你一言|你来我往|各抒己见|畅所欲言|踊跃)
    )
    """,
    re.VERBOSE,
)
_SPOKESMAN = re.compile(
    rf"(?:^|(?<=[\n，。；：“” ]))(?P<role>[\u4e00-\u9fff]{{0,12}}(?:{alternation('organizations', 'suffix')})(?:新闻)?发言人)"
)
_SHORT_BODY = re.compile(
    r"[\u4e00-\u9fff]{1,4}(?:[组团会盟党社]|联席|阵线|智库|研究[所院]|中心|办事处|公署)|联席|智库|研究[所院]|协会|学会|商会|工会|公会|总会|中心|基金会|联盟|同盟|联会|书院|协进会|促进会|办事处|公署|总署"
)
_DEPARTMENT = re.compile(r"[\u4e00-\u9fff]{2,3}[署局厅处]")
_LONGEST_HEAD_OF_CLAUSE = 12  # characters before a name that is a clause's subject


_MET = re.compile(r"(?:约见|会见|会晤|约晤|拜访|去信|致函|致信)$")
_PRESENT = re.compile(r"(?:与会|参会|到会|列席)(?:人员|人士|同志|嘉宾|者)")


class Referents:
    """Keeps who spoke or was spoken of last, and the groups named last, while an article is read."""

    def __init__(self, text: str, mentions: Sequence[Mention]) -> None:
        self._text = text
        self._mentions = mentions
        self.last: tuple[Speaker, ...] = ()  # 他, 她
        self._groups: tuple[Speaker, ...] = ()  # 大家

    def resolve(self, found: Attribution, who: tuple[Speaker, ...], start: int) -> tuple[Speaker, ...]:
        """The speakers of an attribution; a pronoun or no subject at all means who was named last."""
        line = self._text.rfind("\n", 0, found.start) + 1
        if found.speakers:
            return self._named(found, who, line)
        if found.everybody:
            return self._groups or self._those_present(found.start)
        if who and not found.pronoun and self._is_of_pronoun(found.start):
            found = replace(found, pronoun=True)
        if found.pronoun:
            return self._meant(found, who, line, start)
        if who:
            return who
        named = self._last_subject(line, found.verb_start)
        if named:
            return self._with_joined(named)
        return self.last if found.verb.startswith("发言") else ()

    def _only_one(self, start: int, end: int) -> tuple[Speaker, ...]:
        """The one person of a stretch, though no subject: 记者专访了市政协委员王建军。|他建议"""
        people = {m.speaker.name: m.speaker for m in beginning_in(self._mentions, start, end) if m.end <= end}
        return tuple(people.values()) if len(people) == 1 else ()

    def _those_present(self, start: int) -> tuple[Speaker, ...]:
        """与会人员|建议: a group that is named by nothing else."""
        present = _PRESENT.match(self._text, start)
        return (Speaker("group", None, present[0], None, present.span()),) if present else ()

    def _meant(
        self, found: Attribution, who: tuple[Speaker, ...], line: int, start: int
    ) -> tuple[Speaker, ...]:
        """Whom a pronoun means: 该负责人, 两人, 一位代表 … 他, who was named last, else who spoke last."""
        meant = self._official(found, line) or self._several(found, line)
        if not meant and not beginning_in(self._mentions, line, found.start):
            one = _someone(self._text, line, found.start)
            meant = (one,) if one else ()
        if meant:
            return meant
        named = self._last_subject(line, found.verb_start)
        named = named or next(iter(beginning_in(self._mentions, line, line + 1)), None)  # 麦泳心的长片…。她指
        if named and not (who and self._stands_for_all(found, who) and named.end < start):
            return (named.speaker,)
        return who or self.last or self._only_one(line, found.start)

    def _named(self, found: Attribution, who: tuple[Speaker, ...], line: int) -> tuple[Speaker, ...]:
        """The subject of an attribution: 发言人 of a body named before, 两位学员 by their names."""
        if found.speakers[0].role in SPOKESMEN:
            of_body = any(speaker.kind == "organization" for speaker in who)  # 运输署表示，…。发言人|指，
            return _spokesman(self._text, found.start) or (found.speakers if of_body else ())
        counted = re.match(r"[两二三四][位名]", self._text[found.start : found.start + 2])
        joint = self._joint(line, found.start) if counted and found.speakers[0].kind == "group" else ()
        return joint or found.speakers

    def _official(self, found: Attribution, line: int) -> tuple[Speaker, ...]:
        """Whom 该负责人 means: 农业农村部有关司局|负责人, named last in the paragraph."""
        that = _THAT_OFFICIAL.match(self._text, found.start)
        named = list(_OFFICIAL.finditer(self._text, line, found.start)) if that else []
        return tuple(Speaker("unnamed", None, m["role"], None, m.span("role")) for m in named[-1:])

    def _stands_for_all(self, found: Attribution, who: tuple[Speaker, ...]) -> bool:
        """Whether nobody of those who spoke is a person by name; a group is no 她."""
        one = (
            self._text[found.start : found.start + 1] in {"他", "她"}
            and self._text[found.start + 1 : found.start + 2] != "们"
        )
        return all(s.kind not in ({"person", "group"} if one else {"person"}) for s in who)

    def _is_of_pronoun(self, position: int) -> bool:
        """Whether a pronoun heads the sentence of a verb without a subject: 他全力支持扩阔，|更认为…"""
        sentence = max(self._text.rfind(mark, 0, position) for mark in "。！？；\n”") + 1
        return sentence < position and bool(_HEADED.match(self._text, sentence, position))

    def note(self, start: int, end: int) -> None:
        """Remember who is named in a stretch of narration: groups, for 大家, and a body that takes the floor."""
        if start >= end:
            return
        named = [
            Speaker("group", None, m["role"], None, m.span("role"))
            for m in _GROUP_NAMED.finditer(self._text, start, end)
        ]
        if named:
            first: dict[str | None, Speaker] = {}
            for speaker in named:
                first.setdefault(speaker.role, speaker)
            self._groups = tuple(first.values())
        for match in _TAKES_FLOOR.finditer(self._text, start, end):
            # 县政协农业和农村工作委员会作了主题发言。发言建议：…
            self.last = (Speaker("organization", match["name"], None, match.span("name")),)

    def _several(self, found: Attribution, line: int) -> tuple[Speaker, ...]:
        """Whom 两人 or 他们 means: those named together in the paragraph, 两人 also in the one before."""
        several = _SEVERAL.match(self._text, found.start)
        if not several:
            return ()
        joint = self._joint(line, found.start) or self._last_named(line, found.start, several[0])
        if joint or several[0][0] in "他她":
            return joint
        return self._joint(max(0, line - _WINDOW), found.start)

    def _last_subject(self, start: int, end: int) -> Mention | None:
        """The person of `start:end` who is named last as the subject of a clause."""
        return next((m for m in backwards_in(self._subjects, start, end) if m.end <= end), None)

    def _with_joined(self, named: Mention) -> tuple[Speaker, ...]:
        """Who is named last with those who stand before him in a list: 顾庭芳、石磊等昨到勞工处请愿，促请…"""
        chain = next(iter(backwards_in(self._chains, 0, named.end)), None)
        if chain is None or named not in chain.people:
            return (named.speaker,)
        return tuple(m.speaker for m in chain.people)

    @cached_property
    def _subjects(self) -> Sequence[Mention]:
        return [m for m in self._mentions if is_subject(self._text, m)]

    @cached_property
    def _chains(self) -> Sequence[_Several]:
        """Those named together, anywhere in the article: 司马骏、田园."""
        chains: list[list[Mention]] = []
        for mention in self._mentions:
            if chains and self._text[chains[-1][-1].end : mention.start] in _TOGETHER:
                chains[-1].append(mention)
            else:
                chains.append([mention])
        return [_Several(chain[1].start, tuple(chain)) for chain in chains if len(chain) > 1]

    @cached_property
    def _recent(self) -> Sequence[_Several]:
        """For each mention the persons named last up to there, the last one first, as many as 四人 counts."""
        recent: list[_Several] = []
        for mention in self._mentions:
            earlier = recent[-1].people if recent else ()
            others = (m for m in earlier if m.speaker.name != mention.speaker.name)
            recent.append(_Several(mention.start, (mention, *others)[: max(_NUMBERS.values())]))
        return recent

    def _last_named(self, start: int, end: int, several: str) -> tuple[Speaker, ...]:
        """The two or three persons named last, by as many as 二人 or 三人 counts; none for 他们."""
        number = _NUMBERS.get(several, 0)
        for recent in backwards_in(self._recent, start, end):
            if recent.people[0].end <= end:
                named = [m.speaker for m in recent.people if m.start >= start][:number]
                return tuple(reversed(named)) if len(named) == number else ()
        return ()

    def _joint(self, start: int, end: int) -> tuple[Speaker, ...]:
        """The persons last named together in a stretch: 学员司马骏、田园同台作了联合发言。…他们建议"""
        for chain in backwards_in(self._chains, 0, end):
            inside = [m for m in beginning_in(chain.people, start, end) if m.end <= end]
            if len(inside) > 1:
                return tuple(m.speaker for m in inside)
            if chain.people[-1].start < start:
                break
        return ()


@dataclass(frozen=True, slots=True)
class _Several:
    """Two or more who may be meant together from `start` on."""

    start: int
    people: tuple[Mention, ...]


def _spokesman(text: str, end: int) -> tuple[Speaker, ...]:
    """The spokesman named last with the body he speaks for; none, and nobody has the floor."""
    found = list(_SPOKESMAN.finditer(text, 0, end))
    return tuple(Speaker("unnamed", None, m["role"], None, m.span("role")) for m in found[-1:])


class FullNames:
    """Gives bodies their full names, where the article has them: 调研组 → 全国政协调研组, 民协联 → 民生协进联盟."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._glossed = cache(partial(gloss_of, text))
        self._written_out = cache(partial(_written_out, text))

    def of(self, speaker: Speaker) -> Speaker:
        """The speaker, by the full name where it is a body."""
        name = speaker.name or ""
        if speaker.kind != "organization":
            return speaker
        if glossed := self._glossed(name):
            return replace(speaker, name=glossed["full"], name_span=glossed.span("full"))
        if speaker.name_span and (long := self._written_out(name)):
            return replace(speaker, name=long[0], name_span=long.span())
        if speaker.name_span and _SHORT_BODY.fullmatch(name):
            return self._longer(speaker, name, speaker.name_span[0])
        return speaker

    def _longer(self, speaker: Speaker, name: str, end: int) -> Speaker:
        """By the longer name that stands last before `end`."""
        longer = re.compile(
            rf"(?:^|(?<=[\n，。；：“”、 ]))(?P<full>[\u4e00-\u9fff]{{2,12}}{re.escape(name)})(?![员])",
            re.MULTILINE,
        )
        forms = [m for m in longer.finditer(self._text, 0, end) if not _NOT_FULL.search(m["full"])]
        if not forms:
            return speaker
        full, end = bare_name(forms[-1]["full"]), forms[-1].end("full")
        return replace(speaker, name=full, name_span=(end - len(full), end))


def _written_out(text: str, short: str) -> re.Match[str] | None:
    """A department by its full name, where the article gives it: 渔护署, 渔农自然护理署."""
    if not _DEPARTMENT.fullmatch(short):
        return None
    full = "[\u4e00-\u9fff]{0,4}?".join(map(re.escape, short))
    long = re.compile(
        rf"(?:^|(?<=[\n，。；：“、 和与及由向]))(?!{re.escape(short)}){full}(?![长员])", re.MULTILINE
    )
    return next((m for m in long.finditer(text) if len(m[0]) > len(short) + 1), None)


def group_of_piece(text: str, blocks: Iterable[Block], position: int) -> Speaker | None:
    """The group that a piece is about, named nearest to `position`: 委员们说, 学员们纷纷讨论."""
    inside = list(blocks)
    matches = list(_GROUP_SPEAKS.finditer(text, inside[0].start, inside[-1].end))
    if not matches:
        return None
    near = min(matches, key=lambda match: abs(match.start() - position))
    return Speaker("group", None, near["role"], None, near.span("role"))


def is_subject(text: str, mention: Mention) -> bool:
    """Whether a person is named at the head of a clause: 江门市委副书记区永康|主持座谈会。"""
    if re.match(
        r"(?:常委|委员|代表)?(?:提出的|的(?!话|思路|看法|想法|观点|发言|心愿|建议|主张|关注点))",
        text[mention.end : mention.end + 6],
    ):
        return False
    before = text[max(0, mention.start - _LONGEST_HEAD_OF_CLAUSE - 1) : mention.start]
    if _MET.search(before):
        return False  # 郭伟成约见|房屋局局长孙玉良
    clause = _CLAUSE_MARK.split(before)[-1]
    return len(clause) <= _LONGEST_HEAD_OF_CLAUSE and not _OBJECT.search(clause)


def _someone(text: str, start: int, end: int) -> Speaker | None:
    """Who 他 means where nobody is named: 一位来自纺织企业的代表拉住记者。…他希望"""
    found = _SOMEONE.search(text, start, end)
    return Speaker("unnamed", None, found["role"], None, found.span("role")) if found else None
