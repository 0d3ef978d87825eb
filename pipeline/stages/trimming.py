"""What of a sentence is the proposal: without speaker, cue, marker and lead-in.

Comes in: one sentence or list item of a speech. Goes out: where its own words begin and end, the cue that was found, and
whether it has a subject. Hard about it: what stands in front comes off in layers (`leads`, then `modals`: 同时，|建议|各部门
要…), and at the end what became of an earlier proposal (我曾建议推广…，|目前已有9个乡镇落地).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.lexicons import lexicon
from pipeline.stages.annotations import Speech
from pipeline.stages.leads import URGE, Lead, lead_of
from pipeline.stages.modals import modal_of
from pipeline.stages.reporting import VERB_CLASS
from pipeline.stages.reporting_nouns import SEVERAL

_TAIL = re.compile(r"[，。；：！？…\s、]+$")
_COUNT = r"(?:[0-9一二三四五六七八九十几多]+[条项个点])?(?:具体|针对性|务实|合理化|的)*"  # 等|三条具体的|建议
_REPORTED_TAIL = re.compile(
    rf"(?:等{_COUNT}|的(?:具体|针对性|务实|合理化|[0-9一二三四五六七八九十几多]+[条项个点])*)(?:建议|意见建议|意见|对策|举措|措施|设想|想法)$|等$"
)
# 提出|加快制定内河航运法|的建议
_NAMED = re.compile(
    rf"""
      ^[，：]?(?:(?:提出|提交)[了的]?(?:关于)?|关于)
      (?!{SEVERAL})
      (?P<action>[^，。；：]{{6,60}}?|[^。；：]{{6,80}}?)
      (?:的(?:建议|提案|议案|方案|倡议|设想|主张|构想)
        |等{_COUNT}(?:建议|意见建议|意见|对策|举措|措施))
      (?:[，。；]|$)
    """,
    re.VERBOSE,
)
# 提案是《关于|加强…|的建议》
_TITLED = re.compile(
    r"[，：]?(?:是|提出了?|提交了?)?《(?:关于)?(?P<action>[^》]{4,60}?)的?(?:政策)?(?:提案|建议|议案)》[，。；]?"
)
_PROPOSED = re.compile(r"[，。；]*提出(?=[^，：])")
# before a whole list, a reference that no item is about: 结合太原市交通管理实际，|加快制定…；
_GENERAL = re.compile(
    r"(?:结合|对照|按照|根据|针对|围绕)[^，；。]{0,20}"
    r"(?:实际|情况|问题|要求|期盼|需求|特点|现状|形势|部署|精神|目标)，|为(?:进一步|有效|更好地?|切实|加快)[^，；。]{2,20}，"
)
_OUTCOME = re.compile(
    r"""，(?:
      [^，]{2,10}(?:其后|随后|后来) | (?:目前|现在|如今)(?![^，]*的[由应要可须]) | 已 | 现已 | 后来 | 去年
    | (?:今年|[0-9]{1,2}月份?)(?=[^，；]*(?:已|了|获|被)) | 当年 | 随后 | 不久 | 但?当时
    | 最终 | [但惟](?:政府|当局) | 并已 | 对方 | 但对方 | 惟对方 | 前[一两几]次 | 此前 | 之前 | 至今 | 获[^，]{0,8}(?=答复|回复|回应|接纳|采纳|通过) | 惟
    | 得到了? | 受到了? | 引起 | 均?被 | 可惜
    | 这[一个条项极也将无不]
    )[^；]*$""",
    re.VERBOSE,
)
_OUTCOME_VERB = re.compile(
    r"已|推出|至今|得到|受到|引起|被|了|开始|出台|建成|印发|发布|解决|落地|采纳|未|答复|回复|以[^，]{2,10}为由|婉拒|拒绝|获[^，]{0,2}通过|否决|决定|维持"
)
# the reporter's aside behind the proposal: …的措施，认为措施是开了先例; what it is about (，该地面积约…), what became of it
_ASIDE = re.compile(
    r"，(?:但?[他她]?(?:[又并亦还]?指(?![导引标定派明])|[又并亦]称|并?认为|并批评|并形容)|(?:临时)?动议(?:获|被|遭|最终)|但[他她](?!们?(?:必?须|要|应|需))|(?:其中|该[地处幅块宗项][块段]?)(?:位于|面积|占地)|(?:计划|项目|工程|方案)(?:进行至|曾|最终|其后|搁置|胎死|无疾而终)|(?:旁听|[现在全]场|台下)[^，]{0,8}(?:报以|高呼|鼓掌|拍掌|起哄))"
)
# verbs behind which 将 is 把: 要求政府…，将津贴加至…; 提出 is none (县长提出，今年将…)
_DEMANDS = frozenset(lexicon("reporting", "demand"))
# a quotation hung on the end: 每队不超过十人|，“宁可走得慢，不可走散了人”
_HUNG_ON = re.compile(r"(?<=[^，]{12})，“[^“”]{6,}”$")
_GOVERNING = re.compile(r"[局署厅处部委办]$|政府$")
_SHORTEST = 8  # characters of a proposal before its outcome; a shorter one is no whole sentence
_LONGEST_REST = 8  # characters of a second lead behind a modal; a longer one is part of the proposal


@dataclass(frozen=True, slots=True)
class Trimmed:
    """`text` begins at `start` of the piece; `cue_at` counts from the piece's start too."""

    text: str
    start: int
    cue: str | None
    cue_at: int | None
    subject: str | None

    @property
    def cue_inside(self) -> int | None:
        """Where the cue stands in `text`, None where it was cut off."""
        if self.cue_at is None or self.cue_at < self.start:
            return None
        return self.cue_at - self.start


def trim(raw: str, *, in_list: bool, first: bool, speech: Speech, opens: bool = False) -> Trimmed:
    """The proposal's own words in one sentence or item (guidelines section 3); one may open the speech."""
    if named := _NAMED.match(raw) or _TITLED.fullmatch(raw):
        return Trimmed(named["action"], named.start("action"), "提出", 0, None)
    lead = _opening_verb(raw, speech) if opens else None
    lead = lead or lead_of(raw, in_list=in_list)
    cue, cue_at = lead.cue, lead.cue_at
    if cue is None and (proposed := _PROPOSED.match(raw)) and lead.end == proposed.end():
        cue, cue_at = "提出", proposed.end() - 2
    body = raw[lead.end :]
    cued = cue is not None or speech.cue in _DEMANDS
    cued = cued or (in_list and VERB_CLASS.get(speech.cue or "") == "urge" and _of_association(speech))
    body = body[: _end_of_proposal(body, cued=cued)]
    modal = modal_of(body, in_list=in_list, first=first, cued=cued, speech=speech)
    if modal.cue is not None and (cue is None or modal.start):
        cue, cue_at = modal.cue, lead.end + modal.at
    start = modal.start
    if first and cue and (general := _GENERAL.match(body, start)):
        start = general.end()
    if modal.cue is not None:
        start += _length_of_second_lead(body[start:])
    start += len(body[start:]) - len(body[start:].lstrip("”’）"))  # of what was cut before: 他建议”|…
    return Trimmed(body[start:], lead.end + start, cue, cue_at, modal.subject)


def _of_association(speech: Speech) -> bool:
    """Whether bodies speak that govern nothing, whose 将 in a list is 把: 将失业援助的限额放宽一倍；"""
    return all(s.kind == "organization" and not _GOVERNING.search(s.name or "") for s in speech.speakers)


def _opening_verb(raw: str, speech: Speech) -> Lead | None:
    """The verb that gave the floor, where a speech holds it and no list of cues does: 倡|把海旁划为夜市, 支招：|引入…"""
    verb = speech.cue or ""
    if VERB_CLASS.get(verb) != "urge" or verb.endswith("提出") or not raw.startswith(verb):
        return None
    if re.match(URGE, raw):
        return None
    rest = raw[len(verb) :]
    return Lead(len(raw) - len(rest.lstrip("，：")), verb, 0)


def _length_of_second_lead(text: str) -> int:
    """How much of the words behind a modal is a lead again: 要|进一步|… stays, 要|首先，|… does not."""
    length = lead_of(text).end
    return length if length < _LONGEST_REST and not re.match(URGE, text) else 0


def _end_of_proposal(body: str, *, cued: bool) -> int:
    """The length of the words without closing punctuation, 等建议 and what became of them."""
    end = _length_without_tail(body)
    if hung := _HUNG_ON.search(body[:end]):
        end = hung.start()
    if not cued:
        return end
    tail = _REPORTED_TAIL.search(body[:end])
    if tail:
        end = _length_without_tail(body[: tail.start() if tail.start() >= 6 else end])
    return _length_without_outcome(body[:end])


def _length_without_tail(text: str) -> int:
    """The length without closing punctuation; a quotation mark goes where its partner is not in the text."""
    while True:
        shorter = _TAIL.sub("", text)
        for opening, closing in (("“", "”"), ("‘", "’")):
            if shorter.endswith(closing) and shorter.count(closing) > shorter.count(opening):
                shorter = shorter[:-1]
        if shorter == text:
            return len(text)
        text = shorter


def _length_without_outcome(text: str) -> int:
    """Without what became of an earlier proposal: 我曾建议推广…，|目前已有9个乡镇落地。"""
    aside = _ASIDE.search(text)
    if aside and aside.start() >= _SHORTEST:
        return aside.start()
    found = _OUTCOME.search(text)
    if found and found.start() >= _SHORTEST and _OUTCOME_VERB.search(found[0]):
        return found.start()
    return len(text)
