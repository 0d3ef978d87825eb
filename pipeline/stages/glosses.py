"""Short names that the article explains: 民生协进联盟（民协联）.

Comes in: the reading text and a short name. Goes out: where the full name stands before its brackets, or None. Hard about
it: brackets hold other things as well (a role, a colour), so that the short name's characters must stand in the full one,
in this order.
"""

from __future__ import annotations

import re

LONGEST_SHORT_NAME = 5  # characters: 民协联, 总工会


def gloss_of(text: str, short: str) -> re.Match[str] | None:
    """The match whose group `full` is the full name that `short` stands for."""
    if not 2 <= len(short) <= LONGEST_SHORT_NAME or f"{short}）" not in text.replace("”）", "）"):
        return None
    full = r"[\u4e00-\u9fff]{0,6}?".join(map(re.escape, short))
    return re.search(
        rf"(?P<full>{full}[\u4e00-\u9fff]{{0,6}}?)（(?:以?下?简称)?[“：]*{re.escape(short)}”?）", text
    )
