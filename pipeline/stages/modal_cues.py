"""Which words of obligation and intent are cues: 要, 应, 将, 可 and their like.

Comes in: a sentence without its lead. Go out: the cues, each with what stands before it in its clause. Hard about it: the same
characters are parts of words (需要, 主要, 将来), and 要 also says what a thing takes or what people have to bear (要走四十
多天, 连换灯泡都要赊账), and 可 what comes of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import rjieba

from pipeline.lexicons import alternation
from pipeline.lexicons.words import is_plain_verb, is_verb
from pipeline.stages.aspect import IS
from pipeline.stages.brackets import is_inside
from pipeline.stages.disposal import opens_plan

_MODAL = re.compile(
    r"""(?:
      (?P<must>
        # 要, but no 需要, 主要, 要求, 要点
        (?<![重主需必首提简摘纲只想若夺索概扼机显险冲政没人急将快就既])要
        (?![求素点闻件义害道领目么是好紧不职案的，。；、]|不然|不是|有所)
      | (?<=每人)要(?![求素点])
      | (?<=[^就])就要(?![求])
      | 既要 | 必须 | 须(?!知)
        # 需要建设, but no 刚需, 急需要, 需要的
      | (?<![供刚急特所内必实最只仅无毋按])(?:需要(?![，。；、的]|时间)|仍需|还需|亟需|亟须|亟待|急需|需(?![求时]))
      | 应该(?!说) | 应当 | 理应
        # 应建立, but no 相应, 供应, 应急, 应用
      | (?<![适回相响反供对感顺因呼效照报])应(?![用急对变答付届邀运战力收聘募援税约诺]|允[，。的]|许[，。]|.尽)
      # 宜重新规划, but no 适宜, 宜居
      | (?<![适便相权事合机时得])不?宜(?![人居家昌春室兴宾于业游养学商])
      | (?:大可|何妨)(?!不必|不用|安心|放心)
      # 不得少于四米, but no 不得不, 不得已
      | (?:不得|不准|不许|严禁)(?![不已了人]|而知)
      | 务必 | 关键要 | 重点要 | 切忌 | 要把 | 要将 | 要在 | 有必要
        # what people say: 别再, 不如在, 得给
      | (?:^|(?<=[\u4e00-\u9fff]{3}))(?<![分特差区性类级个告派鉴])别(?=再|老|光|只|把|让|等到)
        # 图纸得先过审查这一关, but no 觉得, 说得让人
      | (?<=[\u4e00-\u9fff]{2})(?<![觉获取值懂使记显舍省来变做走讲说听看跑累急晓难免博赢过活干搞办管长住吃写所心不])得(?=先|给|把|让|从|由|腾|加|尽快|尽早|赶紧)
      | 关键(?:还)?(?:是|在于)(?=[要把让将由给先])
      | (?:^|(?<=[\u4e00-\u9fff]{2}))(?:能不能|能否|可不可以|可唔可以|可否)(?!.*(?:关系到|取决于|关键|关心|担心))
      | (?:^|(?<=，))最好(?=[在把让给由能有先统每再])
      | (?<=[还总就都也])得(?=[先给把让从由腾加建])
      | 完全可以 | 不妨
      | ^请(?=(?:政府|[省市县区州镇乡]里|各级|有关部门|[^，。]{2,10}(?:局|部门|委(?!员)|办|政府|部|所|站|公司|中心|学校|医院|社区)))
      | 倒?不如(?![意人前此果说何往昔]|从前)
      | ^得(?=[给把让从加建有在])
      | 可以再(?!说)
        # 可以依托, but no 不可, 许可, 可以实现
      | (?<![不还])可以(?=[依把通借由在对用利探试考从以将引参采推])
      | (?<![不许认宁大尽即])可(?=[依借通在由探考发把将仿参效]|减征|减免|适当|适度|试行|实行|推行|采取|考虑|给予|允许|延长|放宽|优先|率先|先行|按|对|办一|设一|交由|改由|交给)
        # 当局可参考…, 局方亦可设立…, but no 政府可能, 可见
      | (?:(?<=政府|当局|部门)|(?<=[政当局署港校院厅][府局方])|(?<=[政当局署港校院厅][府局方][亦也还]))可以?(?![能见是惜否疑怕靠谓持行观喜悲圈点])
      | (?<![应理本不活])该(?=(?:[往把向给在加提建设尽要换修装拆调增补撤扩清搬抬管定放减拢](?![^，。]{0,2}的)|坐下来|好好|早点|尽早|统一))
      )
    | (?P<will>
        正(?:在)?(?=研究(?:出台|制定|推出))
      | 将(?:会(?!同))? | (?<![模虚])拟(?=[会在于出开对建把将以按从自增新投引])
        # 计划新建, but no 年度计划, 计划生育
      | (?<=[今明]年)计划(?![的书、，。和生单纲案内外])
    | (?:^|(?<=[，。；们我局委府市县区还也正并司团院校者他她里又现拟亦方署处]))计划(?![的书、，。和生单纲案内外0-9委财指经完]|项目|成效|推行至今|欠缺|缺乏|未能|属|太|过于|仍|已|并|可以|可让|旨在|涉及|包括|获|被|受)
      | 力争 | 打算 | 准备(?=[在把将以用对开建出推启制组增再])
        # 会继续, but no 委会, 协会, 会议
      | (?<![委社机协理商学工议大两开全常党员总例晚盛年展博峰览动队集群社])会(?=[继进持加积尽全把在将与从优])
      | (?<=[署局处院校]方|政府|当局)[亦也]?会(?![议场后前上同否])
      | (?:(?<=[季月底内])|(?<=[0-9今明后本]年)|(?<=[季年]度))会(?=[再把在于推增新设为与就向继从启拿开办派建投调减加])
      # 表示，|会分阶段推出…; 并会研究…
      | (?:^|(?<=[，；。])|(?<=[，；。][并亦也还仍均都但惟而又])|(?<=^[并亦也还仍均都但惟而又]))(?P<self>会)(?![议场后前上同员有是不得]|以为)
      | (?<=后)会(?=[到向再在于])                                     # 闭幕后|会到各区…
      | (?<=我们)会(?![议场后前上同])
      | (?<=我)会(?![议场后前上同])
      )
    )""",
    re.VERBOSE,
)
_OF_FACTS = frozenset({"要", "须", "必须", "得", "会", "需要"})
_IF_SO = re.compile(r"如果|若|一旦|否则|假如|只要|这样|因为|由于|不然")
_UNDERTAKES = re.compile(alternation("cues", "undertaking"))
# 要走四十多天: what a thing takes, not what is to be done
_DURATION = re.compile(
    r"(?:[走花等翻跑坐]|用(?![好足活])|奔波|耗费|花费|排队|经历)[^，。；]{0,4}"
    r"[0-9一二三四五六七八九十几两半百]+多?(?:个|天|公里|年|小时|分钟|道|里|次|趟|元|万)(?!内|时间|之?前|[底末中])"
)
# 要一天半; but 要三年内完成…, 要2026年底前建成…
_TAKES = re.compile(
    r"[0-9一二三四五六七八九十几两半百]+(?:个|多)?半?(?:天|年|月|小时|分钟)(?!内|时间|之?前|[底末中上下起年有])"
)
# what people have to bear: 得自掏腰包, 得先跑五个部门; but 要走出一条…新路, 要排查一批隐患
_HARDSHIP = re.compile(
    r"""
      自掏腰包 | [转换][0-9一二三四五六七八九十两]+程 | 承担(?:高昂|沉重|额外|巨额) | 兼顾(?:工作|家庭|照顾) | 照顾[^，]{0,3}[0-9一二三四五六七八九十]+多?[名个位] | 从[^，]{1,12}(?:涨到|说起) | 花掉 | 搭进 | 赔上 | 耗上 | 自行承担 | 捱 | 挨 | 忍受 | 担心
    | 靠[^，]{1,4}(?:帮忙|帮助|接济|救济|搀扶)
    | 先?(?:坐[上车船]?|跑[到遍去上]?|走[到上去路]?|转[乘车]?|等[上候够]?|排[队上]?)[^，。查]{0,6}
      [0-9一二三四五六七八九十几两半]+多?(?:个(?:部门|窗口|小时|多?月|站|地方|单位)|天|小时|公里|里|次|趟|道|站|分钟|年|家|层)
    """,
    re.VERBOSE,
)
_MEANS = re.compile(r"通过|这样|从而|由此|借此|如此")
# 配餐车|也|可以由几个社区合用
_PEOPLE = "(?:居民|住户|街坊|市民|群众|老人|长者|企业|村民|学生|家长|患者|旅客|工友)"
_HAS_SUBJECT = re.compile(rf"(?!.*{_PEOPLE})[^，]{{2,12}}[也还]")
# 当局|可参考…: who acts may do it, and is asked to
AUTHORITY = re.compile(
    r"(?:[^，。；]{0,14}(?:政府|当局|部门|[局署港校院厅部]方|[局署]|(?<=[\u4e00-\u9fff]{2})处)|国家|中央|全[省市县区]|[省市县区镇村]里)(?:[亦也还应]|其实)*"
)
_UNWANTED = re.compile(
    r"(?:不|未|毋|无|没)(?:太|敢|曾|能)?(?:认同|赞成|同意|支持|主张|认为|觉得|赞同|须|需|建议)$|反对$|(?:唔系|不是|并非)$"
)  # 不认同|要另设课程
_SUPPOSED = re.compile(r"(?P<if>若(?!羌|干)|如(?:果|若|需)|倘若?|一旦|假如|即使|纵使|虽然?)[^，]*$")
# 不少工友年过六十|仍要顶更: how things are; 出行不便|应加密班次 is not
_HABIT = re.compile(
    rf"(?:不少|很多|许多|有的(?!放矢)|有些|每每|往往|经常)(?:[^，]{{0,16}}仍|[^，]{{0,8}}{_PEOPLE}[^，]{{0,10}}[都也亦还])$|{_PEOPLE}[^，]{{0,4}}每个?[日天月周年]都?$|每[更班晚]都?$|每(?:度|吨|公斤|张)[^，]{{0,2}}$|(?<![不方])便$|(?:往往|每每|经常|通常|动辄)$"
)
# 很多照顾者|要辞去工作: what people have to do
_MANY_PEOPLE = re.compile(
    rf"(?:不少|很多|许多|有些|有的|部分|大部分)[^，的]{{0,6}}(?:{_PEOPLE}|者|家庭|员工|人士)"
)
_COSTS = re.compile(
    r"(?:约|近|逾|超过|用|花|耗)*[0-9一二三四五六七八九十百千万亿两几数]+(?:多|余)?(?:亿|万|千|百)?(?:港?元|美元|倍|人次)(?=[，。；]|$)"
)
_SHORTAGE = re.compile(r"紧缺|的")
_EVEN = re.compile(r"连[^，]{1,12}[都也]$")  # 连换灯泡都|要赊账: how things stand
_DEMANDS = re.compile(r"向[^，。；]{1,6}$")  # 向创新|要方法
COPULA = re.compile(rf"{IS}(?!否)")  # 保护好水源是汉中|必须|扛牢的责任
_SCOPE = re.compile(rf"{alternation('leads', 'scope')}*")


def cues(body: str, *, cued: bool) -> Iterator[tuple[re.Match[str], str]]:
    """The modals that are cues, each with what stands before it in its clause."""
    for match in _MODAL.finditer(body):
        if is_inside(body[: match.start()]):
            continue
        clause_start = max(body.rfind(c, 0, match.start()) for c in "，；：。") + 1
        head = body[clause_start : match.start()]
        if not _is_other(body, match, head, cued=cued):
            yield match, head


def says_what_is(body: str) -> bool:
    """Whether a modal stands there that is no cue: 居民每日|要转乘三程车, 雇主|须于七日内支付工资."""
    said = (
        match
        for match in _MODAL.finditer(body)
        if match[0] in _OF_FACTS and not is_inside(body[: match.start()])
    )
    return next(said, None) is not None


def _is_other(body: str, match: re.Match[str], head: str, *, cued: bool) -> bool:
    """Whether a modal is no cue here: 要走四十多天, 向创新要方法, 急需紧缺人才, 建议将…纳入."""
    modal, end = match[0], match.end()
    if modal == "该" and not _opens_with_mere_verb(body[end:]):
        return True  # 该|设备每年检修两次: that one
    if match["self"] and not _UNDERTAKES.match(body, end):
        comes_of = _IF_SO.search(body, 0, match.start()) or head not in {"", "并", "均", "同时"}
        if comes_of or not _is_undertaken(body[end : end + 8]):
            return True  # 如果课堂被监察，会影响师生
    if modal.startswith("将") and not opens_plan(body, match.start(), end, cued=cued):
        return True
    if modal in {"可", "可以", "可以再"} and not _may(body, match, head):
        return True
    if _UNWANTED.search(head) or _HABIT.search(head):
        return True
    if (supposed := _SUPPOSED.match(head)) and not _has_predicate(head[supposed.end("if") :]):
        return True  # 若船厂最终|须拆卸，…; but 一旦出现险情|必须…
    return _takes(body, modal, end, head) or bool(COPULA.search(head))


def _takes(body: str, modal: str, end: int, head: str) -> bool:
    """Whether a modal says what a thing takes, costs or lacks: 要走四十多天, 每年约需|二亿元, 急需|紧缺人才."""
    if modal == "要" and (_EVEN.search(head) or _MANY_PEOPLE.fullmatch(head)):
        return True
    if modal in {"要", "得"}:
        burden = (_TAKES.match(body, end), _HARDSHIP.match(body, end), _DURATION.match(body, end))
        if any(burden) or _DEMANDS.search(head):
            return True
    if modal in {"需", "需要", "要"} and _COSTS.match(body, end):
        return True
    return modal in {"急需", "亟需"} and bool(_SHORTAGE.match(body, end))


def _may(body: str, match: re.Match[str], head: str) -> bool:
    """Whether 可 lets somebody do something, and does not tell what comes of it: 通过…，可以推动…"""
    modal, end = match[0], match.end()
    if modal != "可以再" and _MEANS.match(body[: match.start() - len(head)]):
        return False
    return (
        modal == "可以再"
        or body.startswith(("交由", "改由", "交给"), end)
        or is_bare(head)
        or bool(_HAS_SUBJECT.fullmatch(head) or AUTHORITY.fullmatch(head))
    )


def _is_undertaken(words: str) -> bool:
    """Whether the first word is a verb of action: 增聘三百名职员, 发行绿色债券."""
    first = next(iter(rjieba.cut(words)), "")
    return len(first) > 1 and (is_verb(first) or first[0] in "增扩加减改重续推")


def _has_predicate(words: str) -> bool:
    """Whether a verb stands in a condition: 企业拖欠工资; not in 船厂最终."""
    return any(len(word) > 1 and is_plain_verb(word) for word in rjieba.cut(words))


def _opens_with_mere_verb(words: str) -> bool:
    """Whether the first word is a verb, and no noun besides: 加大投入, 建更多; but 建筑整体修缮, 建议被采纳."""
    first = next(iter(rjieba.cut(words[:8])), "")
    return len(set(first)) == 1 or is_plain_verb(first)  # 建, 装装, 加大


def is_bare(head: str) -> bool:
    """Whether only times and adverbs stand before a cue: 今后|还|要."""
    return bool(_SCOPE.fullmatch(head))
