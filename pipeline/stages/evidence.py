"""What is known of one piece of a speech before it is judged: its words, cue, subject, list, speaker.

Comes in: a trimmed piece with where it stands. Goes out: `Evidence`, and questions about it that several rules ask.
Hard about it: whose plan a 将 announces (市财政局局长：“我局将…” his own; “气温将上升” nobody's).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

import rjieba

from pipeline.lexicons import alternation
from pipeline.lexicons.words import has_verb, opens_with_verb
from pipeline.stages.annotations import Speech
from pipeline.stages.aspect import TIME_FIRST
from pipeline.stages.reporting import VERB_CLASS
from pipeline.stages.standing import holds_office, is_civil, is_national

_URGING = re.compile(alternation("evidence", "urging"))
_WILL = re.compile(r"正|将|拟|会|计划|力争|打算|准备|争取")
_REFERENCE = re.compile(rf"{alternation('evidence', 'reference')}|[0-9]")
_PLEDGE = re.compile(alternation("evidence", "pledge"))
# words of a speaker on his own side: 我市, 本局, 全县; the years of a plan are his own too
_OWN_SIDE = re.compile(
    r"我们|^[署局处院校港]方$|我[市区县省局委院校镇乡村街]|本[市区县局]|全[市区县省]|“?十[五六]五”?(?:时期|期间)"
)
_OWN_BODY = re.compile(rf"(?:{alternation('standing', 'own')}|党和国家[\u4e00-\u9fff，]*)$")
# what others found or a law says: 他引述数据称, 男女分别为22岁和20岁
_CITATION = re.compile(r"^[他她其]?(?:引述|引用|援引)|引用[^，]{1,12}指出|分别[为是于]")
_TIME_BEFORE = re.compile(r"^(?:今年|明年|今后|下一步|接下来|未来|届时|同时|此外)，?")
_TIME = re.compile(
    r"""(?:
      [今明后]年 | [0-9]{4}年 | [春夏秋冬]季 | [上下]半年 | 新一年度 | 年[底初内]前?
    | 第?[0-9一二三四]季度?
    | [0-9]{1,2}月(?:[份底初]|中旬)?起?前?                            # 9月底前
    | [上下]个?月 | [上下]周 | 未来 | 近期 | [本下]?学[期年] | [0-9一二两三]年内
    | 从 | [，] | 还 | 也
    )+""",
    re.VERBOSE,
)
_DISPOSES = re.compile(
    r"先?(?:把|给(?!人)|由(?![于此来]))(?![予我你他她])[^，]{4}|先[^，生前后进锋天是不]{4}|别[再把让光只]"
)  # 先把保费免了: no known verb is needed
_DEPARTMENT = re.compile(r"[局署厅处]$")
_NOT_BY_WHOM = frozenset({"由于", "由此", "由来", "由衷"})
_DATE_BEHIND = re.compile(r"^(?:于|在)[^，]{0,12}?(?:年|月|日|底|初)(?:[前底初])?")  # 将|于今年9月|先行试点


@dataclass(frozen=True, slots=True)
class Evidence:
    """What is known of one piece of a speech."""

    text: str  # the trimmed words
    raw: str  # the piece as it stands
    before: str  # up to 40 characters before it
    cue: str | None
    subject: str | None
    in_list: bool
    rule: str
    cue_at: int | None  # where the cue stands in the trimmed words; None where it was cut
    mode: str | None  # what the speech has been doing, see `pipeline.stages.modes`
    speech: Speech

    @property
    def after_cue(self) -> str:
        """The words behind the cue; all of them where the cue was cut."""
        return self.text if self.cue_at is None else self.text[self.cue_at + len(self.cue or "") :]

    @property
    def before_cue(self) -> str:
        """The words before the cue; none where the cue was cut."""
        return self.text[: self.cue_at] if self.cue_at is not None else ""

    @property
    def clauses(self) -> list[str]:
        return [clause for clause in self.text.split("，") if clause]

    @property
    def urges(self) -> bool:
        """Whether the cue itself proposes: 建议, 希望, 能不能."""
        return bool(_URGING.match(self.cue or ""))

    @property
    def intends(self) -> bool:
        """Whether the cue tells of an intent: 将, 拟, 力争."""
        return bool(_WILL.match(self.cue or ""))

    @property
    def verb_class(self) -> str | None:
        return VERB_CLASS.get(self.speech.cue or "")

    @property
    def roles(self) -> str:
        """The roles of the speakers and the names of bodies."""
        bodies = (s.role or (s.name if s.kind == "organization" else "") or "" for s in self.speech.speakers)
        return "；".join(bodies)

    @property
    def official(self) -> bool:
        """Whether the speaker speaks for an office and not as a member or citizen."""
        return holds_office(self.roles) and not is_civil(self.speech, self.roles)

    @property
    def cites(self) -> bool:
        """Whether the words report what others found."""
        return bool(_CITATION.search(self.text))

    def everybody_pledges(self) -> bool:
        """大家表示,要协力同心真抓实干: a pledge of all, with nothing to carry out."""
        return all(s.kind == "group" for s in self.speech.speakers) and bool(_PLEDGE.search(self.text))

    def speaks_of_own_side(self) -> bool:
        """Whether the subject is the speaker's own (我市, 市财政局, 我们), or no subject but a reference (通过…)."""
        subject = self.subject or ""
        if _TIME.fullmatch(subject):
            return True  # 明年春季|将在全国开展…
        if subject in {"我", "咱"} or _REFERENCE.match(subject) or names_own_side(subject):
            return True
        subject = _TIME_BEFORE.sub("", subject)
        core = re.sub(r"^(?:我|本|全)?[省市区县州]?|[，。]", "", subject)
        own = [s.name or "" for s in self.speech.speakers] + [s.role or "" for s in self.speech.speakers]
        if any(core and (core[:4] in name or subject[:4] in name) for name in own):
            return True
        civil = is_civil(self.speech, self.roles)
        return bool(_OWN_BODY.search(subject)) and not (civil and subject == "政府")

    def replies_for_body(self) -> bool:
        """错峰放学拟于9月起试行: whatever a body's own reply plans is its work."""
        own = self.cue in {"将", "拟"} and self.speech.quote == "signed"
        return own and all(s.kind == "organization" for s in self.speech.speakers)

    def plans_own_work(self) -> bool:
        """国企兜底物业将于今年9月先行试点: an official's 将 over a thing of his own work, with a verb of action."""
        department = all(
            s.kind == "organization" and _DEPARTMENT.search(s.name or "") for s in self.speech.speakers
        )
        return (
            (self.official or department)
            and not is_national(self.roles)
            and action_likeness(_DATE_BEHIND.sub("", self.after_cue)) == 2
        )


def names_own_side(subject: str) -> bool:
    return bool(_OWN_SIDE.search(subject))


def opens_like_action(clause: str) -> bool:
    """Whether a clause begins with a verb of action or with a reference that leads to one."""
    return opens_with_verb(clause) or bool(_REFERENCE.match(clause) or _DISPOSES.match(clause))


def says_by_whom(text: str) -> bool:
    """Whether words say who is to do it: 钥匙|由楼长拿着, 日常管理|由街道负责, but no 理由, 自由, 由此."""
    return "由" in text and any(
        word.startswith("由") and word not in _NOT_BY_WHOM for word in rjieba.cut(text)
    )


def action_likeness(text: str) -> int:
    """How much a sentence without a cue reads like a course of action: 2 verb first, 1 later, 0 not at all."""
    clauses = [c for c in re.split("[，：。]", text) if c]
    if not clauses:
        return 0
    first = TIME_FIRST.sub("", clauses[0]) or clauses[0]
    if opens_with_verb(first) or _DISPOSES.match(first):
        return 2
    if _REFERENCE.match(first):
        return 2 if has_verb(first[1:]) or any(opens_with_verb(c) for c in clauses[1:2]) else 0
    return 1 if has_verb(first) else 0
