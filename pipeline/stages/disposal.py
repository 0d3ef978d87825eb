"""Whether 将 opens a plan, or disposes of its object as 把 does: 将|出台政策, 建议将|养老服务|纳入考核.

Comes in: a sentence and where 将 stands in it. Goes out: yes or no. Hard about it: the characters around 将 are the same in
both; what tells is the word before it and the verb behind its object.
"""

from __future__ import annotations

import re

from pipeline.lexicons import alternation

_MISHAP = re.compile(rf"{alternation('disposal', 'mishap')}|对[^，]{{1,12}}造成")
_OTHER_WORD = re.compile(r"来|军|领|近|士|错就错|信将疑")  # 将来, 将近, 将错就错
_ADVERB_BEFORE = re.compile(r"[要应须可并即]$")  # 应将, 即将
_DATED = re.compile(r"[于在][^，]{0,6}(?:年|月|季|日|内)|会|继续|进一步|陆续|分阶段|适时")  # 并将|于明年推行
_PLAN = re.compile(alternation("disposal", "plan"))
_OWN_VERB = re.compile(alternation("disposal", "own"))
_SECOND_VERB = re.compile(
    rf"""
      {alternation("disposal", "second")}
    | 向[\u4e00-\u9fff]{{1,8}}(?:倾斜|延伸|转移|下沉)                      # 将资源向基层下沉
    | [“‘]?[\u4e00-\u9fff][”’]?(?:向|到|入|为|成|给|于|至)[\u4e00-\u9fff“]{{1,12}}$   # 将服务送给企业
    | 与[\u4e00-\u9fff]{{2,16}}(?:结合|挂钩|衔接|联动|融合)                # 将考核与薪酬挂钩
    """,
    re.VERBOSE,
)


def opens_plan(body: str, start: int, end: int, *, cued: bool) -> bool:
    """Whether the 将 at `start:end` of `body` opens a plan; `cued` where a cue stands right before `body`."""
    after = body[end:]
    if cued and not body.endswith("我们", 0, start):
        return False  # 建议|将…纳入; 建议…，|将津贴加至…
    if body.endswith("并", 0, start) and _DATED.match(after):
        return True
    if _MISHAP.match(after) or _OTHER_WORD.match(after) or _ADVERB_BEFORE.search(body[:start]):
        return False
    clause = re.split(r"[，；。]", after)[0]
    if _PLAN.match(clause) or _SECOND_VERB.match(clause):
        return True  # 将|引入社会资本, 将|建成平台: nothing stands between that it could dispose of
    return not _SECOND_VERB.search(clause) or bool(_OWN_VERB.match(clause))
