"""Reads the area of a speaker's office from the role: 龙泉驿区委书记 → 510112.

Comes in: a speaker. Goes out: the code of the area that the office serves, or null. Hard about it: the role of a
member or deputy names where he works (全国人大代表、徽县某村党支部书记), which is not what he speaks for unless he
leads an area or says what his own body will do; companies and universities serve no area.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from pipeline.lexicons import alternation
from pipeline.stages.annotations import Speaker, Stance
from pipeline.stages.place_mentions import PlaceScanner, settled
from pipeline.stages.roles import split_posts

_MEMBER = re.compile(r"(?:政协委员|政协常委|人大代表|党代表|学员)")
_PRIVATE = re.compile(rf"{alternation('capacities', 'no_level', 'enterprise', 'association')}")
_LEADER = re.compile(r"[省市县区州盟旗](?:党?委|(?:人民)?政府|人大常委会|政协)?$")
_PREFIX = re.compile(
    rf"^(?:原|时任|前|现任|中共|政协|共青团|{alternation('capacities', 'democratic_party')})+"
)


@dataclass(frozen=True, slots=True)
class Office:
    """The area that an office serves."""

    code: str


def office_of(speaker: Speaker, stance: Stance, scanner: PlaceScanner) -> Office | None:
    """The area of the speaker's office; null where the role names none, or another's."""
    if speaker.kind == "organization":
        return (
            _area(speaker.name or "", scanner)
            if not _PRIVATE.search(_PREFIX.sub("", speaker.name or ""))
            else None
        )
    if not speaker.role:
        return None
    member = bool(_MEMBER.search(speaker.role))
    for body, post in split_posts(speaker.role):
        if not body or _MEMBER.search(f"{body}{post or ''}") or _PRIVATE.search(_PREFIX.sub("", body)):
            continue
        if member and stance != "commitment" and not _LEADER.search(body):
            continue
        if post and re.search(
            r"(?:村民|居民|市民|农民|牧民|果农|教师|医生|学生|教授|专家|研究员|代表)$", post
        ):
            continue
        office = _area(body, scanner)
        if office:
            return office
    return None


def _area(body: str, scanner: PlaceScanner) -> Office | None:
    code = _first_place(_PREFIX.sub("", body), scanner)
    return Office(code) if code else None


@cache
def _first_place(body: str, scanner: PlaceScanner) -> str | None:
    mentions = scanner.scan(body)
    if not mentions or mentions[0].start > 0:
        return None
    return settled(mentions[0], scanner.gazetteer)
