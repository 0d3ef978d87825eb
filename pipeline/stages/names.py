"""Finds the names of persons: LAC on the clauses that may hold a speaker, then what the genre's forms say.

Comes in: the reading text. Goes out: `doc._.names`, every place where a person's name stands. Hard about it:
names that are also words (高兴委员, 副总经理于是认为) are seen only by their surroundings, and what LAC takes for a
name may be none (夯基固本) or cut short (张雄|正表示).
"""

from __future__ import annotations

import re
from collections.abc import Iterable

import ahocorasick_rs
from spacy.language import Language
from spacy.tokens import Doc

from pipeline.lexicons import alternation, lexicon
from pipeline.lexicons.words import is_common, is_place_name
from pipeline.stages.annotations import Span
from pipeline.stages.by_address import names_by_address
from pipeline.stages.lac import shared_lac
from pipeline.stages.name_checks import (
    COMPOUND,
    FUNCTION,
    SURNAMES,
    TITLE,
    TRAILING_TITLE,
    dotted,
    is_spelled,
    may_be_name,
)
from pipeline.stages.name_ends import without_adverbs
from pipeline.stages.name_forms import coordinated, names_by_form

_DISTRICTS = frozenset(lexicon("place_aliases", "part"))  # 元朗
_OPENS = frozenset({"", "\n", "。", "”"})  # what a sentence begins behind, where its subject may be named
_CLAUSE = re.compile(r"[^，。；！？：\n“”《》（）…]+")
_TITLED = re.compile(rf"(?:{TITLE})$")
_VERB = alternation("reporting")
_VERB_BEHIND = re.compile(_VERB)
_BODY_BEHIND = re.compile(r"部门|系统|[局厅署](?!长)|委(?![员托派])")
_RARE_SURNAMES = frozenset("和应党")  # words otherwise: 委员|和丽梅|建议, but 委员|和专家|建议
_AND_ACTS = re.compile(rf"和(?:{_VERB}|认真|一行|主持|出席|来到)")
_SETS_OFF = re.compile(rf"(?:{TITLE}|[□\n、】]|(?:作者|发言人|执笔)：)\s*$")
_TAKES_OVER = re.compile(rf"(?:还|也|则|又)?(?:{_VERB}|{TITLE})|（")
_VERB_OR_OF = re.compile(rf"{_VERB}|的|，|在|（|、")
_GOES_SOMEWHERE = frozenset("到赴率来去")
_NEVER_LAST = frozenset("用在的也都就还又则是对向从把被让给与")
# what stands between a name and its verb and is no part of the name: 石磊|也表示
_BEFORE_VERB = FUNCTION - set("正") | set("还却便先首仍续急笑直坦强补介提叮嘱阐建倡呼告接回发")
_SPEAKS = re.compile(r"(?:表示|认为|建议|希望|指出|强调|介绍|呼吁|提出|坦言|告诉)")


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
        found = set(names_by_form(text)) | (self._by_lac(text) if self._lac else dotted(text))
        found = {name.removesuffix("等") if f"、{name}" in text else name for name in found}  # 、陈默|等委员
        names = self._whole(without_adverbs(text, found | set(coordinated(text, found))))
        names = {_lengthened(text, _without_what_follows(text, name)) for name in names}
        names |= set(names_by_address(text, names))
        doc._.names = list(_everywhere(text, names))
        return doc

    def _by_lac(self, text: str) -> set[str]:
        clauses = [(m[0].strip(), text[m.start() - 1 : m.start()] in _OPENS) for m in _CLAUSE.finditer(text)]
        gated = [
            clause
            for clause, opens in clauses
            if len(clause) >= 2
            and (self._gate.find_matches_as_indexes(clause) or (opens and clause[0] in SURNAMES))
        ]
        found: set[str] = set()
        assert self._lac is not None
        for clause, tagged in zip(gated, self._lac.tag(gated), strict=True):
            for index, (start, end, tag) in enumerate(tagged):
                if tag != "PER" or "·" in clause[max(0, start - 1) : end + 1]:
                    continue  # names with a dot are found whole, below
                behind_title = start > 1 and _TITLED.search(clause[: start - 1])
                cut = (
                    bool(behind_title) and clause[start - 1 : start + 1] in COMPOUND
                )  # 主席东|郭明, no 股东|郭明
                name = clause[start - cut : end].strip()
                name = TRAILING_TITLE.sub("", name) if len(name) > 3 else name
                if name.endswith("边") and clause[end : end + 1] == "说":
                    name = name[:-1]  # 东方晓|边说边比画
                if len(name) == 2 or name in COMPOUND:
                    name += _cut_off(clause, end, tagged[index + 1 : index + 2], start)
                titled = bool(_TITLED.search(clause[:start]))
                if not titled and (is_place_name(name) or name in _DISTRICTS):
                    continue  # 翁源|兰花
                rare = titled and len(name) == 3 and name[0] in _RARE_SURNAMES and not is_common(name[1:])
                if rare or may_be_name(name, word_allowed=titled):
                    found.add(name)
        return found | dotted(text)

    @staticmethod
    def _whole(names: set[str]) -> set[str]:
        """Without those that are only the beginning of another one (张雄, where 张雄正 is there too)."""
        names = {n for n in names if not (n[2:] in _NEVER_LAST and n[:2] in names)}  # 石磊|用三个月
        spelled = [n for n in names if len(n) > 3 and is_spelled(n)]
        names = {n for n in names if not any(o != n and o.startswith(n) for o in spelled)}  # 哈斯额尔|敦
        return {n for n in names if not any(o != n and o.startswith(n) and len(o) == 3 for o in names)}


def _lengthened(text: str, name: str) -> str:
    """古道|成, where 成 stands behind it each time and a verb of speech or 的 behind that."""
    following = set(re.findall(rf"{name}(.)", text, re.DOTALL)) if len(name) == 2 else set()
    if len(following) != 1 or text.count(name) < 2:
        return name
    longer = name + following.pop()
    if longer[2] in FUNCTION | {"是"} or not "\u4e00" <= longer[2] <= "\u9fff" or name[0] not in SURNAMES:
        return name
    ends = [match.end() for match in re.finditer(longer, text)]
    speaks = all(_VERB_OR_OF.match(text, end) and not _VERB_BEHIND.match(text, end - 1) for end in ends)
    return longer if speaks else name


def _without_what_follows(text: str, name: str) -> str:
    """苏和|到旗里调研, where 苏和 stands by itself more often."""
    shorter = name[:2]
    runs_on = len(name) == 3 and name[2] in _GOES_SOMEWHERE and text.count(shorter) > 2 * text.count(name)
    return shorter if runs_on else name


def _cut_off(clause: str, end: int, following: list[tuple[int, int, str]], start: int) -> str:
    """The third character that LAC cut from a name: 张雄|正表示, 会长关树|声今年78岁; else nothing."""
    if clause[end : end + 2] == "和、":
        return "和"
    if clause[end : end + 1] == "和" and _AND_ACTS.match(clause, end):
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


def _everywhere(text: str, names: set[str]) -> Iterable[Span]:
    """Every occurrence of the names; one that is also a word counts only beside a title or a verb."""
    if not names:
        return
    patterns = sorted(names | {f"{name[0]} {name[1]}" for name in names if len(name) == 2})  # 石 磊
    finder = ahocorasick_rs.AhoCorasick(patterns, matchkind=ahocorasick_rs.MATCHKIND_LEFTMOST_LONGEST)
    for index, start, end in finder.find_matches_as_indexes(text):
        name = patterns[index].replace(" ", "")
        if end - start == 3 and len(name) == 2 and not _is_set_apart(text, start, end):
            continue
        if len(name) == 2 and (
            text[end : end + 1] in set("县市区省州镇乡村路街湖山河江港桥寺湾岛")
            or _BODY_BEHIND.match(text, end)
        ):
            continue  # 林西县, 卫健委
        if is_common(name) and not _stands_as_name(text, start, end):
            continue
        yield start, end


def _is_set_apart(text: str, start: int, end: int) -> bool:
    """Whether a name that is spaced out stands as a layout sets one: at an end of its line, or behind a title."""
    line_ends = text[end : end + 1] in {"", "\n", "：", "（", " "}
    return line_ends or text[start - 1 : start] in {"", "\n"}


def _stands_as_name(text: str, start: int, end: int) -> bool:
    """Whether a name that is also a word is meant here: beside a title or a verb of speech, or heading a clause."""
    before, after = text[max(0, start - 8) : start], text[end : end + 6]
    if not before or _SETS_OFF.search(before):
        return True
    if _TAKES_OVER.match(after):
        return True
    return before[-1] in "，。；：”" and after[:1] not in set("的地得性度，。；、")
