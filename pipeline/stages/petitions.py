"""Who heads a sentence that tells of a meeting or a petition, and says in a later clause what is wanted.

Comes in: a sentence whose verb of speech has no subject. Goes out: the group or body that it begins with, or None. Hard
about it: many a body heads a sentence without saying anything (街坊联会设有三个分会，会后|促请…), so that only the ways in
which a group turns to those in office count (民主派议员今早与局长|会面，会后|促请…).
"""

from __future__ import annotations

import re

from pipeline.lexicons import alternation
from pipeline.stages.annotations import Speaker
from pipeline.stages.subjects import Subject, group_or_body

_KIND = rf"{alternation('organizations', 'suffix')}|{alternation('groups', 'group')}"
# 民建联立法会议员|，今早与财政司司长|会面
_APPROACHES = re.compile(
    rf"""
    (?:(?:不过|然而|但|其后|随后|另外|此外|同时)，?)?
    (?P<head>
      (?:约|近|逾|一批|一群|多[名位个])?(?:[0-9]+余?[位名个])?[\u4e00-\u9fff]{{0,14}}?(?:{_KIND})(?!{_KIND}|[员们])
    | (?:[0-9]+余?[位名个])?[\u4e00-\u9fff]{{2,16}}?(?=，|[今昨前日天早晚与和跟向到约就于在]|{alternation("groups", "approach")})
    | [\u4e00-\u9fff]{{0,6}}(?:智库|团体|组织|联盟|机构|学会|平台)“(?P<quoted>[^”，。]{{2,12}})”)，?
    (?:同样|[今昨前]?[日天早晚晨]|[今昨]|下午|上午|今午|日前|近日|上周|上个?月|本月|[去前今]年|早前|多年前|十多年前|[曾亦也则再])*
    (?:
      [与和跟向到约就于在][^，。；]{{1,20}}?{alternation("groups", "approach")}
    | {alternation("groups", "approach")}
    | [^，。；]{{2,24}}(?:之后|以后|后|期间)(?=，)
    | 收集[^，。；]{{2,14}}(?:签名|联署)
    | 对[^，。；]{{2,20}}(?:表示|深表|感到)[^，。；]{{2,6}} | (?:强烈|严厉)?(?:谴责|抗议|炮轰|不满|欢迎|支持|反对|质疑|关注|忧虑|同意|肯定|赞成|认同|批评|接获)[^，。；]{{2,24}}
    | (?:向[^，。；]{{1,16}})?(?:提交|递交|呈交|发表|公布)[^，。；]{{0,10}}(?:建议书|意见书|请愿信|立场书|联署信|报告|调查结果)
    )
    [^。；]{{0,20}}，
    """,
    re.VERBOSE,
)


def head_of_sentence(text: str, start: int, end: int) -> Subject | None:
    """The group or body that `text[start:end]` begins with and tells to have met or petitioned somebody."""
    match = _APPROACHES.match(text, start, end)
    if match and match["quoted"]:  # 民间智库“明日香港”发表报告，
        return Subject(
            (Speaker("organization", match["quoted"], None, match.span("quoted")),), match.start("head")
        )
    if not match:
        return None
    head = re.sub(r"^(?:[约近逾]|一批|一群|多[名位个])", "", match["head"])
    return group_or_body(text, head, match.end("head") - len(head))
