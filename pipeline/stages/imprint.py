"""Who published an article and on which day, from the lines above and below its text.

Lines come in, the name as the source writes it and the day go out, or None. The hard thing is that a page may name two:
the website that took it over, 发布时间:2024-11-16, and the newspaper that printed it, 《人民日报》(2024年08月27日 19版).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from pipeline.text.credits import DATE, TIME, is_credit
from pipeline.text.lines import line_kind
from pipeline.text.prepare import simplify

HEAD = 14  # lines, as many as a page's head holds: name, date, page, editors, kicker, title, source
FOOT = 8

_MEDIA = (
    "日报|晚报|晨报|早报|午报|新报|时报|商报|快报|导报|周报|学报|电报|青年报|政协报|人大报|党报|团结报|都市报|生活报|参考报|文摘报|文汇报|法治报|农民报|工人报|经济报|侨报|报"
    "|周刊|月刊|杂志|时讯|通讯社|新华社|中新社|通讯|新闻网|新闻|在线|网|网站|电视台|广播电台|电台|台|广播|融媒|融媒体|融媒体中心|传媒|传媒集团|报业集团|客户端|公众号|频道|观察|观察网"
    "|发布|头条|时刻|看点|热线|之声|之窗|视听|微博|微信|号"
)
_BODY = (
    "办公室|委员会|政协|人大|人大常委会|政府|党委|区委|市委|县委|省委|局|厅|部|委|院|校|党校|学院|大学|中心|协会|研究会|学会|联合会|商会|集团|公司|街道|镇|乡|办|处|站|馆|总会"
    "|民盟|民革|民建|民进|农工党|致公党|九三学社|台盟|工商联|支部|总支|室|组"
)
_OWN = re.compile(
    r"^(?:本报|本刊|本网|本站|本台|本社|原创|网络|互联网|未知|不详|转载|综合|其他|其它|无|佚名|本地|匿名|网友|个人|作者)"
)
_NAME = r"[\u4e00-\u9fffA-Za-z0-9·•“”\"]"
_LABEL = r"(?:来源|信息来源|稿件来源|新闻来源|文章来源|资料来源|稿源|出处|转自|转载自|摘自|原载|原文刊于|发布机构|发布单位|供稿单位|供稿|主办单位|主办|发布者|媒体)"
_SOURCE = re.compile(
    rf"(?:^|[\s（(【\[|｜│/]|(?<=\d)|(?<=[日次】]))(?:本文)?{_LABEL}\s*[：:丨|｜│/]\s*(?P<value>\S[^\n]*)"
)
_IMPRINT = re.compile(rf"《\s*(?P<paper>[^《》]{{2,16}}?)\s*》\s*[（(,，\s]*(?P<date>{DATE})")
_IN_TITLE_MARKS = re.compile(r"《\s*([^《》]{2,16}?)\s*》")
# The value of a label ends at a space, a bracket or the next label.
_VALUE = re.compile(rf"《?\s*(?P<name>{_NAME}[{_NAME[1:-1]}（）()—\-－]{{1,38}})")
_NEXT_LABEL = re.compile(
    r"(?:作者|编辑|責編|责编|责任编辑|记者|時間|时间|日期|发布|浏览|点击|阅读|字号|字体|更新|审核|校对|通讯员)\s*[：:]?.*$"
)
_ISSUED = re.compile(rf"^[（(]?(?P<name>{_NAME}{{2,26}}?)[\s|｜·，,（(]+(?P<date>{DATE})")
_WECHAT = re.compile(
    rf"^(?:原创\s+)?(?:\S+\s+)*?(?P<name>{_NAME}{{2,20}})\s+(?P<date>{DATE})(?:\s+{TIME})?(?:\s+(?:发表于)?\s*[\u4e00-\u9fff]{{2,4}})?$"
)
WIRE_LEAD = re.compile(
    r"""
    ^[【（(\[]?(?P<name>[\u4e00-\u9fff·]{1,12}?(?:日报|晚报|晨报|商报|时报|报|网|社|电视台|台|新闻|客户端|时刻|在线|融媒|融媒体中心))
    (?:[\u4e00-\u9fff、]{0,10}\s*\d{1,2}月\d{1,2}日)?\s*
    (?:综合|专)?(?:消息|讯|电|报道|快讯)\s*[】）)\]（(:：\s]
    """,
    re.VERBOSE,
)
# how a piece of a page begins
NEW_PIECE = re.compile(
    r"""
      ^(?:本报|本网|本台|本站|本刊)?讯\s
    | ^本报[^，。]{0,14}(?:讯|电)            # 本报太原3月5日讯
    | ^[^，。]{0,16}(?:消息|讯|电)\s*[（(]   # 晨报讯（记者 石磊）
    | ^新华社
    """,
    re.VERBOSE,
)
_BYLINE = re.compile(
    r"^[□■（(\s]*(?P<name>[\u4e00-\u9fff]{2,10}?(?:日报|晚报|晨报|商报|时报|青年报|报|网|社|台|新闻))(?:全媒体|融媒体|首席|见习|实习|特约|驻\S{2,4})*记者"
)
_ALONE = re.compile(rf"^(?P<name>[\u4e00-\u9fff]{{2,10}}?(?:{_MEDIA}))$")
SERIES = re.compile(
    r"^(?:社情民意(?:信息)?|政协信息|信息专报|内部(?:资料|参考)|情况反映|(?:政协|人大|工作|调研|参政议政|党校|统战|建言)?(?:简报|专报|要情|动态|通讯)|提案摘编|建言资政专报)$"
)
_DATE = re.compile(rf"(?<!\d)(?:{DATE})")
_DIGITS = str.maketrans("〇○零一二三四五六七八九", "000123456789")


@dataclass(frozen=True, slots=True)
class Line:
    """A line as it stands in the source, and in simplified characters of the same length."""

    text: str
    plain: str


def publisher_of(lines: Sequence[Line]) -> str | None:
    for find in (_imprinted, _sourced, _page_head, _issuer, _wired, _bylined):
        found = find(lines)
        if found:
            return found
    return None


def paper_named_alone(plain: str) -> str | None:
    """The newspaper whose name is all there is on the line: 宜城新报."""
    found = _ALONE.match(re.sub(r"\s", "", plain.strip("《》")))
    return found["name"] if found and len(found["name"]) >= 3 and line_kind(plain) != "text" else None


def _edges(lines: Sequence[Line]) -> Iterator[Line]:
    """The lines of the head, then those of the foot, from the last one up."""
    yield from lines[:HEAD]
    yield from reversed(lines[max(HEAD, len(lines) - FOOT) :])


def _imprint(lines: Sequence[Line]) -> tuple[Line, re.Match[str]] | None:
    """The newspaper's own line: 《 人民日报 》( 2024年08月27日 19 版)."""
    for line in _edges(lines):
        found = _IMPRINT.search(line.plain)
        if (
            found
            and len(line.plain) <= 80
            and (is_credit(line.plain) or re.search(r"\d\s*版|原载|刊于|来源", line.plain))
        ):
            return line, found
    return None


def _imprinted(lines: Sequence[Line]) -> str | None:
    found = _imprint(lines)
    return found[0].text[slice(*found[1].span("paper"))].strip() if found else None


def _sourced(lines: Sequence[Line]) -> str | None:
    for line in _edges(lines):
        label = _SOURCE.search(line.plain)
        if label is None or not (is_credit(line.plain) or len(line.plain) <= 60):
            continue
        start = label.start("value")
        value = _NEXT_LABEL.sub("", label["value"])
        marked = _IN_TITLE_MARKS.match(value) or _IN_TITLE_MARKS.search(
            value.split()[0] if value.split() else ""
        )
        if marked:
            return line.text[start + marked.start(1) : start + marked.end(1)].strip()
        found = _VALUE.match(value)
        name = (
            _best_part(line.text[start + found.start("name") : start + found.end("name")]) if found else None
        )
        if name:
            return name
    return None


def _best_part(value: str) -> str | None:
    """The publisher in a label's value: 人民网-人民日报 was printed by 人民日报, 人民网-山西频道 is 人民网."""
    value = re.sub(r"[（(].*$", "", value).strip('—-－）)"“”')
    value = re.sub(rf"{DATE}.*$", "", value)
    parts = [part for part in re.split(r"[—\-－]+", value) if part]
    if not parts or not re.search(r"[\u4e00-\u9fff]{2}", value):
        return None
    best = parts[-1] if len(parts) > 1 and re.search(r"[报報社刊]$", parts[-1]) else parts[0]
    return None if _OWN.match(simplify(best)) or not re.search(r"[\u4e00-\u9fff]", best) else best


def _page_head(lines: Sequence[Line]) -> str | None:
    """The paper's name on a line of its own, among page number, date and editors."""
    head = lines[:HEAD]
    if not any(is_credit(line.plain) for line in head):
        return None
    for line in head:
        if paper_named_alone(line.plain) and not SERIES.match(line.plain):
            return line.text.strip("《》 ")
    return None


def _issuer(lines: Sequence[Line]) -> str | None:
    """Who stands beside the date: 政协天水市委员会办公室　2025年4月3日; WeChat's 某地发布 2024-03-01 12:00."""
    for line in _edges(lines):
        for pattern in (_ISSUED, _WECHAT):
            found = pattern.match(line.plain)
            if not found or not is_credit(line.plain) or _OWN.match(found["name"]):
                continue
            if re.search(rf"(?:{_MEDIA}|{_BODY})$", found["name"]):
                return line.text[slice(*found.span("name"))]
    return None


def _wired(lines: Sequence[Line]) -> str | None:
    """Who reports at the beginning of the body: 央视网消息（新闻联播）：, 新华社北京3月5日电, 【明報專訊】."""
    for line in lines[:HEAD]:
        found = WIRE_LEAD.match(line.plain)
        if found and not _OWN.match(found["name"]):
            name = line.text[slice(*found.span("name"))]
            return re.sub(r"[專专]$", "", name)
    return None


def _bylined(lines: Sequence[Line]) -> str | None:
    for line in _edges(lines):
        found = _BYLINE.match(line.plain)
        if found and is_credit(line.plain) and not _OWN.match(found["name"]):
            return line.text[slice(*found.span("name"))]
    return None


def published_on(lines: Sequence[Line]) -> datetime | None:
    imprint = _imprint(lines)
    if imprint:
        return _day(imprint[1]["date"])
    ranked: list[tuple[int, datetime]] = []
    for line in _edges(lines):
        if not is_credit(line.plain):
            continue
        for found in _DATE.finditer(line.plain):
            day = _day(found[0])
            if day is not None:
                ranked.append((_rank(line.plain, found.start()), day))
    return min(ranked, key=lambda pair: pair[0])[1] if ranked else None


def _rank(plain: str, start: int) -> int:
    """0 for a newspaper's page head, 1 for a plain dateline, 2 where the date is that of an update."""
    if re.search(r"星期|周[一二三四五六日]|\d\s*版|农历", plain):
        return 0
    return 2 if re.search(r"(?:更新|打印|访问|下载)\S{0,4}\s*[：:]?\s*$", plain[:start]) else 1


def _day(written: str) -> datetime | None:
    """Midnight of a date as written, 2024年08月27日, 2024-8-27 or 二〇二四年八月二十七日; None where there is no such day."""
    if not written[0].isdigit():
        written = _in_digits(written)
    year, month, day = (int(n) for n in re.findall(r"\d+", written)[:3])
    try:
        return datetime(year, month, day)
    except ValueError:
        return None


def _in_digits(written: str) -> str:
    """二〇二五年十一月三日 → 2025年11月3日"""
    year, rest = written.split("年")
    numbers = re.split("[月日]", rest)[:2]
    return year.translate(_DIGITS) + "年" + "月".join(str(_number(n)) for n in numbers)


def _number(written: str) -> int:
    if "十" not in written:
        return int(written.translate(_DIGITS))
    tens, _, ones = written.partition("十")
    return 10 * int((tens or "一").translate(_DIGITS)) + int((ones or "〇").translate(_DIGITS))
