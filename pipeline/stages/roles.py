"""Normalises roles: the verbatim title goes in, its posts with their bodies and levels come out.

Comes in: 龙泉驿区委书记. Goes out: the post 书记 of 龙泉驿区委 at county level, and the capacity in which the
speaker speaks. Hard about it: several posts share one body (市科协党组书记、副主席), bodies and posts come in pairs
(市贸促会（市博览局）会长（局长）), and many members' roles name only their jobs, so that the capacity is read
from how the article calls them (周牧原委员（区第二人民医院副院长）).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from spacy.tokens import Doc

from pipeline.lexicons import alternation, lexicon
from pipeline.lexicons.gazetteer import MUNICIPALITIES, Gazetteer
from pipeline.stages.annotations import KindOfProposer, Speaker
from pipeline.stages.place_mentions import PlaceScanner, leading_place, place_scanner, settled

Level = Literal["national", "province", "prefecture", "county", "township", "village", "none"]
Category = Literal[
    "cppcc_member", "npc_deputy", "party_official", "government_official", "department", "judiciary", "trainee",
    "expert", "enterprise", "democratic_party", "association", "grassroots", "citizen", "other",
]  # fmt: skip

_LEVEL_WORDS = frozenset("省市县区州盟旗镇乡村")
_HEADS = frozenset(lexicon("capacities", "area_head"))
_SUB_ORGANS = frozenset(lexicon("capacities", "sub_organ"))
# nouns that carry a body of their own (县委书记, 政协委员) are left to the rule: body, then post
_NOUNS = "|".join(
    re.escape(word)
    for word in lexicon("titles", "office", "member", "job", "person")
    if not re.match(r"(?:县委|政协|人大|村支|村主任|社区|国家|军委)", word)
)
_MODIFIER = alternation("capacities", "modifier")
_POST = re.compile(
    rf"(?P<post>(?:主持[^、，]{{1,6}}的)?(?:{_MODIFIER})*(?:{_NOUNS}|书记|主任|委员|代表|常委|主委|成员|负责人|负责同志)(?:兼[^、，]{{0,6}})?)$"
)
_SEPARATOR = re.compile(r"[、，,；;]|\s+|(?<=[长任记])兼(?=[\u4e00-\u9fff]{3})")
_PAIRS = re.compile(
    r"^(?P<first>[^()（）]+)[(（](?P<second>[^()（）]+)[)）](?P<post>[^()（）]+)[(（](?P<other>[^()（）]+)[)）]$"
)
# 副校（院）长: two posts that differ in one character
_TWIN = re.compile(
    r"^(?P<first>[^()（）]+)[(（](?P<second>[^()（）]+)[)）](?P<head>[^()（）]*?)(?P<one>[校院局主会所])[(（](?P<two>[校院局主会所]|[^()（）]{2,3})[)）](?P<tail>[长任])$"
)
_NATIONAL = re.compile(
    r"^(?:全国|中央|中共中央|国务院|国家|最高人民|最高法|最高检|中国|教育部|财政部|商务部|公安部|民政部|司法部|自然资源部|生态环境部|住房城乡建设部|交通运输部|水利部|农业农村部|文化和旅游部|人力资源|应急管理部|科技部|工业和信息化部|外交部|国防部|退役军人事务部|中国人民银行|审计署|海关总署|国资委)|中央(?:委员会)?$"
)
_PARTY_PREFIX = re.compile(
    rf"^(?:原|时任|前|现任|中共|政协|共青团|{alternation('capacities', 'democratic_party')})+"
)
_NO_LEVEL = re.compile(rf"{alternation('capacities', 'no_level')}")
_LEVELS: tuple[tuple[re.Pattern[str], Level], ...] = (
    (re.compile(r"村(?!振兴)|社区|居委会"), "village"),
    (re.compile(r"镇|乡(?!村)|街道|办事处"), "township"),
)
_WORD_LEVELS: dict[str, Level] = {
    "省": "province", "自治区": "province", "市": "prefecture", "州": "prefecture", "盟": "prefecture",
    "县": "county", "区": "county", "旗": "county", "镇": "township", "乡": "township", "村": "village",
}  # fmt: skip
# how the article calls a member: 周牧原委员, but not 王鹏代表民建发言
_CALLED = re.compile(r"(?P<as>委员|常委|代表)(?!团|发言|[\u4e00-\u9fff]{2,12}(?:委|会|党|盟)(?:发言|建议))")
_LEADS = re.compile(r"(?:书记|[省市县区州]长|主席|主任|局长)$")
_MANDATES: tuple[tuple[re.Pattern[str], Category], ...] = (
    (re.compile(r"党代表"), "party_official"),
    (re.compile(alternation("capacities", "trainee")), "trainee"),
    (re.compile(rf"{alternation('capacities', 'cppcc_member')}|(?:^|[、，])(?:委员|常委)$"), "cppcc_member"),
    (re.compile(rf"{alternation('capacities', 'npc_deputy')}|^代表$"), "npc_deputy"),
)
_BODIES: tuple[tuple[str, Category], ...] = (
    (alternation("capacities", "democratic_party"), "democratic_party"),
    ("政协", "cppcc_member"),
    ("人大", "npc_deputy"),
)


def _ends(kind: str) -> re.Pattern[str]:
    return re.compile(f"{alternation('capacities', kind)}$")


# In this order; the first that fits tells. `either` is the body or, where there is none, the post.
_RULES: tuple[tuple[Literal["body", "post", "either"], re.Pattern[str], Category], ...] = (
    ("post", _ends("citizen"), "citizen"),
    ("post", re.compile(r"(?:居民|村民|市民|职工|群众|家长|业主)代表$"), "citizen"),
    ("body", _ends("judiciary"), "judiciary"),
    ("body", re.compile(f"^{alternation('capacities', 'democratic_party')}"), "democratic_party"),
    ("either", _ends("enterprise"), "enterprise"),
    ("body", re.compile(r"(?:公司|集团|厂|银行)党[组工]?委$"), "enterprise"),
    ("body", _ends("grassroots"), "grassroots"),
    (
        "body",
        re.compile(
            r"(?:村|社区|街道|镇|乡)(?:党委|党支部|党总支|(?:人民)?政府|党工委|[^县市区]{0,6}(?:中心|站|所))$"
        ),
        "grassroots",
    ),
    ("body", _ends("association"), "association"),
    (
        "body",
        re.compile(
            r"(?:发改|卫健|国资|住建|经信|科技|教育|商务|交通|规划|文旅|农业|城管|管理|改革|工作|监督)委(?:员会)?$"
        ),
        "department",
    ),
    ("body", _ends("party_official"), "party_official"),
    ("body", re.compile(r"党[工组]?委$"), "party_official"),
    ("post", re.compile(f"{alternation('capacities', 'area_head')}$"), "government_official"),
    ("body", _ends("government_official"), "government_official"),
    ("body", _ends("department"), "department"),
    ("post", _ends("enterprise"), "enterprise"),
    ("post", _ends("expert"), "expert"),
    ("post", _ends("grassroots"), "grassroots"),
    ("post", _ends("association"), "association"),
    ("post", _ends("judiciary"), "judiciary"),
    ("post", _ends("party_official"), "party_official"),
    ("post", _ends("government_official"), "government_official"),
    ("post", _ends("department"), "department"),
    ("body", _ends("expert"), "expert"),
)
_FLOOR = re.compile(
    r"政协[^。\n]{0,30}大会发言|大会发言(?:选登|摘登|摘编|摘要|选编)|政协委员[^。\n]{0,12}(?:建言|发言)"
)


@dataclass(frozen=True, slots=True)
class Post:
    """One post of a role: its body (null for 学员代表), its name, and the body's administrative level."""

    organization: str | None
    post: str | None
    level: Level


@dataclass(frozen=True, slots=True)
class NormalRole:
    """A role's posts in its order, and the capacity of who holds it."""

    posts: tuple[Post, ...]
    category: Category


def normalise_role(
    role: str | None,
    *,
    kind: KindOfProposer = "person",
    name: str | None = None,
    area: str | None = None,
    surroundings: str = "",
) -> NormalRole:
    """The posts and the capacity of a speaker.

    `role` and `name` are as guidelines section 4 writes them, `area` is the code of the article's place (its
    level is that of 市 in 市科技局: in an article of 海安 a county), `surroundings` the text in which the
    speaker stands, which tells members whose roles name only their jobs.
    """
    if kind == "organization":
        posts: tuple[Post, ...] = (Post(name, None, level_of(name or "", area)),) if name else ()
        return NormalRole(posts, _category_of_body(name or ""))
    posts = tuple(
        Post(body, post, level_of(body or post or "", area)) for body, post in split_posts(role or "")
    )
    return NormalRole(posts, _category(role or "", name, surroundings))


def capacity_in(doc: Doc, speaker: Speaker) -> NormalRole:
    """`normalise_role` of a speaker in his article."""
    return normalise_role(
        speaker.role,
        kind=speaker.kind,
        name=speaker.name,
        area=doc._.metadata.place,
        surroundings=doc._.aligned.text,
    )


def split_posts(role: str) -> list[tuple[str | None, str | None]]:
    """The (body, post) pairs of a role: 市委常委、统战部部长 → (市委, 常委), (市委统战部, 部长)."""
    found: list[tuple[str | None, str | None]] = []
    for part in _parts(role):
        for body, post in _paired(part):
            found.append((_carried(body, post, found[-1][0] if found else None), post))
    return found


def _parts(role: str) -> list[str]:
    """The role cut at its commas, but not inside brackets."""
    masked = re.sub(r"[(（][^()（）]*[)）]", lambda match: "□" * len(match[0]), role)
    parts, last = [], 0
    for match in _SEPARATOR.finditer(masked):
        parts.append(role[last : match.start()])
        last = match.end()
    parts.append(role[last:])
    return [part.strip() for part in parts if part.strip()]


def _paired(part: str) -> list[tuple[str | None, str | None]]:
    """A part's body and post; two of each for 市贸促会（市博览局）会长（局长）."""
    if twin := _TWIN.match(part):
        other = twin["two"]
        return [
            (twin["first"], f"{twin['head']}{twin['one']}{twin['tail']}"),
            (twin["second"], f"{twin['head']}{other}{twin['tail']}"),
        ]
    if pairs := _PAIRS.match(part):
        return [(pairs["first"], pairs["post"]), (pairs["second"], pairs["other"])]
    match = _POST.search(part)
    if match is None:
        return [(part, None)]
    body = part[: match.start()].removesuffix("的") or None
    post = match["post"]
    return [(None if body in _LEVEL_WORDS else body, post)]


def _carried(body: str | None, post: str | None, before: str | None) -> str | None:
    """A post's body, taken over from the post before it where its own is left out."""
    if before is None or (body and body not in _SUB_ORGANS):
        return body
    if body:
        return before + body if before.endswith("委") else body
    if post and re.sub(r"^(?:原|前|代|常务|副)+", "", post) in _HEADS:
        area = re.sub(r"(?:党委|委|政府)$", "", before)
        return area if area not in _LEVEL_WORDS else None
    return re.sub(r"(?<=.)(?:党委|党工委|党总支|党支部|党组)$", "", before)


def level_of(body: str, area: str | None = None) -> Level:
    """The administrative level of a body, by the unit it is named after or its own level word."""
    plain = _PARTY_PREFIX.sub("", body)
    if _NO_LEVEL.search(plain) and not re.match(r"[省市县区州][^公集]", plain):
        return "none"
    if _NATIONAL.search(body) or plain.startswith("中央"):
        return "national"
    mention = leading_place(plain)
    for pattern, level in _LEVELS:
        if pattern.search(plain, mention.end if mention else 0):
            return level
    if mention and (code := settled(mention, _scanner().gazetteer)):
        return _level_of_code(code)
    word = re.match(r"(?:[省市县区州盟旗]|自治区)", plain)
    head = next((head[0] for head in _HEADS if plain.endswith(head)), "")
    return _level_of_word(word[0] if word else head, area)


def _scanner() -> PlaceScanner:
    return place_scanner(Gazetteer.load())


def _level_of_code(code: str) -> Level:
    if code.endswith("0000"):
        return "province"
    return "prefecture" if code.endswith("00") else "county"


def _level_of_word(word: str, area: str | None) -> Level:
    """The level of 省, 市, 县 …; that of 市 depends on the article's place: 海安 is a county-level 市."""
    if word == "市" and area:
        if area[:2] + "0000" in MUNICIPALITIES:
            return "province"
        if not area.endswith("00") and _scanner().gazetteer.name(area).endswith("市"):
            return "county"
    return _WORD_LEVELS.get(word, "none")


def _category(role: str, name: str | None, surroundings: str) -> Category:
    """The capacity of a person or group: how the article calls them, then their mandates, then their posts."""
    if name and (called := _called(name, surroundings)):
        return "npc_deputy" if called == "代表" else "cppcc_member"
    for pattern, category in _MANDATES:
        if pattern.search(role):
            return category
    if name and not _LEADS.search(role) and _FLOOR.search(surroundings[:800]):
        return "cppcc_member"
    given = (_category_of_post(body or "", post or "") for body, post in split_posts(role))
    return next((category for category in given if category != "other"), "other")


def _called(name: str, text: str) -> str | None:
    """What of 委员, 常委 or 代表 a text first puts behind a name."""
    behind = (_CALLED.match(text, found.end()) for found in re.finditer(re.escape(name), text))
    return next((match["as"] for match in behind if match), None)


def _category_of_post(body: str, post: str) -> Category:
    """The capacity that one post gives: the body tells before the post does."""
    plain = re.sub(r"[(（][^()（）]*[)）]$", "", body)
    for where, endings, category in _RULES:
        words = {"body": plain, "post": post, "either": plain or post}[where]
        if endings.search(words):
            return category
    return "other"


def _category_of_body(body: str) -> Category:
    """The capacity of an organization that speaks."""
    for word, category in _BODIES:
        if re.search(word, body):
            return category
    return _category_of_post(body, "")
