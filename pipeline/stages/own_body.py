"""Whether the subject of a plan is the speaker's own body: 我局, 署方, 市财政局 of its head.

Comes in: the words before 将 and the speech. Goes out: yes or no. Hard about it: the body is named in other words than in
the speaker's role (人社局, 人力资源和社会保障局局长), and one short form may stand in a role by chance (公司 in
公安局司法鉴定中心).
"""

from __future__ import annotations

import re

import rjieba

from pipeline.stages.annotations import Speech
from pipeline.stages.standing import holds_office

# the body a plan is of: one's own (我市, 馆方) or one that can be compared with the speaker's
_OWN_BODY = re.compile(
    r"""(?:
      [省市区县州镇乡村局馆校院园]里 | [校馆局署处院厅部会警园]方 | 园区 | 当局
    | (?:[省市区县州镇乡]委|[省市区县州镇乡]政府|、|和)+
    | 我们 | 我 | 咱们?
    | 我[市区县省州镇乡村局委院厅办校所司院] | 本[市区县省局委院厅办校公司] | 全[市区县省]
    | [\u4e00-\u9fff（）]{0,14}
      (?:局|委|办|厅|部|署|海关|部门|系统|院|中心|支队|公司|集团|企业|学校|医院|合作社|银行|政府|市委|区委|县委|委会|组|管委会|办公室|协会|政协|界)
    )?""",
    re.VERBOSE,
)
_COMMITTEES = re.compile(r"(?:[省市区县州镇乡]委|[省市区县州镇乡]政府|、|和)+")
_HEADS = re.compile(r"书记|[省市区县州镇乡]长|常委|秘书长|主任")
_HEAD_OF_BODY = re.compile(r"([局厅部署院校行])(?:副?\1)?长(?=[、，；（]|$)")  # 财政|局长, 财政局|副局长
_FULLER_KIND = re.compile(r"员会|公[室厅]")  # of 委, 办
_PLACE_OF_WORK = re.compile(r"[省市区县州镇乡村局馆校院园]里|[校馆局署处院厅部会警园]方|园区")
_TIME_BEFORE = re.compile(r"^(?:今年|明年|今后|下一步|接下来|未来|届时)，?")
_TIME_OR_ALSO_BEFORE = re.compile(r"^(?:今年|明年|今后|下一步|接下来|未来|届时|同时|此外)，?")
_ALSO_BEHIND = re.compile(r"[并亦也还仍]+$")  # 署方并|计划…


def is_own_body(head: str, speech: Speech) -> bool:
    """Whether the subject of 将 is the speaker's own body: 我局, 市财政局 of its head."""
    if not _OWN_BODY.fullmatch(_ALSO_BEHIND.sub("", _TIME_BEFORE.sub("", head))):
        return False
    head = _ALSO_BEHIND.sub("", _TIME_OR_ALSO_BEFORE.sub("", head))
    own = {s.name or "" for s in speech.speakers} | {s.role or "" for s in speech.speakers}
    if re.match(r"我|咱|本", head) or _PLACE_OF_WORK.fullmatch(head):
        return True
    if head in {"当局", "政府"}:
        return any(holds_office(name) for name in own)
    if _COMMITTEES.fullmatch(head):
        return any(_HEADS.search(name) for name in own)
    name = head.removesuffix("部门").removesuffix("系统")
    if not name:
        return True  # 届时，|将…; 部门|将…
    bare = re.sub(r"^(?:我|本|全)?[市区县省]?", "", name)
    return any(
        other in name or any(_stands_for(short, other, whole=name == head) for short in (name, bare))
        for other in own
        if other
    )


def _stands_for(short: str, name: str, *, whole: bool) -> bool:
    """Whether a body's short form stands for the one in a role: 人社局, for 人力资源和社会保障局局长.

    Each of its characters begins a word of the role or goes on with one, so that 区委 is none of 社区|委员会; a
    `whole` form, with the kind of body, ends one, so that 公司 is none of 公安局|司法|鉴定中心.
    """
    if len(short) < 2:
        return False
    name = _HEAD_OF_BODY.sub(r"\1、", name)
    borders = _borders(name)
    reached = {-1}
    for number, char in enumerate(short, 1):
        reached = {
            at
            for at in range(min(reached) + 1, len(name))
            if name[at] == char
            and (
                at in borders
                or (number > 1 and at - 1 in reached)
                or (number == len(short) and at + 1 in borders)  # 中院, of 中级人民法|院
            )
        }
        if not reached:
            return False
    return not whole or any(at + 1 in borders or _FULLER_KIND.match(name, at + 1) for at in reached)


def _borders(name: str) -> set[int]:
    """Where words part in the name of a body; longer ones are made of pairs: 城乡|建设, 财政|局."""
    borders = {0}
    end = 0
    for word in rjieba.cut(name):
        borders.update(range(end, end + len(word), 2))
        end += len(word)
    return borders | {end}
