"""Who is given the floor in a clause: its subject and its reporting verb.

Comes in: a stretch of the reading text without speech in quotation marks. Goes out: `Attribution`s. Hard about it: the
same words report and do not (他建议加快… / 提出建议63件), and the subject may be a person, a body, a group, an unnamed
official, a pronoun or nobody at all (希望…, after 他强调,…).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.lexicons import alternation, classes
from pipeline.stages.annotations import Span, Speaker
from pipeline.stages.mentions import Mention

_VERB = re.compile(alternation("reporting"))
_CLASS = {word: kind for kind, words in classes("reporting").items() for word in words}
_SHORT = frozenset({"说", "称", "指", "讲", "谈", "盼", "吁", "冀", "倡", "促", "明确", "部署", "发言", "介绍", "关注", "关心", "提醒", "提示", "回应", "反映", "反馈", "报告", "通报", "宣布", "说明", "分析", "总结", "解释", "重申", "形容", "回忆", "答复", "回答", "批评", "质疑", "告诉", "讲述", "阐述", "补充", "说起", "谈起", "讲起", "提到", "谈及", "提及", "汇报"})
_ADVERBS = (
    r"(?:[还也则又都均并再便就曾已]|同时|进一步|一致|普遍|纷纷|明确|接着|随后|当场|最后|首先|强调|特别|着重|反复|多次|"
    r"再次|再度|早前|日前|近日|今日|今早|昨日|当天|[0-9一二三四五六七八九十]+日|率先|接过话茬|坦率地|动情地|激动地|欣喜地|"
    r"笑着|积极|郑重|在[^，。；]{1,28}(?:时|中|上|后|会上|期间)|在[^，。；]{1,10}|代表[^，。；：“”]{2,30}?(?:作(?:大会)?)?(?:发言)?(?:时)?|参加[^，。；]{2,24}时|"
    r"作(?:大会|交流|主题|书面)?发言时|发言时|讲话时|会后|会上|结合[^，。；]{2,20}|围绕[^，。；]{2,30}|就[^，。；]{2,30}|对此|主持会议时|主持会议并|致辞时|作报告时|调研时|"
    r"受访时|接受采访时|接受[^，。；]{2,14}采访时|表示|会|准备|打算|拟|将|向[^，。；]{1,14}|从[^，。；]{2,20}|用[^，。；]{2,10}|连续[^，。；]{1,8}|都|一起|分别|相继|先后|[ ]|[今去前]年|[0-9]{4}年|（[^（）]{1,30}）)*"
)
_ADVERB_GAP = re.compile(rf"^{_ADVERBS}$")
_OBJECT_MARK = re.compile(r"(?:[对给向与和跟把被让请由同]|根据|按照|听取|邀请|会见|陪同|以及)$")
_GROUP = re.compile(
    rf"(?:与会|参会|到会|列席)?(?P<role>(?:[\u4e00-\u9fff]{{0,8}}?(?:界别|界))?{alternation('groups', 'group')})(?P<many>们)?{_ADVERBS}$"
)
_ONE = re.compile(
    rf"(?:一位|一名|有位|有名|有)(?:[^，。；]{{1,14}}的)?(?P<role>[\u4e00-\u9fff]{{0,8}}?(?:{alternation('groups', 'group')}|{alternation('titles', 'job', 'person')})){_ADVERBS}$"
)
_OFFICER = re.compile(
    rf"(?:^|[，。])(?P<role>[\u4e00-\u9fff]{{2,20}}(?:局长|厅长|主任|部长|处长|科长|院长|校长|行长|支队长|队长|站长|秘书长|镇长|乡长|董事长|总经理)){_ADVERBS}$"
)
_ALL = re.compile(rf"(?:^|[，。])(?P<all>{alternation('groups', 'all')})(?:们)?{_ADVERBS}$")
_UNNAMED = re.compile(rf"(?P<role>[\u4e00-\u9fff（）·、]{{0,30}}?{alternation('groups', 'unnamed')}){_ADVERBS}$")
_BODY = re.compile(
    rf"(?P<name>[\u4e00-\u9fffA-Za-z（）·]{{0,24}}(?:{alternation('organizations', 'suffix')})(?:（[^（）]{{1,20}}）)?){_ADVERBS}$"
)
_PRONOUN = re.compile(rf"(?:^|[，。；：“”])(?:[^，。；：“”]{{0,12}})?(?P<pronoun>{alternation('groups', 'pronoun')}){_ADVERBS}$")
_NONE = re.compile(rf"^(?:{_ADVERBS}|同时|此外|另外|因此|为此|对此|所以|会后|会上|最后|其中|针对[^，。；：]{{2,30}}|为[^，。；：]{{2,40}}|近日|日前)$")
_QUANTIFIER = re.compile(
    r"^(?:在场的?|参会的?|与会的?|列席(?:会议)?的|出席(?:会议)?的|多位|多名|几位|几名|不少|许多|很多|一些|部分|有的?|有些|各位|广大|一位|一名|[0-9一二三四五六七八九十两]+[位名]|近?[0-9]+余?[位名]|其中|来自[^，。]{1,20}的|另有|其他|还有|亦有|据|各|众|现场|同场|席间)"
)
_NOUN_BEFORE = re.compile(r"(?:意见|的|等|这些|这条|该|此|合理化|代表|条|件|项|份|篇|提出|提交|围绕|作|做|作了|进行|交流|大会|主题|书面|重点|热点|高度|密切|受到|备受|广受|听取|并|以上|上述|什么|有关|相关|一些|多项|工作|总理|政府)$")
_NOUN_AFTER = re.compile(r"^(?:书|案|稿|人|会|制度|工作|中|里|的|，供|者|等|单|性|办理|答复|提案|和意见|意见|件|信息|内容|材料|汇编|摘登|摘要|选登|摘编|征集|[0-9]|了|过)")
_NO_VERB = re.compile(r"指(?:引|导|标|数|挥|南|向|定|派|针|责|望|点)|称(?:号|赞|职|为|呼|作)|讲(?:话|座|好|堂|究|解|授)|谈(?:判|心)|盼头|促(?:进|成|使|销|发|转|消)|倡(?:导|议书)|明确(?:了|的|责任|目标|方向|任务)|部署(?:要求|安排|会)|要求(?:的|和)|强调的|吁(?:请)?$|说明(?:书|会|了)|报告(?:会|团|厅|指出|时|中|里|的|，|。|文风|政治|站位|提出)|说(?:法|服|到底|唱)|提示(?:牌|语)")
_LIST_NOUN = re.compile(
    r"^(?:了|出)?(?P<noun>(?:以下|如下|下面|这样|自己的|的)?(?:[0-9一二三四五六七八九十两几多数]+)?(?:[点条个项方面份]+)?(?:具体|意见|建议|要求|看法|想法|思考|希望|对策|措施|期望|体会|和|、|及|一个|问题|几点|观点|设想|主张|措施|加码|诉求|方案|数项|多项)+)(?P<end>[：:，。]|$)"
)


@dataclass(frozen=True, slots=True)
class Attribution:
    """A clause that gives the floor: `start` of its subject, `content` where what is said begins.

    `speakers` is empty where the subject is a pronoun or missing: whoever spoke last goes on.
    """

    start: int
    content: int
    verb: str
    verb_class: str
    speakers: tuple[Speaker, ...]
    opens_list: bool = False
    everybody: bool = False
    verb_start: int = 0
    pronoun: bool = False


def attributions(text: str, start: int, end: int, mentions: Sequence[Mention]) -> Iterator[Attribution]:
    """The attributions in `text[start:end]`, in order; the stretch lies in one paragraph."""
    position = start
    found: list[Attribution] = []
    while match := _VERB.search(text, position, end):
        position = match.end()
        one = _attribution(text, start, end, match, mentions)
        if one:
            found.append(one)
            position = max(position, one.content)
    for colon in _colon_attributions(text, start, end, mentions):
        if not any(abs(a.content - colon.content) <= 3 or a.start <= colon.start < a.content for a in found):
            found.append(colon)
    yield from sorted(found, key=lambda a: a.content)


_COLON = re.compile(
    r"(?:(?:[也则还都]|当场|随即|随后|逐一|一一|就此)*(?:作|做|给|开|拿|抛|列|提|谈|道|打|算|支|献|亮|摆)(?:出|了|起|上|过)[^，。：；]{0,18}|"
    r"的[^，。：；]{1,8}(?:是|有[^，。：；]{1,4})|的?(?:建议|意见|打算|想法|对策|期待)(?:是|有[^，。：；]{1,4})?)$"
)


def _colon_attributions(
    text: str, start: int, end: int, mentions: Sequence[Mention]
) -> Iterator[Attribution]:
    """王教授开出三味“药”：一是…; 他的对策是：…；… : a subject, a colon and what is said, without a reporting verb."""
    for match in re.finditer("：", text[start:end]):
        colon = start + match.start()
        follows = text[colon + 1 : end]
        inside = [m for m in mentions if m.start < colon and colon - m.end <= 8 and m.start >= start]
        if not (follows.startswith("“") or inside or re.match(r"(?:一是|一要|首先|第一|其一|对|由)", follows) or "；" in follows or not follows.strip()):
            continue
        clause_start = max(max((text.rfind(c, start, colon) for c in "，。；！？\n…"), default=-1) + 1, start)
        clause = text[clause_start:colon]
        if not (predicate := _COLON.search(clause)):
            people = [m for m in mentions if clause_start <= m.start and m.end <= colon]
            if people and colon - people[-1].end <= 8 and len(people) == 1 and re.match(r"[^，。；：]*[一-龥]", follows):
                yield Attribution(people[0].start, colon + 1, "说", "say", (people[0].speaker,), False, False, colon)
            continue
        at = clause_start + predicate.start()
        who = _subject(text, clause_start, at, mentions, start)
        if who is None and clause[: predicate.start()] in {"他", "她", "他们", "她们"}:
            who = ((), False, clause_start)
        if who is not None:
            yield Attribution(who[2], colon + 1, "提出", "urge", who[0], True, who[1], at, pronoun=not who[0])


def _attribution(
    text: str, start: int, end: int, match: re.Match[str], mentions: Sequence[Mention]
) -> Attribution | None:
    verb, after = match[0], text[match.end() : end]
    clause_start = max((text.rfind(c, start, match.start()) for c in "，。；：！？“”\n…"), default=-1)
    clause_start = max(start, clause_start + 1)
    subject = text[clause_start : match.start()]
    kind = _CLASS[verb]
    if re.search(r"的$|部署$|意见$|落实$", subject) and kind != "urge" or _NO_VERB.match(text, match.start()):
        return None
    if re.search(r"(?:没有|未有|并未|从未|并无|不会|不再|没|不|未)(?:再|曾|有|想|能)?$", subject):
        return None  # 没有再建议
    inside_name = any(m.start <= match.start() < m.end for m in mentions)
    if inside_name or _in_book_title(text, match.start(), start):
        return None
    listing = _LIST_NOUN.match(after) if verb in {"提出", "提", "强调", "谈", "讲"} or kind == "urge" else None
    opens_list = False
    content = match.end()
    if listing and listing["noun"]:
        included = re.match(r"，(?:其中|当中)?包括(?:：|要)?", after[listing.end("noun") :])
        if listing["end"] != "：" and not included:
            return None  # 提出建议, 提出了宝贵意见: the topic alone
        opens_list, content = True, match.end() + listing.end()
        if included:
            content = match.end() + listing.end("noun") + included.end()
    elif verb == "提出" and re.match(r"的[^，。；]{4,40}的(?:建议|提案|议案)", after):
        pass
    elif kind == "urge" and (_NOUN_AFTER.match(after) or (_NOUN_BEFORE.search(subject) and not _speaks(subject, mentions, clause_start))):
        return None
    who = _subject(text, clause_start, match.start(), mentions, start)
    if who is None:
        if not (_NONE.match(subject) and _opens_content(verb, kind, after)):
            return None
        speakers, everybody, subject_start = (), False, clause_start
    else:
        speakers, everybody, subject_start = who
        if not speakers and not everybody and kind == "say" and not re.match(r"[，：]", after) and not re.match(r"[^，。]{2,14}，(?:要|必须|应)", after) and not _opens_content(verb, kind, after):
            return None
    if verb == "称" and re.search(r"[戏自简俗统声堪职名通宣号人]$", subject):
        return None
    if verb in _SHORT and not re.match(r"^(?:[，：:“。道]|说|了|将|要|，|$|着|时|过|到|出|得[^，。：]{1,8}：)", after) and not (verb in {"称", "指", "盼", "倡", "促", "吁", "冀"} and speakers):
        return None
    if re.match(r"^(?:的(?!是)|自己|会上|本领|能力)", after) and not (kind == "urge" and after.startswith("的")):
        return None
    if kind == "instruct" and (told := re.match(r"[^，。；]{2,14}，(?=要|必须|应)", after)):
        content += told.end()  # 叮嘱县里负责同志，|要按时发放…
    return Attribution(
        subject_start,
        _skip(text, content, end),
        verb,
        kind,
        speakers,
        opens_list,
        everybody,
        match.start(),
        pronoun=who is not None and not speakers and not everybody,
    )


def _skip(text: str, position: int, end: int) -> int:
    while position < end and text[position] in "，：: 道":
        position += 1
    return position


def _speaks(subject: str, mentions: Sequence[Mention], offset: int) -> bool:
    return any(m.end == offset + len(subject) for m in mentions)


def _opens_content(verb: str, kind: str, after: str) -> bool:
    """Whether a verb without a subject is likely to go on with what is proposed: 希望…, 建议…, 要求…"""
    if after.startswith(("：", "，“", "：“", "“")) and kind != "say":
        return True
    return verb in {"建议", "希望", "呼吁", "强调", "指出", "要求", "提议", "倡议", "认为", "表示"} and bool(
        re.match(r"^[，：]?[\u4e00-\u9fff“《]", after)
    ) and not _NOUN_AFTER.match(after)


def _in_book_title(text: str, position: int, start: int) -> bool:
    return text.rfind("《", start, position) > text.rfind("》", start, position)


def _subject(
    text: str, clause_start: int, verb_start: int, mentions: Sequence[Mention], start: int
) -> tuple[tuple[Speaker, ...], bool, int] | None:
    """The subject of a verb: speakers, whether it is 大家, and where it begins; None where there is none."""
    clause = text[clause_start:verb_start]
    inside = [m for m in mentions if clause_start <= m.name_span[0] and m.end <= verb_start]
    if inside:
        last = inside[-1]
        gap = text[last.end : verb_start]
        chain = [last]
        for mention in reversed(inside[:-1]):
            if text[mention.end : chain[0].start].strip(" ") not in {"、", "和", "与", "以及", "及"}:
                break
            chain.insert(0, mention)
        before = text[clause_start : chain[0].start]
        marked = _OBJECT_MARK.search(before) and not (before.endswith("在") or gap.startswith("看来"))
        if re.match(rf"^(?:等[^，。；]{{0,12}})?{_ADVERBS}$", gap) or re.match(r"^[^，。；]{2,36}(?:后|时|期间|过程中|之际|说起|间隙)$", gap) or (len(gap) <= 24 and _may_stand_between(gap)):
            if not marked:
                return tuple(m.speaker for m in chain), False, chain[0].start
    if match := _ONE.search(clause):
        role = match["role"]
        return (Speaker("unnamed", None, role, None, _span(match, "role", clause_start, role)),), False, clause_start
    if match := _PRONOUN.search(clause):
        return (), False, clause_start + match.start("pronoun")
    if match := _OFFICER.search(clause):
        role = _trim(match["role"])
        return (Speaker("unnamed", None, role, None, _span(match, "role", clause_start, role)),), False, clause_start + match.start("role")
    if match := _ALL.search(clause):
        return (), True, clause_start + match.start("all")
    if match := _UNNAMED.search(clause):
        role = _trim(match["role"])
        if role not in classes("groups")["unnamed"] or role in {"相关负责人", "有关负责人", "负责人"}:
            if not (role.endswith("代表") and _GROUP.search(clause) and _GROUP.search(clause)["role"] == role):  # type: ignore[index]
                return (Speaker("unnamed", None, role, None, _span(match, "role", clause_start, role)),), False, clause_start + match.start("role")
    if match := _GROUP.search(clause):
        head = clause[: match.start("role")]
        if not re.search(r"[\u4e00-\u9fff]$", _QUANTIFIER.sub("", head)) or match["many"]:
            role = match["role"]
            return (Speaker("group", None, role, None, _span(match, "role", clause_start, role)),), False, clause_start
    if match := _BODY.search(clause):
        name = _trim(match["name"])
        if len(name) >= 2 and not _NO_BODY.search(name):
            start_of = clause_start + match.start("name") + match["name"].rfind(name)
            return (Speaker("organization", name, None, (start_of, start_of + len(name)), None),), False, start_of
    return None


_NO_BODY = re.compile(
    r"(?:联署|部署|签署|布署)$|代表|委员(?!会)|常委(?!会)|^(?:[会上中不在以为从把将是有了的着其]|这|那|该会|大会|全会|本会|通过|围绕|推动|加强|不断|进一步|深入|经|提高|聚焦|切实|积极|组织|开展|召开|本次|此次|每)|(?:机会|社会|部分|全部|内部|一部|干部|学会|体会|年会|晚会|宴会|两会|大会|全会|会议|例会|盛会|议会|关系|方面|具体|平台|所有|不会|才会|都会|就会|将会|也会|总会是)$"
)


def _may_stand_between(gap: str) -> bool:
    """今年78岁, 告诉记者, 作为…: short, no other subject, no finished action."""
    return not re.search(r"[了的]|会议|出席|参加|主持(?!会议[时并])|一行|陪同|提交|听取|走访|带队", gap)


def _trim(name: str) -> str:
    """A role or body without what stands before it: 近日,, 在…上, 有, 多位."""
    name = _QUANTIFIER.sub("", name)
    cut = re.match(r".*(?:^|(?<=[\u4e00-\u9fff]))(?:日前|近日|会上|随后|当天|同时|针对[^的]{2,20}的?|此前|其间|期间|早前)(?=[\u4e00-\u9fff]{2})", name)
    name = name[cut.end() :] if cut else name
    return re.sub(r"^(?:对|由|在|据|经|与|和|而|但|其|该|有|并|请|让|使|从|给)(?=[\u4e00-\u9fff]{2})", "", name).strip("、 ")


def _span(match: re.Match[str], group: str, offset: int, text: str) -> Span:
    at = match[group].rfind(text)
    start = offset + match.start(group) + max(at, 0)
    return start, start + len(text)
