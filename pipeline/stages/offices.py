"""Reads the area of a speaker's office from the role: 龙泉驿区委书记 → 510112.

Comes in: a speaker. Goes out: the code of the area that the office serves, or null. Hard about it: the role of a
member or deputy names where he works (全国人大代表、徽县某村党支部书记), which is not what he speaks for unless he
leads an area, says what his own body will do, or speaks of that area as his own (县里要…); companies and
universities serve no area, and who reports for a group of trainees speaks for the group.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from pipeline.lexicons import alternation
from pipeline.stages.annotations import Speaker, Stance
from pipeline.stages.place_mentions import PlaceScanner, settled
from pipeline.stages.roles import split_posts

_MEMBER = re.compile(r"(?:政协委员|政协常委|人大代表|党代表|组长)")
_TRAINEE = re.compile(r"学员")
_PRIVATE = re.compile(rf"{alternation('capacities', 'no_level', 'enterprise', 'association')}|厂$")
_LEADER = re.compile(r"(?<![社小园景校])[省市县区州盟旗](?:党?委|(?:人民)?政府|人大常委会|政协)?$")
_TOWN = re.compile(
    r"(?P<name>[\u4e00-\u9fff]{1,6}?(?:镇|乡|街道))(?:党|人大|政府|人民政府|办事处|镇长|乡长|副[镇乡]长|主任)"
)
_PREFIX = re.compile(
    rf"^(?:原|时任|前|现任|中共|政协|共青团|{alternation('capacities', 'democratic_party')})+"
)


@dataclass(frozen=True, slots=True)
class Office:
    """The area that an office serves."""

    code: str


def office_of(speaker: Speaker, stance: Stance, scanner: PlaceScanner, said: str = "") -> Office | None:
    """The area of the speaker's office; null where the role names none, or another's. `said` is the speech."""
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
        mandate = f"{body}{post or ''}"
        if (
            not body
            or _MEMBER.search(mandate)
            or _TRAINEE.search(mandate)
            or _PRIVATE.search(_PREFIX.sub("", body))
        ):
            continue
        if post and re.search(
            r"(?:村民|居民|市民|农民|牧民|果农|教师|医生|学生|教授|专家|研究员|代表)$", post
        ):
            continue
        office = _area(body, scanner)
        if office is None:
            continue
        if not member or stance == "commitment" or _LEADER.search(body) or _is_own(office, said, scanner):
            return office
    return None


def township_office(speaker: Speaker, area: str, scanner: PlaceScanner) -> Office | None:
    """The county of who leads a town in the area, where only one county of it has such a town: 洛门镇镇长."""
    town = _TOWN.match(speaker.role or "")
    if town is None:
        return None
    counties = scanner.gazetteer.counties_with(town["name"], area)
    return Office(counties[0]) if len(counties) == 1 else None


def _is_own(office: Office, said: str, scanner: PlaceScanner) -> bool:
    """Whether a speech speaks of the county as the speaker's own: 县里, 我县, 全县."""
    kind = scanner.gazetteer.name(office.code)[-1]
    return kind in "县区旗" and bool(
        re.search(rf"我{kind}|(?<![\u4e00-\u9fff]){kind}(?:里|财政|委、?{kind}?政府)|全{kind}(?!域)", said)
    )


def _area(body: str, scanner: PlaceScanner) -> Office | None:
    code = _first_place(_PREFIX.sub("", body), scanner)
    return Office(code) if code else None


@cache
def _first_place(body: str, scanner: PlaceScanner) -> str | None:
    mentions = scanner.scan(body)
    if not mentions or mentions[0].start > 0:
        return None
    return settled(mentions[0], scanner.gazetteer)
