"""What a line of a page is by its form alone: a line of text, a heading, a speaker's header, a caption.

A line comes in, its `LineKind` goes out, before anything is known of the article. The hard part is that a
heading and a line cut off by its column both lack a full stop (整合科技要素提升创新效能; 一要优化产业结构,加强高): only
punctuation inside, length and the last character tell them apart, so what is in doubt stays a heading.
"""

from __future__ import annotations

import re
from typing import Literal

from pipeline.text.credits import is_credit, is_signature

LineKind = Literal[
    "text",  # running text, whole or cut off
    "heading",  # a headline, a subheading or any other short line without a full stop
    "header",  # names the speaker of what follows: 市政协常委 谢惠兰; 市科技局; □ 阮江流
    "caption",  # of a photograph
    "credit",  # editors, reporters, source, page number, a bracketed signature
]

_CLOSERS = "”’」』）)】》〉］]\"'"
_FINAL = "。！？!?…；;：:～~"
_CLOSED = re.compile(
    rf"[{_FINAL}][{re.escape(_CLOSERS)}]*$|^[（(【\[].*[）)】\]]$|[{_FINAL}”][（(][^（()）]*[）)]$"
)
_COMMA = re.compile(r"[，,、]")

# Characters after which no sentence, heading or name ends: particles, prepositions and conjunctions.
_LEADING_ON = "的、，,和与及在对把将从以并而向由被其于或但且也就都还更让使“‘「『（(《〈【[—"

LONG_HEADING = 30  # characters; longer ones with a comma are as often a line cut off
# Headings do not begin with these.
_NO_HEADING = re.compile(
    r"近年|近[日期]|日前|今年|去年|目前|当前|截至|据[了悉介统]|[\d]{1,4}[年月日]|为了|会上|会前|会后|随后|此外"
)

_CAPTION = re.compile(
    r"""
    (?:摄影?|攝影?|摄影报道|供图|供圖|图片?/\S+|/[图摄]|图片来源.*)[）)]?[。]?$   # …本报记者 张三 摄
    | ^[△▲▼◆●■]?(?:图为|圖為|[上下左右本]图[：:，,为]|[图圖][①②③④⑤⑥一二三四五六1-9][：:为 ])  # 图为会议现场。
    """,
    re.VERBOSE,
)
_TAGGED = re.compile(r"【[^】]{2,12}】.*[。！？]")  # 【本报讯】市政协委员…建议…。
_BODY = (
    "局|委|办|厅|院|部|室|协会|商会|学会|委员会|联合会|促进会|基金会|研究会|委会|总会|中心|公司|支队|大队|总队|站|所|学校|大学|学院|集团|工商联|总工会|团委|妇联|法院|检察院"
    "|界别小组|界别|小组|调研组|课题组|代表团|政府|街道|办事处|开发区|管委会|联盟|银行|政协|人大|九三学社|民革|民盟|民建|民进|农工党|致公党|台盟|科协|侨联|台联|文联|残联"
)
_ROLE = (
    "委员|常委|代表|主席|主委|主任|书记|部长|局长|院长|校长|会长|秘书长|县长|市长|区长|省长|州长|镇长|乡长|处长|科长|所长|站长|馆长"
    "|行长|厂长|队长|组长|董事长|经理|总裁|理事长|教授|研究员|馆员|工程师|医师|律师|教师|讲师|厅长|厅级|调研员|学员|专家|学者"
)
_NAME = r"[\u4e00-\u9fff]{1,3}[·•]?[\u4e00-\u9fff]{1,10}"
_HEADER = re.compile(
    rf"""
    ^[□■○●◆◇▲△]\s*[^，。,；;：:]{{2,30}}$                                     # □ 阮江流
    | ^[^。；;！？：:]{{0,40}}(?:{_ROLE})(?:[（(][^）)]*[）)])?[\s\u3000]+{_NAME}(?:\s*[（(][^）)]*[）)])?[：:]?$   # 市政协常委 谢惠兰
    # 学员 皮小曼（市中心医院副科长）、雷亚东（市医保局科长）
    | ^(?:{_ROLE})[\s\u3000]+{_NAME}\s*[（(][^）)]{{2,60}}[）)](?:、{_NAME}\s*[（(][^）)]{{2,60}}[）)])+[：:]?$
    | ^{_NAME}[\s\u3000]+[^。；;！？：:]{{0,40}}(?:{_ROLE})[：:]?$                       # 谢惠兰 市政协常委
    | ^{_NAME}(?:{_ROLE})?\s*[（(][^）)]{{2,60}}[）)](?:、{_NAME}(?:{_ROLE})?\s*[（(][^）)]{{2,60}}[）)])*[：:]?$  # 周牧原委员（民盟…）：
    | ^(?=.{{3,24}}$)(?!.*(?:召开|举行|举办|开展|走进|关于|推进|推动|调研|视察|成立|设立|组建))[^，。,；;！？“”《》\s、]{{0,20}}(?:{_BODY})(?:[（(][^）)]*[）)])?[：:]?$      # 市科技局; 市市场监管局(知识产权局)
    """,
    re.VERBOSE,
)


def line_kind(line: str) -> LineKind:
    """What a stripped line is by its form; anything that reads on like a sentence is text."""
    length = len(line)
    if length <= 160 and _CAPTION.search(line):
        return "caption"
    if is_credit(line) or is_signature(line):
        return "credit"
    if length <= 120 and line[0] in "（(" and line[-1] in "）)" and "。" not in line[:-2]:
        return "credit"
    if length <= 90 and _HEADER.search(line):
        return "header"
    return "text" if _reads_on(line) else "heading"


def _reads_on(line: str) -> bool:
    if line.startswith(("——", "--", "【")) and len(line) <= 60 and not _TAGGED.match(line):
        return False
    if leads_on(line):
        return True
    if line[-1] in "。；;" or re.search(r"[。；;].", line):
        return True
    return is_closed(line) or (len(line) > 36 and bool(_COMMA.search(line)))


def is_closed(line: str) -> bool:
    """Whether the line ends as a sentence, a quotation or a bracketed note ends."""
    return bool(_CLOSED.search(line))


def leads_on(line: str) -> bool:
    """Whether the line ends in a character after which no sentence can end: 贴近民心的, 支持高新技术企业、"""
    return line[-1] in _LEADING_ON


def may_break_off(line: str) -> bool:
    """Whether a line that looks like a heading is more likely cut off: 今年5月以来,市政协组织部分政协委员、政协智"""
    if is_closed(line) or line[-1] in _CLOSERS or not _COMMA.search(line):
        return False
    return bool(_NO_HEADING.match(line)) if len(line) < LONG_HEADING else not line.startswith("——")


def breaks_off(line: str) -> bool:
    """Whether a line of text stops inside a sentence, and so must go on somewhere unless the source was cut."""
    if is_closed(line):
        return False
    if leads_on(line):
        return True
    return bool(re.search(r"[。；;！？!?]", line)) or len(line) > 36
