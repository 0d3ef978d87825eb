"""Names that their surroundings tell: behind a title and before a verb, in a header, a byline, a dialogue.

Comes in: the reading text. Go out: names, some of them more than once. Hard about it: what stands there may be a word (副总
经理|于是|认为 is a name, 委员|关心|教育 is none), and a name runs into the words behind it (市政协委员|石磊|用三个月).
"""

from __future__ import annotations

import re
from collections.abc import Iterable

import rjieba

from pipeline.lexicons import alternation, lexicon
from pipeline.lexicons.words import is_adverb, is_common, is_verb
from pipeline.stages.name_checks import (
    COMPOUND,
    DOTTED,
    FUNCTION,
    GENERAL,
    NOT_NAMES,
    PLACE_OR_BODY,
    SPELLED,
    SURNAMES,
    TITLE,
    TRAILING_TITLE,
    is_before_mandate,
    is_plain,
    is_unknown,
    may_be_name,
)

_VERB = alternation("reporting")
_TITLE, _TITLES = re.compile(TITLE), frozenset(lexicon("titles"))
_MEMBER = alternation("titles", "member")
_LONGEST_OFFICE = 3 + max(map(len, lexicon("titles", "office", "job")))
_NO_COMMON = re.compile(rf"[\u4e00-\u9fff]{{3}}{alternation('titles', 'office', 'job')}$")
# a name stands where a title ends and a reporting verb begins: 副总经理|于是|认为
_BETWEEN = re.compile(
    rf"""
    (?:{TITLE})”?(?:（[^）]{{1,12}}）)?[ ]?
    (?P<name>{DOTTED}|[\u4e00-\u9fff]{{2,4}}?)
    (?=
      (?:还|也|亦|则|又|都|就|均|曾|同时|接着|随后|其后|当场|最后|进一步|在[^，。]{{1,14}}时?)?
      (?:{_VERB}|发言)(?!会|是|了解|道路)                                 # 介绍|会, 说|是
    )
    """,
    re.VERBOSE,
)
# 周牧原委员（…）： at the start of a line, 高兴委员（…）：
_HEADER = re.compile(
    rf"(?:^|(?<=[\n、]))(?P<name>{DOTTED}|[\u4e00-\u9fff]{{2,4}})(?=(?:{_MEMBER})(?:（[^）\n]{{2,60}}）)?[：:、\n])"
)
# 庄慕蓉（市政协常委…）：
_BRACKETED = re.compile(
    rf"""
    (?:^|(?<=[\n、】：]))
    (?P<name>{DOTTED}|[\u4e00-\u9fff]{{2,4}})
    (?=（[^）\n]{{1,60}}(?:{TITLE})[^）\n]{{0,6}}）\s*[：:、\n])
    """,
    re.VERBOSE,
)
# □ 阮江流, 作者：郑亮; 市政协常委 谢惠兰 alone on a line
_BYLINE = re.compile(
    rf"(?:^|(?<=\n))[□■◎●○◆◇▲★]\s*(?P<name>{DOTTED}|[\u4e00-\u9fff][ ]?[\u4e00-\u9fff]{{1,3}})\s*(?=\n|$)"
)
_AUTHOR = re.compile(
    rf"(?:作者|发言人|执笔人?|报告人|主讲人)[：:]?\s*(?P<name>{DOTTED}|[\u4e00-\u9fff]{{2,4}})(?=[，,、）\s]|系|为|$)"
)
_STANDING = re.compile(
    rf"""
    (?:^|(?<=\n))[^\n。！？；：“”]{{0,40}}(?:{TITLE})\s+
    (?P<name>{DOTTED}|[\u4e00-\u9fff]{{2,4}}|[\u4e00-\u9fff][ ][\u4e00-\u9fff])
    \s*(?=\n|：|$)
    """,
    re.VERBOSE,
)
# 卢望舒委员代表…发言说
_MEMBER_AFTER = re.compile(
    rf"""
    (?:^|(?<=[\n。；，、”的到由请让给与和对 ]))
    (?P<name>[\u4e00-\u9fff]{{2,4}}?)
    (?=
      (?:委员|代表|常委|议员)(?:代表|在|是|来自|带来|还|也|提交|的|、|，|则|为|{_VERB})
      # no 委员会, 委员们, 委员履职
    | (?:委员|常委)(?![会们长意单履通活证家工联小界服风之学培队和与及等、。，的])
    )
    """,
    re.VERBOSE,
)
# a name that is no word, between a body's short name and a verb
_BEFORE_SAYING = re.compile(
    r"""
    # 渔协|何俊峰|则要求
    (?:^|(?<=[的，。；“”\n])|(?<=[\n，。；“”][\u4e00-\u9fff][联协党盟])|(?<=[\n，。；“”][\u4e00-\u9fff]{2}[联协党盟]))
    (?P<name>[\u4e00-\u9fff]{3})
    (?=
      [则亦又续]?(?:认为|表示|建议|说|坦言|直言|介绍|呼吁|指出|希望|提出|告诉记者|要求|质疑|批评|促请|强调|追问)
      [，：“\u4e00-\u9fff]
    )
    """,
    re.VERBOSE,
)
# 说话的是…创始人闻人羽。
_CLOSING = re.compile(
    rf"""
      # the name that ends a clause behind an office: 说话的是市交通局局长|石磊。
      (?:{alternation("titles", "office", "job")})(?P<name>[\u4e00-\u9fff]{{2,5}})(?=[，。：“\n])
    | (?:政协委员|人大代表)(?P<spoken>[\u4e00-\u9fff]{{2,4}})(?=：)
    """,
    re.VERBOSE,
)
# ”市政协委员、…工会主席夏天一口气抛出: right after a quotation the speaker is named
_AFTER_QUOTE = re.compile(
    rf"”[^，。；：“”\n]{{2,60}}?(?:{TITLE})(?P<name>[\u4e00-\u9fff]{{2,3}})(?=[^，。；：“”\n]{{1,30}}[。，“])"
)
# 公共服务联盟|麦承晞|对…不敢苟同
_OF_BODY = re.compile(
    rf"{alternation('organizations', 'civic')}(?P<name>[\u4e00-\u9fff]{{3}})(?=(?:[则亦也又]|对[^，。]{{2,20}}|[今昨]?[日天]?)(?:{_VERB}|不敢|不以为然|有保留))"
)
# 。何必认为，: an adverb cannot stand alone before a reporting verb, so it is a name
_ADVERB_NAME = re.compile(
    r"(?:^|(?<=[。\n]))(?P<name>[\u4e00-\u9fff]{2})(?=(?:认为|表示|建议|说|介绍|指出|强调|提出)，)"
)
# 司马骏、田园同台: a word that begins with a family name, behind a name
_COORDINATE = re.compile(
    r"""
    、(?P<name>[\u4e00-\u9fff]{2,3}?)
    (?=
      同台 | 一起 | 共同 | 联合 | 先后 | 分别 | 两位 | 两人 | 表示 | 提出 | 在发言
    | 等(?:[0-9一二三四五六七八九十]+)?(?:位|名|人|委员|代表|学员)           # 等三位委员
    | 则 | 认为 | 建议
    )
    """,
    re.VERBOSE,
)
# 县委书记宝音德力格尔: a run of spelling characters behind a title
_SPELLED_NAME = re.compile(
    rf"(?:{alternation('titles', 'office', 'member', 'job')})(?P<name>[{SPELLED}]{{4,7}})(?![{SPELLED}])"
)
_ROLE_END = re.compile(
    rf"""
    (?:
      {alternation("titles", "office")}
    | (?:政协|人大)(?:委员|代表|常委)
    | 学员代表 | 议员
    | [\u4e00-\u9fff]{{2}}(?:教授|研究员|工程师|院士|律师)
    )
    (?=[\u4e00-\u9fff])
    """,
    re.VERBOSE,
)
_NO_NAME_BEHIND = frozenset({"时", "才"})  # 当议员|时收过投诉
_LINE_NAME = re.compile(r"(?:^|(?<=\n))(?P<name>[\u4e00-\u9fff]{2,3})：")
_LISTED_NAME = re.compile(r"[\u4e00-\u9fff]{3}、[\u4e00-\u9fff]{2,3}(?:、|在|等|表示|认为|建议|提出)")
_TRAILING_VERB = re.compile(rf"(?:[也还则又均都曾边]|道|{_VERB})$")
_RUNS_ON = re.compile(rf"[也还则又均都曾](?:{_VERB})")  # 林木森|都提出: 都 and 提 spell names too
_REPORTS = re.compile(rf"(?:{_VERB})$")
_ADDRESS = re.compile(r"(?:大爷|大妈|师傅|阿姨|奶奶|爷爷|老板|教练|大叔|大姐|大哥)$")  # 王大爷
_MANDATED = re.compile(r"(?:政协委员|政协常委|人大代表|党代表|学员代表)$")
_HEADS = (_HEADER, _BRACKETED, _BYLINE, _AUTHOR, _STANDING)
_BESIDE = (_SPELLED_NAME, _MEMBER_AFTER, _CLOSING, _BETWEEN)


def names_by_form(text: str) -> Iterable[str]:
    """Every name that a form of the genre shows."""
    yield from _after_quotes(text)
    yield from _after_titles(text)
    yield from _dialogue(text)
    yield from _before_saying(text)
    yield from _in_heads(text)
    for form in _BESIDE:
        for match in form.finditer(text):
            name = (match["name"] or match["spoken"]).replace(" ", "")
            name = _TRAILING_VERB.sub("", name) if len(name) > 2 else name
            if form is _SPELLED_NAME and (
                runs_on := _RUNS_ON.search(text, match.start("name") + 2, match.end() + 4)
            ):
                name = name[: runs_on.start() - match.start("name")]
            if _is_shown(text, form, match, name):
                yield name


def coordinated(text: str, names: set[str]) -> Iterable[str]:
    """Names that are also words, joined to a name by 、."""
    for match in _COORDINATE.finditer(text):
        name = match["name"]
        if (
            name[0] in SURNAMES
            and any(text.endswith(n, 0, match.start()) for n in names)
            and not NOT_NAMES.match(name)
        ):
            yield name


def _before_saying(text: str) -> Iterable[str]:
    """干了二十年规划的|漆国梁|认为; 。|何必|认为，: an adverb cannot stand alone before a verb, so it is a name."""
    for match in _BEFORE_SAYING.finditer(text):
        if match["name"][0] in SURNAMES and is_unknown(match["name"]) and not _ADDRESS.search(match["name"]):
            yield match["name"]
    for match in _OF_BODY.finditer(text):
        if match["name"][0] in SURNAMES and is_unknown(match["name"]):
            yield match["name"]
    for match in _ADVERB_NAME.finditer(text):
        name = match["name"]
        if name[0] in SURNAMES and is_adverb(name) and not is_verb(name):
            yield name


def _in_heads(text: str) -> Iterable[str]:
    """周牧原委员（…）：, □ 阮江流, 市政协常委 谢惠兰: where nothing else can stand."""
    for form in _HEADS:
        for match in form.finditer(text):
            name = TRAILING_TITLE.sub("", match["name"].replace(" ", ""))
            reports = form is _AUTHOR and _REPORTS.search(name)  # 发言人|表示，, 发言人阿珊|表示，
            if len(name) > 1 and not PLACE_OR_BODY.search(name) and not reports:
                yield name


def _is_shown(text: str, form: re.Pattern[str], match: re.Match[str], name: str) -> bool:
    """Whether what a form found is a name: a word may be one after an office (于是), not before 委员 (关心)."""
    if form is _MEMBER_AFTER:
        if name[0] not in SURNAMES and set(name) & FUNCTION:
            return False  # 并与|委员互动交流
        of_somebody = name[0] in SURNAMES or text[match.start() - 1] != "的"  # 的吴越山委员, not 的民革委员
        if of_somebody and re.fullmatch(r"[\u4e00-\u9fff]{2,3}", name) and is_before_mandate(name):
            return True  # 但彦铮常委: the mandate behind it is enough
    at = match.start(match.lastgroup or 0)
    if form is _BETWEEN and _MANDATED.search(text, max(0, at - 4), at) and is_plain(name):
        return True  # 全国人大代表|净云|说: a mandate and a verb are enough
    word_allowed = form is _BETWEEN and _NO_COMMON.search(text, max(0, at - _LONGEST_OFFICE), at)
    return may_be_name(name, word_allowed=bool(word_allowed))


def _after_titles(text: str) -> Iterable[str]:
    """Names behind an office or a mandate that LAC takes for words: 市政协委员|石磊|用三个月, 副区长|杜断|应邀."""
    for match in _ROLE_END.finditer(text):
        tail = re.split(r"[，。；：“”、（）《》\n ]", text[match.end() : match.end() + 10])[0]
        tokens = rjieba.cut(tail)
        if _LISTED_NAME.match(text, match.end()) and tail[0] in SURNAMES and not is_common(tail):
            yield tail  # 学员代表|祝青禾|、石磊在发言中建议
            continue
        if len(tokens) < 2 or tokens[0][0] not in SURNAMES or tokens[0] in _NO_NAME_BEHIND:
            continue
        name = tokens[0]
        if len(name) == 1 or name in COMPOUND:
            if (
                tokens[1] in FUNCTION
                or tokens[1][0] in "一两二三几"  # 一个经理|管一片
                or len(tokens[1]) > 2
                or (len(tokens[1]) == 2 and is_adverb(tokens[1]))
            ):
                continue
            name += tokens[1]
        elif is_verb(name) or is_adverb(name) or name in GENERAL or name in _TITLES:
            continue
        name = name.rstrip("则也还") if len(name) > 2 else name
        if len(name) == 3 and name == tail:
            name = name.removesuffix("说")  # 局长孙|明说，
        if (
            2 <= len(name) <= 3
            and not NOT_NAMES.match(name)
            and not PLACE_OR_BODY.search(name)
            and not _TITLE.search(name)
        ):
            yield name


def _dialogue(text: str) -> Iterable[str]:
    """Bare names that open the lines of a dialogue: 沈白芷：建议… / 蔡行舟：建议…"""
    found = {m["name"] for m in _LINE_NAME.finditer(text)}
    found = {n for n in found if n[0] in SURNAMES and not is_common(n) and not NOT_NAMES.match(n)}
    return found if len(found) > 1 else ()


def _after_quotes(text: str) -> Iterable[str]:
    """Names right behind a quotation and a role, cut where jieba's next word ends: 主席|夏天|一口气抛出."""
    for match in _AFTER_QUOTE.finditer(text):
        start = match.start("name")
        tail = re.split(r"[，。；：“”\n]", text[start : start + 12])[0]
        word = next(iter(rjieba.cut(tail)), "")
        if (
            2 <= len(word) <= 3
            and word[0] in SURNAMES
            and not is_verb(word)
            and not is_adverb(word)
            and not NOT_NAMES.match(word)
        ):
            yield word
