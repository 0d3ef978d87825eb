"""Finds the names of persons: LAC on the clauses that may hold a speaker, then what the genre's forms say.

Comes in: the reading text. Goes out: `doc._.names`, every place where a person's name stands. Hard about it:
names that are also words (高兴委员, 副总经理于是认为) are seen only by their surroundings, and what LAC takes for a
name may be none (夯基固本) or cut short (张雄|正表示).
"""

from __future__ import annotations

import re
from collections.abc import Iterable

import ahocorasick_rs
import rjieba
from spacy.language import Language
from spacy.tokens import Doc

from pipeline.lexicons import alternation, lexicon
from pipeline.lexicons.words import words
from pipeline.stages.annotations import Span
from pipeline.stages.lac import shared_lac

_CLAUSE = re.compile(r"[^，。；！？：\n“”《》（）…]+")
_TITLE = alternation("titles")
_VERB = alternation("reporting")
_COMPOUND = frozenset(lexicon("surnames", "compound"))
_SURNAMES = frozenset(lexicon("surnames"))
# characters that spell Uyghur, Tibetan, Kazakh, Mongol and foreign names: 伊丽苏娅, 确吉杰布
_SPELLED = (
    "阿艾爱安昂奥巴拜班保贝比毕宾别博布茨慈次措达旦迪地蒂丁东都杜顿多额恩尔法菲夫弗甫富尕嘎盖冈高戈格根贡古哈海汉汗赫"
    "呼华吉季加嘉贾尖江杰金津卡凯坎康科克肯孔库奎拉莱兰朗勒雷里力丽利莉列林琳龙隆卢鲁路伦罗洛玛马麦曼买满梅美门蒙孟米密"
    "敏明摩莫木姆穆那娜纳乃南妮尼涅努诺欧帕潘佩彭皮平珀普齐其奇恰钱强乔琴青琼曲热仁日荣茹瑞撒萨塞赛桑色森沙莎山珊尚什施"
    "史守斯松苏孙索塔台泰坦汤唐陶特提铁廷图吐托瓦娃万旺威韦维魏温文沃乌吾伍武西希锡夏仙香肖谢辛欣雅亚延央杨耶叶伊依英尤"
    "班禅合热玉约赞确素逊丹德赤翁措亨帖顺涛宝音朝巧雅娅其木嘎苏拉姆嘉曲仓扎泽孜张哲珍芝治朱珠竹卓宗佐买提则娅卜才让杰"
)
_SPELLING = frozenset(_SPELLED)
_DOTTED = rf"[{_SPELLED}]{{1,8}}(?:[·•‧][{_SPELLED}]{{1,8}}){{1,3}}"
_MEMBER = alternation("titles", "member")
_TITLED = re.compile(rf"(?:{_TITLE})$")
_LONGEST_OFFICE = 3 + max(map(len, lexicon("titles", "office", "job")))
_NO_COMMON = re.compile(rf"[\u4e00-\u9fff]{{3}}{alternation('titles', 'office', 'job')}$")
# a name stands where a title ends and a reporting verb begins: 副总经理|于是|认为
_BETWEEN = re.compile(
    rf"(?:{_TITLE})(?:（[^）]{{1,12}}）)?[ ]?(?P<name>{_DOTTED}|[\u4e00-\u9fff]{{2,4}}?)"
    rf"(?=(?:还|也|则|又|都|就|均|曾|同时|接着|随后|当场|最后|进一步|在[^，。]{{1,14}}时?)?(?:{_VERB})(?!会|是|了解|道路))"
)
# 周牧原委员（…）： at the start of a line, 高兴委员（…）：
_HEADER = re.compile(
    rf"(?:^|(?<=[\n、]))(?P<name>{_DOTTED}|[\u4e00-\u9fff]{{2,4}})(?=(?:{_MEMBER})(?:（[^）\n]{{2,60}}）)?[：:、\n])"
)
# 庄慕蓉（市政协常委…）：
_BRACKETED = re.compile(
    rf"(?:^|(?<=[\n、】：]))(?P<name>{_DOTTED}|[\u4e00-\u9fff]{{2,4}})(?=（[^）\n]{{1,60}}(?:{_TITLE})[^）\n]{{0,6}}）\s*[：:、\n])"
)
# □ 阮江流, 作者：郑亮; 市政协常委 谢惠兰 alone on a line
_BYLINE = re.compile(
    rf"(?:^|(?<=\n))[□■◎●○◆◇▲★]\s*(?P<name>{_DOTTED}|[\u4e00-\u9fff][ ]?[\u4e00-\u9fff]{{1,3}})\s*(?=\n|$)"
)
_AUTHOR = re.compile(
    rf"(?:作者|发言人|执笔人?|报告人|主讲人)[：:]?\s*(?P<name>{_DOTTED}|[\u4e00-\u9fff]{{2,4}})(?=[，,、）\s]|系|为|$)"
)
_STANDING = re.compile(
    rf"(?:^|(?<=\n))[^\n。！？；：“”]{{0,40}}(?:{_TITLE})\s+(?P<name>{_DOTTED}|[\u4e00-\u9fff]{{2,4}}|[\u4e00-\u9fff] [\u4e00-\u9fff])\s*(?=\n|：|$)"
)
# 朱维群委员代表…发言说
_MEMBER_AFTER = re.compile(
    rf"(?:^|(?<=[\n。；，、”的到由请让给与和对 ]))(?P<name>[\u4e00-\u9fff]{{2,4}}?)(?=(?:委员|代表|常委|议员)(?:代表|在|是|来自|带来|还|也|提交|的|、|，|则|为|{_VERB})"
    r"|(?:委员|常委)(?![会们长意单履通活证家工联小界服风之学培队和与及等、。，的]))"
)
# 说话的是…创始人闻人羽。
_BEFORE_SAYING = re.compile(
    r"(?:^|(?<=[的，。；“”\n]))(?P<name>[\u4e00-\u9fff]{3})(?=(?:认为|表示|建议|说|坦言|直言|介绍|呼吁|指出|希望|提出|告诉记者)[，：“\u4e00-\u9fff])"
)
_CLOSING = re.compile(
    rf"(?:{alternation('titles', 'office', 'job')})(?P<name>[\u4e00-\u9fff]{{2,5}})(?=[，。：“\n])|(?:政协委员|人大代表)(?P<spoken>[\u4e00-\u9fff]{{2,4}})(?=：)"
)
# ”市政协委员、…工会主席夏天一口气抛出: right after a quotation the speaker is named
_AFTER_QUOTE = re.compile(
    rf"”[^，。；：“”\n]{{2,60}}?(?:{_TITLE})(?P<name>[\u4e00-\u9fff]{{2,3}})(?=[^，。；：“”\n]{{1,30}}[。，“])"
)
# 。何必认为，: an adverb cannot stand alone before a reporting verb, so it is a name
_ADVERB_NAME = re.compile(
    r"(?:^|(?<=[。\n]))(?P<name>[\u4e00-\u9fff]{2})(?=(?:认为|表示|建议|说|介绍|指出|强调|提出)，)"
)
# 司马骏、田园同台: a word that begins with a family name, behind a name
_COORDINATE = re.compile(
    r"、(?P<name>[\u4e00-\u9fff]{2,3}?)(?=同台|一起|共同|联合|先后|分别|两位|两人|表示|提出|在发言|等(?:[0-9一二三四五六七八九十]+)?(?:位|名|人|委员|代表|学员)|则|认为|建议)"
)
# 县委书记宝音德力格尔: a run of spelling characters behind a title
_SPELLED_NAME = re.compile(
    rf"(?:{alternation('titles', 'office', 'member', 'job')})(?P<name>[{_SPELLED}]{{4,7}})(?![{_SPELLED}])"
)
_ROLE_END = re.compile(
    rf"(?:{alternation('titles', 'office')}|(?:政协|人大)(?:委员|代表|常委)|[\u4e00-\u9fff]{{2}}(?:教授|研究员|工程师|院士|律师))(?=[\u4e00-\u9fff])"
)
_LINE_NAME = re.compile(r"(?:^|(?<=\n))(?P<name>[\u4e00-\u9fff]{2,3})：")
_LISTED_NAME = re.compile(r"[\u4e00-\u9fff]{3}、[\u4e00-\u9fff]{2,3}(?:、|在|等|表示|认为|建议|提出)")
_NEVER_LAST = frozenset("用在的也都就还又则是对向从把被让给与")
_FUNCTION = frozenset(
    "用说讲要在到的也都就还又则是为对向从把被让给与和及等来去了着过将会能可应须需有无不没很最更再已曾正常时后前中上下内外"
)
_FORMS = (_SPELLED_NAME, _MEMBER_AFTER, _CLOSING, _BETWEEN, _HEADER, _BRACKETED, _BYLINE, _AUTHOR, _STANDING)
_HEADS = frozenset({_HEADER, _BRACKETED, _BYLINE, _AUTHOR, _STANDING})
_TRAILING_TITLE = re.compile(rf"(?:{_TITLE}|同志|先生|女士|说|道)$")
_TRAILING_VERB = re.compile(rf"(?:[也还则又均都曾边]|道|{_VERB})$")
# what stands between a name and its verb and is no part of the name: 石磊|也表示
_BEFORE_VERB = _FUNCTION - set("正") | set("还却便先首仍续急笑直坦强补介提叮嘱阐建倡呼告接回发")
_SPEAKS = re.compile(r"(?:表示|认为|建议|希望|指出|强调|介绍|呼吁|提出|坦言|告诉)")
_MANDATED = re.compile(r"(?:政协委员|政协常委|人大代表|党代表|学员代表)$")
_BRIEF_VERBS = frozenset("倡促吁指说称盼")
_GENERAL = frozenset(
    {
        "广大",
        "常务",
        "党外",
        "于是",
        "全体",
        "相关",
        "安全",
        "农业",
        "经济",
        "文化",
        "高校",
        "党政",
        "宗教",
        "项目",
        "应急",
        "国家",
        "年轻",
        "水利",
        "金融",
    }
)
_PLACE_OR_BODY = re.compile(
    r"(?:[省市县区州镇乡村局厅部委会院]|政协|人大|政府|公司|集团|中心|党|派)$|^[\u4e00-\u9fff]{2,}(?:路|街|线|网|报)$"
)
_NOT_NAMES = re.compile(
    r"^(?:们|一[一起边次]|表示|认为|有关|相关|主要|分别|纷纷|一致|代表|委员|先后|积极|现场|还|在|就|对|也|提出|围绕|发言|"
    r"等|和|与|及|为|共同|结合|通过|进行|参加|主持|会议|列席|的|是|将|以|从|到|向大|向会|会上|一行|负责|热议|建言|踊跃|普遍|"
    r"同|则|都|均|又|曾|当选|出席|审议|讨论|座谈|履职|提交|建议|呼吁|这|那|此|其|我|你|他|她|它|咱|大家|各|某|该|本|全[国省市县区体部面会程力]|作|做|"
    r"最|更|很|不|没|无|有|要|应|能|可|会|把|被|让|给|由|于会|中[共国]|调研|视察|考察|走访|深入|充分|高度|认真|深刻|深有|正在|关于|方面|单位|时(?:[候间任代常]|$)|广泛|通[过常])"
)


@Language.factory("jianyan_names_v1", assigns=["doc._.names"], default_config={"tagger": "lac"})
def make_names(nlp: Language, name: str, tagger: str) -> Names:
    """`tagger` is `lac`, or `none` for the fast mode, which knows names by their surroundings alone."""
    return Names(use_lac=tagger == "lac")


class Names:
    """Marks every occurrence of a person's name; one found once is found all over the article."""

    def __init__(self, *, use_lac: bool) -> None:
        self._lac = shared_lac() if use_lac else None
        gate = sorted({*lexicon("titles"), *lexicon("reporting"), "作者", "□", "·"})
        self._gate = ahocorasick_rs.AhoCorasick(gate)

    def __call__(self, doc: Doc) -> Doc:
        text = doc._.aligned.text
        found = set(self._by_form(text)) | (self._by_lac(text) if self._lac else _dotted(text))
        names = self._whole(found | set(_coordinated(text, found)))
        doc._.names = list(_everywhere(text, names))
        return doc

    def _by_form(self, text: str) -> Iterable[str]:
        yield from _after_quotes(text)
        yield from _after_titles(text)
        yield from _dialogue(text)
        for match in _BEFORE_SAYING.finditer(text):
            if match["name"][0] in _SURNAMES and _is_unknown(match["name"]):
                yield match["name"]  # 干了二十年规划的|漆国梁|认为
        for match in _ADVERB_NAME.finditer(text):
            if (
                match["name"][0] in _SURNAMES
                and match["name"] in words().adverbs
                and match["name"] not in words().verbs
            ):
                yield match["name"]
        for form in _FORMS:
            for match in form.finditer(text):
                name = (match["name"] or match["spoken"]).replace(" ", "")
                if form in _HEADS:
                    name = _TRAILING_TITLE.sub("", name)
                    if len(name) > 1 and not _PLACE_OR_BODY.search(name):
                        yield name
                    continue
                if len(name) > 2:
                    name = _TRAILING_VERB.sub("", name)
                # 副总经理于是认为: a word may be a name after an office, not after 委员 (委员关心)
                if (
                    form is _MEMBER_AFTER
                    and (
                        name[0] in _SURNAMES or text[match.start() - 1] != "的"
                    )  # 的吴越山委员, not 的民革委员
                    and re.fullmatch(r"[\u4e00-\u9fff]{2,3}", name)
                    and _is_before_mandate(name)
                ):
                    yield name  # 但彦铮常委: the mandate behind it is enough
                    continue
                at = match.start(match.lastgroup or 0)
                if form is _BETWEEN and _MANDATED.search(text, max(0, at - 4), at) and _is_plain(name):
                    yield name  # 全国人大代表|圣辉|说: a mandate and a verb are enough
                    continue
                word_allowed = form is _BETWEEN and _NO_COMMON.search(text, max(0, at - _LONGEST_OFFICE), at)
                if _may_be_name(name, word_allowed=bool(word_allowed)):
                    yield name

    def _by_lac(self, text: str) -> set[str]:
        clauses = [m[0].strip() for m in _CLAUSE.finditer(text)]
        gated = [c for c in clauses if len(c) >= 2 and self._gate.find_matches_as_indexes(c)]
        found: set[str] = set()
        assert self._lac is not None
        for clause, tagged in zip(gated, self._lac.tag(gated), strict=True):
            for index, (start, end, tag) in enumerate(tagged):
                if tag != "PER" or "·" in clause[max(0, start - 1) : end + 1]:
                    continue  # names with a dot are found whole, below
                if clause[max(0, start - 1) : start + 1] in _COMPOUND:
                    start -= 1  # 东|郭明
                name = clause[start:end].strip()
                name = _TRAILING_TITLE.sub("", name) if len(name) > 3 else name
                if name.endswith("边") and clause[end : end + 1] == "说":
                    name = name[:-1]  # 东方晓|边说边比画
                if len(name) == 2 or name in _COMPOUND:
                    name += _cut_off(clause, end, tagged[index + 1 : index + 2], start)
                titled = bool(_TITLED.search(clause[:start]))
                if not titled and name in words().places:
                    continue  # 翁源|兰花
                if _may_be_name(name, word_allowed=titled):
                    found.add(name)
        return found | _dotted(text)

    @staticmethod
    def _whole(names: set[str]) -> set[str]:
        """Without those that are only the beginning of another one (张雄, where 张雄正 is there too)."""
        names = {n for n in names if not (n[2:] in _NEVER_LAST and n[:2] in names)}  # 石磊|用三个月
        full = {n[0] for n in names if len(n) == 3}
        names = {n for n in names if not (len(n) == 2 and n[1] in _BRIEF_VERBS and n[0] in full)}  # 邝|倡
        return {n for n in names if not any(o != n and o.startswith(n) and len(o) == 3 for o in names)}


def _coordinated(text: str, names: set[str]) -> Iterable[str]:
    """Names that are also words, joined to a name by 、."""
    for match in _COORDINATE.finditer(text):
        name = match["name"]
        if (
            name[0] in _SURNAMES
            and any(text.endswith(n, 0, match.start()) for n in names)
            and not _NOT_NAMES.match(name)
        ):
            yield name


def _after_titles(text: str) -> Iterable[str]:
    """Names behind an office or a mandate that LAC takes for words: 市政协委员|石磊|用三个月, 副区长|杜断|应邀."""
    known = words()
    for match in _ROLE_END.finditer(text):
        tail = re.split(r"[，。；：“”、（）《》\n ]", text[match.end() : match.end() + 10])[0]
        tokens = rjieba.cut(tail)
        if _LISTED_NAME.match(text, match.end()) and tail[0] in _SURNAMES and tail not in known.common:
            yield tail  # 学员代表|祝青禾|、石磊在发言中建议
            continue
        if len(tokens) < 2 or tokens[0][0] not in _SURNAMES:
            continue
        name = tokens[0]
        if len(name) == 1 or name in _COMPOUND:
            if (
                tokens[1] in _FUNCTION
                or tokens[1][0] in "一两二三几"  # 一个经理|管一片
                or len(tokens[1]) > 2
                or (len(tokens[1]) == 2 and tokens[1] in known.adverbs)
            ):
                continue
            name += tokens[1]
        elif name in known.verbs or name in known.adverbs or name in _GENERAL or name in known.titles:
            continue
        name = name.rstrip("则也还") if len(name) > 2 else name
        if (
            2 <= len(name) <= 3
            and not _NOT_NAMES.match(name)
            and not _PLACE_OR_BODY.search(name)
            and not re.search(_TITLE, name)
        ):
            yield name


def _dialogue(text: str) -> Iterable[str]:
    """Bare names that open the lines of a dialogue: 沈白芷：建议… / 蔡行舟：建议…"""
    found = {m["name"] for m in _LINE_NAME.finditer(text)}
    found = {n for n in found if n[0] in _SURNAMES and n not in words().common and not _NOT_NAMES.match(n)}
    return found if len(found) > 1 else ()


def _after_quotes(text: str) -> Iterable[str]:
    """Names right behind a quotation and a role, cut where jieba's next word ends: 主席|夏天|一口气抛出."""
    for match in _AFTER_QUOTE.finditer(text):
        start = match.start("name")
        tail = re.split(r"[，。；：“”\n]", text[start : start + 12])[0]
        known = words()
        word = next(iter(rjieba.cut(tail)), "")
        if (
            2 <= len(word) <= 3
            and word[0] in _SURNAMES
            and word not in known.verbs
            and word not in known.adverbs
            and not _NOT_NAMES.match(word)
        ):
            yield word


def _is_before_mandate(name: str) -> bool:
    """Whether what stands before 委员 can be a name; 唐装委员 is, 广大委员 and 江苏委员 are not."""
    known = words()
    if _NOT_NAMES.match(name) or _PLACE_OR_BODY.search(name) or name in known.places:
        return False
    return name not in known.common or (
        name[0] in _SURNAMES and name not in known.adverbs and name not in _GENERAL
    )


def _is_plain(name: str) -> bool:
    """Whether two or three characters are no word and hold none that only join words: 圣辉, 释永信."""
    known = words()
    return (
        2 <= len(name) <= 3
        and not set(name) & _FUNCTION
        and name not in known.common | known.verbs | known.adverbs
        and not _NOT_NAMES.match(name)
        and not _PLACE_OR_BODY.search(name)
    )


def _is_unknown(name: str) -> bool:
    """Whether a run of characters is no word, and none of its characters is one that only joins words."""
    return _is_plain(name) and not any(len(word) > 1 and word in words().common for word in rjieba.cut(name))


def _cut_off(clause: str, end: int, following: list[tuple[int, int, str]], start: int) -> str:
    """The third character that LAC cut from a name: 张雄|正表示, 会长关树|声今年78岁; else nothing."""
    if clause[end : end + 2] == "和、":
        return "和"
    if clause[end : end + 1] == "和" and re.match(rf"和(?:{_VERB}|认真|一行|主持|出席|来到)", clause[end:]):
        return "和"
    if clause[end : end + 1] not in _BEFORE_VERB and _SPEAKS.match(clause, end + 1):
        return clause[end : end + 1]  # 张雄|正表示, 王红|新希望代表们
    after_title = _TITLED.search(clause[:start])
    if (
        after_title
        and following
        and following[0][1] - following[0][0] == 1
        and following[0][2] in {"n", "a", "nz"}
    ):
        return clause[end]
    return ""


def _may_be_name(name: str, *, word_allowed: bool) -> bool:
    if "·" in name:
        return True
    if (len(name) == 2 and (name[1] in "老总工某" or name in _COMPOUND)) or _TRAILING_TITLE.search(name):
        return False  # 关老, 王总: short for a full name elsewhere
    spelled = len(name) >= 3 and all(c in _SPELLING for c in name)
    longest = 7 if spelled else 5  # 宝音德力格尔
    if not 2 <= len(name) <= longest or _NOT_NAMES.match(name) or _PLACE_OR_BODY.search(name):
        return False
    is_word = name in words().common
    if len(name) > 3 and name[:2] not in _COMPOUND:
        return spelled and not is_word
    if name[1] in "一两三几" and name[1:] in words().common:
        return False  # 一个经理|管一片
    has_surname = name[:2] in _COMPOUND or name[0] in _SURNAMES
    return (has_surname or spelled) and (word_allowed or not is_word)


def _dotted(text: str) -> set[str]:
    """Names with a middle dot, from the dot outwards: 县长|帕尔哈提·玉素甫|在作报告时."""
    found = set()
    for match in re.finditer(r"[·•‧]", text):
        start, end = match.start(), match.end()
        while start and text[start - 1] in _SPELLING | {"·"} and match.start() - start < 12:
            start -= 1
        while end < len(text) and text[end] in _SPELLING | {"·"} and end - match.end() < 12:
            end += 1
        name = text[start:end].rstrip("则")
        if not re.search(r"(?:^·|·$)", name) and len(name) >= 4:
            found.add(name)
    return found


def _everywhere(text: str, names: set[str]) -> Iterable[Span]:
    """Every occurrence of the names; one that is also a word counts only beside a title or a verb."""
    if not names:
        return
    patterns = sorted(names)
    finder = ahocorasick_rs.AhoCorasick(patterns, matchkind=ahocorasick_rs.MATCHKIND_LEFTMOST_LONGEST)
    for index, start, end in finder.find_matches_as_indexes(text):
        name = patterns[index]
        if len(name) == 2 and text[end : end + 1] in set("县市区省州镇乡村路街湖山河江港桥寺湾岛"):
            continue  # 林西县
        if name in words().common and not _stands_as_name(text, start, end):
            continue
        yield start, end


def _stands_as_name(text: str, start: int, end: int) -> bool:
    """Whether a name that is also a word is meant here: beside a title or a verb of speech, or heading a clause."""
    before, after = text[max(0, start - 8) : start], text[end : end + 6]
    if not before or re.search(rf"(?:{_TITLE}|[□\n、】]|(?:作者|发言人|执笔)：)\s*$", before):
        return True
    if re.match(rf"(?:还|也|则|又)?(?:{_VERB}|{_TITLE})|（", after):
        return True
    return before[-1] in "，。；：”" and after[:1] not in set("的地得性度，。；、")
