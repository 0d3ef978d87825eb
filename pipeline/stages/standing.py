"""In which standing somebody speaks: for an office, for the nation, or as a member, expert, entrepreneur or citizen.

Comes in: the speakers of a speech and their roles as one string. Goes out: yes or no. Hard about it: one person has
several posts (市政协委员、某公司董事长; 市政协副主席、市财政局局长), and the mandate outweighs the job, but an office in
government outweighs a company.
"""

from __future__ import annotations

import re

from pipeline.lexicons import alternation
from pipeline.stages.annotations import Speech

_OFFICE = re.compile(rf"{alternation('standing', 'office')}|主席(?!团)")
_MANDATE = re.compile(r"(?<![委组局])委员(?!会|长)|代表(?!团|处|大会)|学员|议员|政协常委")
_CIVIL = re.compile(rf"{alternation('standing', 'civil')}|代表(?!团|处)|常委(?!、|会)")
_COMMITTEE = re.compile(r"政协[^、；，]{0,16}委(?:员会)?副?主任")  # its committees advise and do not govern
_VILLAGE = re.compile(r"(?:村|社区)[^、；，]{0,8}(?:书记|主任)")
_GOVERNING = re.compile(r"书记|[市县区省州镇乡局厅处部司]长|管委会|政府")
_ASSOCIATION = re.compile(rf"{alternation('standing', 'association')}|党$")
_PARTY_POST = re.compile(
    rf"{alternation('standing', 'association')}[^、；，]{{0,10}}(?:主席|主委|会长|常委|秘书长|主任|部长)"
)
_NATIONAL = re.compile(r"中共中央|全国|国家|国务院|中央")


def holds_office(roles: str) -> bool:
    return bool(_OFFICE.search(roles))


def is_national(roles: str) -> bool:
    return bool(_NATIONAL.search(roles))


def is_civil(speech: Speech, roles: str) -> bool:
    """Whether the speaker speaks as a member, deputy, expert, entrepreneur or citizen, not for an office.

    `roles` are the roles (or, of bodies, the names) of the speakers, joined by ；.
    """
    if any(s.kind == "group" for s in speech.speakers):
        return True
    if all(s.kind == "organization" for s in speech.speakers):
        return bool(_ASSOCIATION.search(roles))
    if _MANDATE.search(roles) or _COMMITTEE.search(roles):
        return True
    if _PARTY_POST.search(roles) and not _GOVERNING.search(roles):
        return True  # 民建中央副主席
    if _VILLAGE.search(roles) and not _GOVERNING.search(_VILLAGE.sub("", roles)):
        return True  # 朱湾村党支部书记 governs no more than the village's own affairs
    if _CIVIL.search(roles) and not _GOVERNING.search(roles):
        return True
    return not _OFFICE.search(roles) and speech.cue != "作者"
