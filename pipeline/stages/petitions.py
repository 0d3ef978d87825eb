"""Who heads a sentence that tells of a meeting or a petition, and says in a later clause what is wanted.

Comes in: a sentence whose verb of speech has no subject. Goes out: the group or body that it begins with, or None. Hard
about it: many a body heads a sentence without saying anything (街坊联会设有三个分会，会后|促请…), so that only the ways in
which a group turns to those in office count (民主派议员今早与局长|会面，会后|促请…).
"""

from __future__ import annotations

import re

from pipeline.lexicons import alternation
from pipeline.stages.subjects import Subject, group_or_body

# 民建联立法会议员|，今早与财政司司长|会面
_APPROACHES = re.compile(
    rf"""
    (?:(?:不过|然而|但|其后|随后|另外|此外|同时)，?)?
    (?P<head>(?:[0-9]+余?[位名个])?[\u4e00-\u9fff]{{2,16}}?)，?
    (?:同样|[今昨前]?[日天早晚晨]|[今昨]|下午|上午|今午|日前|近日|[亦也则再])*
    (?:
      [与和跟向到约就于在][^，。；]{{1,20}}?{alternation("groups", "approach")}
    | {alternation("groups", "approach")}
    )
    [^。；]{{0,20}}，
    """,
    re.VERBOSE,
)


def head_of_sentence(text: str, start: int, end: int) -> Subject | None:
    """The group or body that `text[start:end]` begins with and tells to have met or petitioned somebody."""
    match = _APPROACHES.match(text, start, end)
    return group_or_body(match["head"], match.start("head")) if match else None
