"""Finds the county that one piece of a page, or one bare office in it, belongs to.

Comes in: an article of a whole city, its blocks and the places it names. Goes out: the code of a county in it.
Hard about it: a city's page carries news of its counties (绥宁县政协：组织委员视察…), in which 县, 县政协主席 and
委员 are the county's, while the page itself goes on speaking as the city's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pipeline.lexicons import alternation
from pipeline.lexicons.gazetteer import Gazetteer
from pipeline.stages.annotations import Block, Candidate, Speaker
from pipeline.stages.place_mentions import PlaceMention, settled

_ORGAN = re.compile(alternation("place_cues", "organ"))
_HEADS = re.compile(r"[：:|｜]|\s|$")
# where a piece of news begins: 本报讯（记者 …）近日，|绥宁县政协组织…
_NEWS = re.compile(
    r"""(?:(?:本报|本网|本台|本刊|本站)?讯[：\s]?\s*(?:（[^（）]{0,40}）)?\s*)?
    (?:(?:近日|日前|近期|昨日|昨天|今天|最近|\d{1,2}月\d{1,2}日(?:[上下]午)?(?:至\d{1,2}日)?)，?)?""",
    re.VERBOSE,
)
_BARE = re.compile(
    r"^(?:中共)?(?P<kind>[区县旗])(?=委|政府|人大|政协|纪委|监委|长|法院|检察院|[\u4e00-\u9fff]{1,12}(?:局|委|中心|办|会|队)(?!员))"
)


class Pieces:
    """The pieces of one article's page: from a heading, or a new dateline, to the next."""

    def __init__(
        self,
        text: str,
        blocks: Sequence[Block],
        mentions: Sequence[PlaceMention],
        gazetteer: Gazetteer,
        own: str,
    ) -> None:
        self.text = text
        self.gazetteer = gazetteer
        self.inside = [
            (mention, code)
            for mention in mentions
            if (code := settled(mention, gazetteer, own)) and code != own and gazetteer.contains(own, code)
        ]
        self.starts: list[int] = []
        self.owners: list[tuple[str, PlaceMention] | None] = []
        for piece in _pieces(blocks):
            self.starts.append(piece[0].start)
            self.owners.append(self._owner(piece))

    def owner(self, candidate: Candidate) -> tuple[str, PlaceMention] | None:
        """The county of the candidate's piece and where it is named; null for the city's own."""
        found = None
        for start, owner in zip(self.starts, self.owners, strict=True):
            if start > candidate.start:
                break
            found = owner
        return found if len(self.starts) > 1 else None

    def _owner(self, piece: Sequence[Block]) -> tuple[str, PlaceMention] | None:
        """The one county that a piece's heading or its first sentence names as the body that acts."""
        heading, body = piece[0], next((block for block in piece if block.kind == "body"), None)
        found: dict[str, PlaceMention] = {}
        for mention, code in self.inside:
            if heading.kind != "body" and mention.start == heading.start:
                after = _ORGAN.match(self.text, mention.end) or _HEADS.match(self.text, mention.end)
                if after and mention.official:
                    found.setdefault(code, mention)
            if body and body.start < mention.start < body.end and self._acts(body, mention):
                found.setdefault(code, mention)
        return next(iter(found.items())) if len(found) == 1 else None

    def _acts(self, body: Block, mention: PlaceMention) -> bool:
        """Whether a piece of news begins with the county's body."""
        news = _NEWS.match(self.text, body.start)
        return bool(
            news
            and news.start() < news.end() == mention.start
            and mention.official
            and _ORGAN.match(self.text, mention.end)
        )

    def area_of(self, speaker: Speaker, candidate: Candidate) -> tuple[str, PlaceMention] | None:
        """The county of an office that does not name it, 区政协主席: the one of that kind named before it."""
        bare = _BARE.match((speaker.name if speaker.kind == "organization" else speaker.role) or "")
        if bare is None:
            return None
        start = max((s for s in self.starts if s <= candidate.start), default=0)
        named = {
            code: mention
            for mention, code in self.inside
            if start <= mention.start < candidate.start
            and mention.official
            and self.text[mention.end - 1] == bare["kind"]
        }
        return next(iter(named.items())) if len(named) == 1 else None


def _pieces(blocks: Sequence[Block]) -> Iterator[list[Block]]:
    """The blocks parted where a heading or another section begins; headings that stand together go together."""
    piece: list[Block] = []
    for block in blocks:
        opens = block.kind in {"title", "subheading"}
        fresh = (
            bool(piece)
            and block.section != piece[-1].section
            and piece[-1].kind not in {"title", "subheading"}
        )
        if piece and (opens or fresh):
            yield piece
            piece = []
        piece.append(block)
    if piece:
        yield piece
