"""The cue of obligation or intent (要, 应, 将) in a sentence, and what of the words before it belongs to the proposal.

Comes in: the words behind the lead. Goes out: `Modal`. Hard about it: 要 and 将 are also parts of words (需要, 主要, 将来);
and what stands before the cue stays where it is a purpose or a subject (服务大局，要拓宽通道) and goes where it is a
judgement (创新之道，唯在得人，要|统筹推进).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import rjieba

from pipeline.lexicons import alternation
from pipeline.lexicons.words import has_verb, opens_with_verb
from pipeline.stages.annotations import Speech
from pipeline.stages.aspect import FUTURE_DATE, IS
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
      | (?<![供刚急特所内必实最])(?:需要(?![，。；、的])|仍需|还需|亟需|亟须|亟待|急需|需(?![求]))
      | 应该 | 应当 | 理应
        # 应建立, but no 相应, 供应, 应急, 应用
      | (?<![适回相响反供对感顺因呼效照报])应(?![用急对变答付届邀运战力收聘募援税约诺]|允[，。的]|许[，。])
      | 务必 | 关键要 | 重点要 | 切忌 | 要把 | 要将 | 要在 | 有必要
        # what people say: 别再, 不如在, 得给
      | (?:^|(?<=[\u4e00-\u9fff]{3}))(?<![分特差区性类级个告派鉴])别(?=再|老|光|只|把|让|等到)
        # 图纸得先过审查这一关, but no 觉得, 说得让人
      | (?<=[\u4e00-\u9fff]{2})(?<![觉获取值懂使记显舍省来变做走讲说听看跑累急晓难免博赢过活干搞办管长住吃写所心不])得(?=先|给|把|让|从|由|腾|加|尽快|尽早|赶紧)
      | (?:^|(?<=[\u4e00-\u9fff]{2}))(?:能不能|能否|可不可以|可否)(?!.*(?:关系到|取决于|关键|关心|担心))
      | 完全可以 | 不妨
      | ^请(?=(?:政府|[省市县区州镇乡]里|各级|有关部门|[^，。]{2,8}(?:局|部门|委|办|政府|部)))
      | 倒?不如(?=在|给|把|让|用|由|从)
      | ^得(?=[给把让从加建有在])
        # 可以依托, but no 不可, 许可, 可以实现
      | (?<![不还])可以(?=[依把通借由在对用利探试考从以将引参采推])
      | (?<![不许认宁大尽即])可(?=[依借通在由探考发把将])
      | (?<![应理本不活])该(?=(?:[往把向给在加提建设尽要换修装拆调增补撤扩清搬](?![^，。]{0,2}的)|坐下来|好好|早点|尽早|统一))
      )
    | (?P<will>
        正(?:在)?(?=研究(?:出台|制定|推出))
      | 将会? | 拟(?=[会在于出开对建把将以按])
        # 计划新建, but no 年度计划, 计划生育
      | (?<=[今明]年)计划(?![的书、，。和生单纲案内外])
    | (?:^|(?<=[，。；们我局委府市县区还也正并司团院校者他她里]))计划(?![的书、，。和生单纲案内外0-9委财指经完]|项目)
      | 力争 | 打算 | 准备(?=[在把将以用对开建出推启制])
        # 会继续, but no 委会, 协会, 会议
      | (?<![委社机协理商学工议大两开全常党员总例晚盛年展博峰览动队集群社])会(?=[继进持加积尽全把在将与从优])
      | (?<=[署局处院校]方)[亦也]?会(?![议场后前上同否])
      | (?:(?<=[年季月底内])|(?<=[季年]度))会(?=[再把在于推增新设为与就向继从启])
      # 表示，|会分阶段推出…; 并会研究…
      | (?:^|(?<=[，；。])|(?<=[，；。][并亦也还仍均都]))会(?="""
    + alternation("cues", "undertaking")
    + r""")
      | (?<=后)会(?=[到向再在于])                                     # 闭幕后|会到各区…
      | (?<=我们)会(?![议场后前上同])
      | (?<=我)会(?![议场后前上同])
      )
    )""",
    re.VERBOSE,
)
# 要走四十多天: what a thing takes, not what is to be done
_DURATION = re.compile(
    r"(?:[走花等翻跑坐用]|奔波|耗费|花费|排队|经历)[^，。；]{0,4}"
    r"[0-9一二三四五六七八九十几两半百]+多?(?:个|天|公里|年|小时|分钟|道|里|次|趟|元|万)"
)
_TAKES = re.compile(r"[0-9一二三四五六七八九十几两半百]+(?:个|多)?半?(?:天|年|月|小时|分钟)")  # 要一天半
_HARDSHIP = re.compile(r"先?[坐跑走转等排][^，。]{0,8}[0-9一二三四五六七八九十几两半个]")  # 得先跑五个部门
_MEANS = re.compile(r"通过|这样|从而|由此|借此|如此")
# 配餐车|也|可以由几个社区合用
_HAS_SUBJECT = re.compile(r"(?!.*(?:居民|市民|群众|老人|企业|村民|学生|家长|患者|旅客))[^，]{2,12}[也还]")
_SHORTAGE = re.compile(r"紧缺|的")
_EVEN = re.compile(r"连[^，]{1,8}都$")  # 连换灯泡都|要赊账: how things stand
_DEMANDS = re.compile(r"向[^，。；]{1,6}$")  # 向创新|要方法
_COPULA = re.compile(rf"{IS}(?!否)")  # 保护好水源是汉中|必须|扛牢的责任
_SCOPE = re.compile(rf"{alternation('leads', 'scope')}*")
_WE = re.compile(r"(?:我们|我|咱们?)")
_SECOND_MODAL = re.compile(r"要(?=[把将以在从])")
# the body a plan is of: one's own (我市, 馆方) or one that can be compared with the speaker's
_OWN_BODY = re.compile(
    r"""(?:
      [省市区县州镇乡村局馆校院园]里 | [校馆局署处院厅部会警园]方 | 园区
    | (?:[省市区县州镇乡]委|[省市区县州镇乡]政府|、|和)+
    | 我们 | 我 | 咱们?
    | 我[市区县省州镇乡村局委院厅办校所司院] | 本[市区县省局委院厅办校公司] | 全[市区县省]
    | [\u4e00-\u9fff（）]{0,14}
      (?:局|委|办|厅|部|署|海关|部门|系统|院|中心|支队|公司|集团|政府|市委|区委|县委|委会|组|管委会|办公室|协会|政协|界)
    )?""",
    re.VERBOSE,
)
_COMMITTEES = re.compile(r"(?:[省市区县州镇乡]委|[省市区县州镇乡]政府|、|和)+")
_HEADS = re.compile(r"书记|[省市区县州镇乡]长|常委|秘书长|主任")
_HEAD_OF_BODY = re.compile(r"([局厅部署院校行])(?:副?\1)?长(?=[、，；（]|$)")  # 财政|局长, 财政局|副局长
_FULLER_KIND = re.compile(r"员会|公[室厅]")  # of 委, 办
_PLACE_OF_WORK = re.compile(r"[省市区县州镇乡村局馆校院园]里|[校馆局署处院厅部会警园]方|园区")
_TIME_BEFORE = re.compile(r"^(?:今年|明年|今后|下一步|接下来|未来|届时)，?")
_TIME_OR_ALSO_BEFORE = re.compile(r"^(?:今年|明年|今后|下一步|接下来|未来|届时|同时|此外)，?")
_FINISHED = re.compile(r"已|了|完成|达到|目前|累计|截至|确实|存在")

# a clause that names a purpose or a reference and so belongs to what follows it
_PURPOSE = re.compile(rf"{alternation('leads', 'purpose')}|为(?!什么)|以(?!为)")
# a clause that says how things stand
_JUDGEMENT = re.compile(
    rf"""
      {alternation("leads", "judgement")}
    | {_COPULA.pattern}
    | (?<![除为])了(?!解|然|结)
    | 有[\u4e00-\u9fff]{{0,6}}(?:的|差距|问题|优势|潜力|空间)
    | 成为(?!.*要)
    | (?:落后|过时|不合理|不公平?|不理想|恶化|僵化|混乱|挤迫|高企|失衡|供不应求|形同虚设)$   # 安排落后，政府应…
    | (?<=[\u4e00-\u9fff]{2})[薄短贵难慢少低弱差紧乱散缺累痛]$   # 社区商业利润薄，
    """,
    re.VERBOSE,
)
_THESE = re.compile(r"(?:破解|解决|针对|克服|化解|应对)(?:以上|上述|这些|这一|此类|该)")
_JUST = re.compile(r"就是(?!要)")
_NO_PLAN = re.compile(r"不(?:能|得|可|要)|是|已|了|目前|仅有")
_NOT_SO = re.compile(r"[^，]{0,6}?(?<!要)更?不(?:能|得|要|可|应)|(?:简政放权)?不能")  # 不能一关了之，要…
_NOT_ONLY = re.compile(r"不(?:能|得|可)再?(?:简单|单纯|只|仅|光|一|靠)|不能“")
# 停车实在太难，要…; 种植户缺技术，应…
_STATE = re.compile(
    r"(?:太|很|非常|十分|过于|越来越)[^，]{1,4}$|[薄短贵难慢少低弱差紧乱散缺]$|缺(?!口)[^，]{1,6}$"
)
_REMEDY = re.compile(r"为|针对|围绕|破解|解决|化解|聚焦")
_COMMENT = re.compile(r"是|才")
_ABUSE = re.compile(r"(?:存在|不足|不够|缺乏|薄弱|滞后|困难|[的些]问题|难题)[^，]{0,4}$")
_IMPORTANCE = re.compile(
    rf"{IS}(?:一[项场个种]|[\u4e00-\u9fff]{{0,12}}(?:工程|任务|关键|基础|前提|保障|要求|课题|重点|根本))"
)
_BESIDES = re.compile(r"除了|不仅|不但|不单|不止")
_LIES_IN = re.compile(r"[\u4e00-\u9fff]{0,6}唯")


@dataclass(frozen=True, slots=True)
class Modal:
    """Where the proposal's words begin once its cue is read; `cue` stands at `at`, None where there is none."""

    start: int
    cue: str | None = None
    at: int = 0
    subject: str | None = None


def modal_of(body: str, *, in_list: bool, first: bool, cued: bool, speech: Speech) -> Modal:
    """The first cue of obligation or intent that is one; `cued` where a proposing verb stands before `body`."""
    for match, head in _cues(body, cued=cued):
        lead = body[: match.start() - len(head)]
        will = match.lastgroup == "will"
        if _is_bare(head):
            if not lead or _is_cut(lead, in_list=in_list, first=first, will=will):
                second = _SECOND_MODAL.match(body, match.end())
                return Modal(second.end() if second else match.end(), match[0], match.start())
            return Modal(_behind_judgement(lead), match[0], match.start())
        own_plan = will and _is_own_body(head, speech)
        cut = not lead or _is_cut(lead, in_list=in_list, first=first, will=own_plan)
        own = own_plan or (len(head) <= 4 and _WE.match(head))
        if cut and own:
            return Modal(match.end(), match[0], match.start(), head)
        start = len(lead) if cut and not own else _behind_judgement(lead)
        return Modal(start, match[0], match.start(), head)
    return Modal(_start_of_dated_plan(body))


def _cues(body: str, *, cued: bool) -> Iterator[tuple[re.Match[str], str]]:
    """The modals that are cues, each with what stands before it in its clause."""
    for match in _MODAL.finditer(body):
        if is_inside(body[: match.start()]):
            continue
        clause_start = max(body.rfind(c, 0, match.start()) for c in "，；：。") + 1
        head = body[clause_start : match.start()]
        if not _is_other(body, match, head, cued=cued):
            yield match, head


def _is_other(body: str, match: re.Match[str], head: str, *, cued: bool) -> bool:
    """Whether a modal is no cue here: 要走四十多天, 向创新要方法, 急需紧缺人才, 建议将…纳入."""
    modal, end = match[0], match.end()
    if modal.startswith("将") and not opens_plan(body, match.start(), end, cued=cued):
        return True
    if modal == "要" and _EVEN.search(head):
        return True
    if modal in {"要", "得"} and (
        _TAKES.match(body, end)
        or _HARDSHIP.match(body, end)
        or _DURATION.match(body, end)
        or _DEMANDS.search(head)
    ):
        return True
    effect = body[: match.start() - len(head)]
    if modal in {"可", "可以"} and not (_is_bare(head) or _HAS_SUBJECT.fullmatch(head)):
        return True
    if modal in {"可", "可以"} and _MEANS.match(effect):
        return True  # 通过…，可以推动…: an effect
    if modal in {"急需", "亟需"} and _SHORTAGE.match(body, end):
        return True
    return bool(_COPULA.search(head))


def _is_bare(head: str) -> bool:
    """Whether only times and adverbs stand before a cue: 今后|还|要."""
    return bool(_SCOPE.fullmatch(head))


def _is_own_body(head: str, speech: Speech) -> bool:
    """Whether the subject of 将 is the speaker's own body: 我局, 市财政局 of its head."""
    if not _OWN_BODY.fullmatch(_TIME_BEFORE.sub("", head)):
        return False
    head = _TIME_OR_ALSO_BEFORE.sub("", head)
    own = {s.name or "" for s in speech.speakers} | {s.role or "" for s in speech.speakers}
    if re.match(r"我|咱|本", head) or _PLACE_OF_WORK.fullmatch(head):
        return True
    if _COMMITTEES.fullmatch(head):
        return any(_HEADS.search(name) for name in own)
    name = head.removesuffix("部门").removesuffix("系统")
    if not name:
        return True  # 届时，|将…; 部门|将…
    bare = re.sub(r"^(?:我|本|全)?[市区县省]?", "", name)
    return any(
        other in name or any(_stands_for(short, other, whole=name == head) for short in (name, bare))
        for other in own
        if other
    )


def _stands_for(short: str, name: str, *, whole: bool) -> bool:
    """Whether a body's short form stands for the one in a role: 人社局, for 人力资源和社会保障局局长.

    Each of its characters begins a word of the role or goes on with one, so that 区委 is none of 社区|委员会; a
    `whole` form, with the kind of body, ends one, so that 公司 is none of 公安局|司法|鉴定中心.
    """
    if len(short) < 2:
        return False
    name = _HEAD_OF_BODY.sub(r"\1、", name)
    borders = _borders(name)
    reached = {-1}
    for number, char in enumerate(short, 1):
        reached = {
            at
            for at in range(min(reached) + 1, len(name))
            if name[at] == char
            and (
                at in borders
                or (number > 1 and at - 1 in reached)
                or (number == len(short) and at + 1 in borders)  # 中院, of 中级人民法|院
            )
        }
        if not reached:
            return False
    return not whole or any(at + 1 in borders or _FULLER_KIND.match(name, at + 1) for at in reached)


def _borders(name: str) -> set[int]:
    """Where words part in the name of a body; longer ones are made of pairs: 城乡|建设, 财政|局."""
    borders = {0}
    end = 0
    for word in rjieba.cut(name):
        borders.update(range(end, end + len(word), 2))
        end += len(word)
    return borders | {end}


def _is_cut(lead: str, *, in_list: bool, first: bool, will: bool = False) -> bool:
    """Whether what stands before the cue's clause is left out: a judgement, or a purpose before a whole list."""
    clauses = [clause for clause in lead.rstrip("，；：。").split("，") if clause]
    if not clauses:
        return True
    last = clauses[-1]
    if in_list and first:
        return not opens_with_verb(clauses[0]) or bool(_JUDGEMENT.search(last))
    if _BESIDES.search(last):
        return False  # 政府除了等待举报，亦应主动监察
    if "。" in lead:
        return False  # 店招更有味。计划… : the item's own heading
    if _THESE.match(last) or _JUST.search(last) or (will and _is_no_plan(last)):
        return True
    if _NOT_SO.match(last) or _NOT_ONLY.search(lead):
        return False
    if _STATE.search(last) and not _REMEDY.match(last):
        return True
    if opens_with_verb(last) and not _PURPOSE.match(last):
        return bool(_COMMENT.search(last))
    if _is_purpose(last):
        abuse = _ABUSE.search(last) and not last.startswith("为")
        return bool(abuse or _IMPORTANCE.search(last))
    return bool(_JUDGEMENT.search(last) or _LIES_IN.match(last))


def _is_no_plan(clause: str) -> bool:
    """Whether a clause before a plan only tells how things stand; a topic (贫困生的住宿费，|我们会补上) belongs to it."""
    return bool(_NO_PLAN.search(clause)) or (not _is_purpose(clause) and has_verb(clause))


def _behind_judgement(lead: str) -> int:
    """Where what is kept of a lead begins: …没有数据证明此说法，|一旦倒塌将无法挽回，应再仔细确认。"""
    start = 0
    if "。" in lead:
        return start
    for match in re.finditer("[^，]+，", lead):
        clause = match[0].rstrip("，")
        if _JUDGEMENT.search(clause) and not _is_purpose(clause) and not _NOT_SO.match(clause):
            start = match.end()
    return start


def _is_purpose(clause: str) -> bool:
    """Whether a clause names a purpose, a reference or an action, and so belongs to what follows."""
    return bool(_PURPOSE.match(clause)) or opens_with_verb(clause)


def _start_of_dated_plan(body: str) -> int:
    """Where a dated plan begins behind what was done: 管道已完成七成，|剩余部分5月前通水。"""
    clauses = list(re.finditer(r"[^，]+", body))
    for number, clause in enumerate(clauses[1:], 1):
        if FUTURE_DATE.search(clause[0]) and all(_FINISHED.search(c[0]) for c in clauses[:number]):
            return clause.start()
    return 0
