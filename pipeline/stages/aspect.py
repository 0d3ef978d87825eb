"""Whether words tell of what was done, of how things stand, or of what is to come.

Comes in: a piece of a speech, or a clause of it. Goes out: regular expressions to search it with. Hard about them: the
same sign means both (目前已建成 is done, 目前为止 is not; 是 judges, 就是要 and 是否 do not), so the plain words stand in
`lexicons/aspect.tsv`, and here those that depend on what stands beside them.
"""

from __future__ import annotations

import re

from pipeline.lexicons import alternation

IS = r"(?<![就还正只总都于也但而凡更若别其])是"  # the verb, no part of 就是, 还是, 于是, 凡是, 特别是

# the piece reports what was done
DONE = re.compile(
    rf"""
      {alternation("aspect", "done")}
    | 曾(?![\u4e00-\u9fff]{{0,3}}提)                       # 曾任, but 曾(多次)提出: an earlier proposal is one
    | 目前(?!为止)(?:正|有|全)
      # 2021年，全市共建成: a balance of a year; no 2026年底前建成
    | [0-9]{{4}}年(?!以后|代|[底初末]?[之以]?前|[0-9]{{1,2}}月[底份]?[之以]?前)(?:底|初|末)?[，,]?
      (?:[\u4e00-\u9fff]{{0,10}})?{alternation("aspect", "finished")}
    | 安排(?:市级|专项)?资金[0-9]
    | (?<![而早])已(?!往|故|知)                         # 已建成, but no 而已, 早已
    """,
    re.VERBOSE,
)
# … and says so in one of its clauses' first words
DONE_FIRST = re.compile(rf"(?:^|，)[^，]{{0,6}}(?:{DONE.pattern})(?!新时代)", re.VERBOSE)
# 建成了, but no 了解, 为了 (which ends no word of a deed) and no purpose (为了更好…要)
PERFECT = re.compile(r"[\u4e00-\u9fff]了(?!解|然|结|望|却|得|不起|如指掌)(?!.{0,6}(?:提高|更好|确保)要)")
# the piece says how things stand or what they mean
JUDGEMENT = re.compile(
    rf"""
      {alternation("aspect", "judgement")}
    | 有[\u4e00-\u9fff]{{2}}、有      # 有基础、有条件
    | {IS}(?!否|不是)                 # 是 judges, 是否 and 是不是 ask
    | 还不(?!断)
    | 让人(?!民)
    | 很(?!快)
    | 特别(?!是)
    """,
    re.VERBOSE,
)
# a clause that comments on the one before it: …，是|必由之路
PREDICATE = re.compile(rf"^{alternation('aspect', 'predicate')}")
NEXT = re.compile(alternation("aspect", "next"))
# a date by which something will be carried out
FUTURE_DATE = re.compile(
    rf"""
      {alternation("aspect", "due")}
    | [0-9]{{1,2}}月(?:底|初|中旬|份)?(?:之?前|底)   # 5月底前
    | [0-9一二三两]年内
    """,
    re.VERBOSE,
)
# … or any time to come
FUTURE_TIME = re.compile(
    rf"{FUTURE_DATE.pattern} | {alternation('aspect', 'soon')} | [0-9]{{1,2}}月底?前", re.VERBOSE
)
# times that open a plan: 今年|启动…, 每季度|发布…
TIME_FIRST = re.compile(
    r"""^(?:
      今年 | 明年 | 年内 | 年底前
    | [0-9]{1,2}月底?前
    | 每[年季月周半]度?
    | [上下]半年
    | [0-9一二三两]年内
    | “?十[四五]五”?(?:时期|期间)?
    )+""",
    re.VERBOSE,
)
