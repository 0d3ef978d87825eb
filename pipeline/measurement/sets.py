"""Sets of gold articles, and the groups that they are scored in: half, region, kind.

Comes in: a folder of gold, as `FOLDER` or `FOLDER=TEXTS`; go out: its articles. The hard part is what may be shown:
rules are written on the 1st, 3rd, 5th … article of a set, the others are scored and never looked at, and a set taken
from elsewhere (it says so in its SOURCES.json) is never quoted: of an article of 新闻联播 the page has figures alone.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, TypeVar

from pipeline.quality.gold import Judged, read_gold

Half = Literal["1st, 3rd, 5th …", "2nd, 4th, 6th …"]
Region = Literal["mainland", "Hong Kong"]
_BEYOND_THE_MAINLAND = ("71", "81", "82")  # how the codes of Taiwan, Hong Kong and Macao begin
_Item = TypeVar("_Item")


@dataclass(frozen=True, slots=True)
class Gold:
    """An article of a set with its gold.

    `kind` names the set too (`broadcast: symposium`); `is_open` tells whether its faults may be looked at,
    `is_quotable` whether its words may be printed.
    """

    set: str
    kind: str
    half: Half
    judged: Judged
    is_open: bool
    is_quotable: bool

    @property
    def region(self) -> Region:
        """Hong Kong's are the articles in traditional characters without a place of the mainland."""
        place = self.judged.article["place"]
        in_the_mainland = bool(place) and not place.startswith(_BEYOND_THE_MAINLAND)
        return "mainland" if self.judged.article["script"] == "hans" or in_the_mainland else "Hong Kong"


def read_set(argument: str, opened: Collection[str] = (), closed: Collection[str] = ()) -> list[Gold]:
    """The articles of `FOLDER[=TEXTS]`, by name. The set is called as the folder that holds its texts.

    The second half stays closed but for sets that `opened` names, the whole of one that `closed` names. Raises `GoldError` for what is not gold.
    """
    folder, _, texts = argument.partition("=")
    name = Path(texts or folder).resolve().name
    is_own = not (Path(folder) / "SOURCES.json").exists()
    return [
        Gold(
            set=name,
            kind=name if is_own else f"{name}: {article.kind}",
            half="2nd, 4th, 6th …" if number % 2 else "1st, 3rd, 5th …",
            judged=article,
            is_open=name not in closed and (name in opened or number % 2 == 0),
            is_quotable=is_own,
        )
        for number, article in enumerate(read_gold(Path(folder), Path(texts) if texts else None))
    ]


def grouped(items: Iterable[_Item], key: Callable[[_Item], str]) -> dict[str, list[_Item]]:
    """Items by key, groups in the order of their first item."""
    found: dict[str, list[_Item]] = {}
    for item in items:
        found.setdefault(key(item), []).append(item)
    return found
