"""The cue of obligation or intent (要, 应, 将) in a sentence, and what of the words before it belongs to the proposal.

Comes in: the words behind the lead. Goes out: `Modal`. Hard about it: 要 and 将 are also parts of words (需要, 主要, 将来);
and what stands before the cue stays where it is a purpose or a subject (服务大局，要拓宽通道) and goes where it is a
judgement (创新之道，唯在得人，要|统筹推进).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.lexicons import alternation
from pipeline.lexicons.words import has_verb, opens_with_verb
from pipeline.stages.annotations import Speech
from pipeline.stages.aspect import FUTURE_DATE, IS
from pipeline.stages.modal_cues import AUTHORITY, COPULA, cues, is_bare
from pipeline.stages.own_body import is_own_body

_WE = re.compile(r"(?:我们|我|咱们?)")
_PROHIBITS = frozenset(
    {"别", "切忌", "不宜", "不得", "不准", "不许", "严禁"}
)  # without it the words would say the opposite
_SECOND_MODAL = re.compile(r"要(?=[把将以在从])")
_FINISHED = re.compile(r"已|了|完成|达到|目前|累计|截至|确实|存在")

# a clause that names a purpose or a reference and so belongs to what follows it
_PURPOSE = re.compile(rf"{alternation('leads', 'purpose')}|为(?!什么)|以(?!为)")
# a clause that says how things stand
_JUDGEMENT = re.compile(
    rf"""
      {alternation("leads", "judgement")}
    | {COPULA.pattern}
    | (?<![除为])了(?!解|然|结)
    | 有[\u4e00-\u9fff]{{0,6}}(?:的|差距|问题|优势|潜力|空间)
    | 成为(?!.*要)
    | (?:落后|过时|不合理|不公平?|不理想|恶化|僵化|混乱|挤迫|高企|失衡|供不应求|形同虚设)$   # 安排落后，政府应…
    | (?<=[\u4e00-\u9fff]{{2}})[薄短贵难慢少低弱差紧乱散缺累痛]$   # 社区商业利润薄，
    """,
    re.VERBOSE,
)
_THESE = re.compile(r"(?:破解|解决|针对|克服|化解|应对)(?:以上|上述|这些|这一|此类|该)")
_JUST = re.compile(r"就是(?!要)")
_NO_PLAN = re.compile(r"不(?:能|得|可|要)|是|已|了|目前|仅有|现时|达[0-9]|[0-9.]+%")
_NOT_SO = re.compile(r"[^，]{0,6}?(?<!要)更?不(?:能|得|要|可|应)|(?:简政放权)?不能")  # 不能一关了之，要…
_NOT_ONLY = re.compile(r"不(?:能|得|可)再?(?:简单|单纯|只|仅|光|一|靠)|不能“")
# 停车实在太难，要…; 种植户缺技术，应…
_STATE = re.compile(
    r"(?:太|很|非常|十分|过于|越来越)[^，]{1,4}$|[薄短贵难慢少低弱差紧乱散缺]$|缺(?!口)[^，]{1,6}$"
)
_REMEDY = re.compile(r"为|针对|围绕|破解|解决|化解|聚焦")
_COMMENT = re.compile(r"是|才")
_ABUSE = re.compile(r"(?:存在|不足|不够|缺乏|薄弱|滞后|困难|[的些]问题|难题)[^，]{0,4}$")
_IMPORTANCE = re.compile(
    rf"{IS}(?:一[项场个种]|[\u4e00-\u9fff]{{0,12}}(?:工程|任务|关键|基础|前提|保障|要求|课题|重点|根本))"
)
_NOTICES = re.compile(r"(?:留意|注意|察觉|知悉|明白|理解|了解)到?[^，]{4,}$")  # 留意到行人增加，|会研究…
_INSTEAD = re.compile(r"与其|若|如|假如|倘|当|一旦|无论|不论|在|当局|政府")
_IF = re.compile(r"若(?!干)|如果|倘|假如|一旦|万一|无论|不论")
_BESIDES = re.compile(r"除了|不仅|不但|不单|不止")
_LIES_IN = re.compile(r"[\u4e00-\u9fff]{0,6}唯")


@dataclass(frozen=True, slots=True)
class Modal:
    """Where the proposal's words begin once its cue is read; `cue` stands at `at`, None where there is none."""

    start: int
    cue: str | None = None
    at: int = 0
    subject: str | None = None


def modal_of(body: str, *, in_list: bool, first: bool, cued: bool, speech: Speech) -> Modal:
    """The first cue of obligation or intent that is one; `cued` where a proposing verb stands before `body`."""
    for match, head in cues(body, cued=cued):
        lead = body[: match.start() - len(head)]
        will = match.lastgroup == "will"
        if is_bare(head):
            if not lead or _is_cut(lead, in_list=in_list, first=first, will=will):
                if match[0] in _PROHIBITS:
                    return Modal(match.start(), match[0], match.start())
                second = _SECOND_MODAL.match(body, match.end())
                return Modal(second.end() if second else match.end(), match[0], match.start())
            return Modal(_behind_judgement(lead), match[0], match.start())
        own_plan = will and is_own_body(head, speech)
        cut = not lead or _is_cut(lead, in_list=in_list, first=first, will=own_plan)
        own = own_plan or (len(head) <= 4 and _WE.match(head))
        if cut and own:
            return Modal(match.end(), match[0], match.start(), head)
        start = len(lead) if cut and not own else _behind_judgement(lead)
        if AUTHORITY.fullmatch(head) and not (will or cued):
            start = max(start, _behind_description(lead))
        return Modal(start, match[0], match.start(), head)
    return Modal(_start_of_dated_plan(body))


def _is_cut(lead: str, *, in_list: bool, first: bool, will: bool = False) -> bool:
    """Whether what stands before the cue's clause is left out: a judgement, or a purpose before a whole list."""
    clauses = [clause for clause in lead.rstrip("，；：。").split("，") if clause]
    if not clauses:
        return True
    last = clauses[-1]
    if in_list and first:
        return not opens_with_verb(clauses[0]) or bool(_JUDGEMENT.search(last) or _NOTICES.match(last))
    if _BESIDES.search(last) or _IF.match(last):
        return False  # 政府除了等待举报，亦应主动监察; 如果经济转差，政府应…
    if "。" in lead:
        return False  # 店招更有味。计划… : the item's own heading
    if _THESE.match(last) or _JUST.search(last) or (will and (_is_no_plan(last) or _NOTICES.match(last))):
        return True
    if _NOT_SO.match(last) or _NOT_ONLY.search(lead):
        return False
    if _STATE.search(last) and not _REMEDY.match(last):
        return True
    if opens_with_verb(last) and not _PURPOSE.match(last):
        return bool(_COMMENT.search(last))
    if _is_purpose(last):
        abuse = _ABUSE.search(last) and not last.startswith("为")
        return bool(abuse or _IMPORTANCE.search(last))
    return bool(_JUDGEMENT.search(last) or _LIES_IN.match(last))


def _is_no_plan(clause: str) -> bool:
    """Whether a clause before a plan only tells how things stand; a topic (贫困生的住宿费，|我们会补上) belongs to it."""
    return bool(_NO_PLAN.search(clause)) or (not _is_purpose(clause) and has_verb(clause))


def _behind_judgement(lead: str) -> int:
    """Where what is kept of a lead begins: …没有数据证明此说法，|一旦倒塌将无法挽回，应再仔细确认。"""
    start = 0
    if "。" in lead:
        return start
    for match in re.finditer("[^，]+，", lead):
        clause = match[0].rstrip("，")
        if _JUDGEMENT.search(clause) and not _is_purpose(clause) and not _NOT_SO.match(clause):
            start = match.end()
    return start


def _behind_description(lead: str) -> int:
    """Where what leads up to an authority's task begins: 人手青黄不接，|当局宜…; 为方便居民，署方应… stays whole."""
    start = len(lead)
    for match in reversed(list(re.finditer("[^，]+，", lead))):
        clause = match[0].rstrip("，")
        if not (
            _is_purpose(clause) or _BESIDES.search(clause) or _NOT_SO.match(clause) or _INSTEAD.match(clause)
        ):
            break
        start = match.start()
    return start if "。" not in lead and "：" not in lead else 0


def _is_purpose(clause: str) -> bool:
    """Whether a clause names a purpose, a reference or an action, and so belongs to what follows."""
    return bool(_PURPOSE.match(clause)) or opens_with_verb(clause)


def _start_of_dated_plan(body: str) -> int:
    """Where a dated plan begins behind what was done: 管道已完成七成，|剩余部分5月前通水。"""
    clauses = list(re.finditer(r"[^，]+", body))
    for number, clause in enumerate(clauses[1:], 1):
        if FUTURE_DATE.search(clause[0]) and all(_FINISHED.search(c[0]) for c in clauses[:number]):
            return clause.start()
    return 0
