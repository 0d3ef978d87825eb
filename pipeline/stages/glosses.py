"""Short names that the article explains: 民生协进联盟（民协联）.

Comes in: the reading text and a short name. Goes out: where the full name stands before its brackets, or None. Hard about
it: brackets hold other things as well (a role, a colour), so that the short name's characters must stand in the full one,
in this order.
"""

from __future__ import annotations

import re

LONGEST_SHORT_NAME = 5  # characters: 民协联, 总工会


# what stands before a name and is none of it: 请愿信由|…关注组, 昨日|…, 同样在场的|…, 龛场营办人|…公司
_BEFORE_NAME = re.compile(
    r".*(?:[信书]由|[昨今前][日天]|日前|近日|当时的|在场[^，]{0,4}的|旁听的|[他她]们?的|发起的|营办人|营运商|承办商|发展商|东主"
    r"|(?:民间|环保|关注|社福)?(?:团体|机构|智库))"
)
_OF = re.compile(r"[由据的]")


def bare_name(name: str) -> str:
    """The name of a body without what runs into it: 同样在场的|步行关注组."""
    before = _BEFORE_NAME.match(name[:-2])
    return name[before.end() :] if before else name


def gloss_of(text: str, short: str) -> re.Match[str] | None:
    """The match whose group `full` is the full name that `short` stands for."""
    if not 2 <= len(short) <= LONGEST_SHORT_NAME or f"{short}）" not in text.replace("”）", "）"):
        return None
    full = r"[\u4e00-\u9fff]{0,6}?".join(map(re.escape, short))
    brackets = rf"（(?:(?:以?下)?(?:简称|称))?[“：]*{re.escape(short)}”?）"
    explained = rf"{full}[\u4e00-\u9fff]{{0,6}}?){brackets}"
    found = re.search(rf"(?P<before>[\u4e00-\u9fff]{{0,12}}?)(?P<full>{explained}", text)
    if found is None or not found["before"]:
        return found
    # where the short name is the end of the full one, its beginning stands in `before`: 共融教育|协进会（协进会）
    marks = [m.end() for m in _OF.finditer(found["before"])]
    bare = bare_name(found["before"] + short)
    start = found.start() + max([0, *marks, len(found["before"]) + len(short) - len(bare)])
    return re.compile(rf"(?P<full>[\u4e00-\u9fff]{{0,12}}?{explained}").match(text, start)
