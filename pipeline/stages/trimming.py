"""What of a sentence is the proposal: without speaker, cue, marker and lead-in.

Comes in: one sentence or list item of a speech. Goes out: where its own words begin, the cue that was found, and whether
it has a subject. Hard about it: 要 and 将 are cues, parts of words (需要, 主要) and prepositions (建议将…纳入); and what stands
before the cue stays when it is a purpose or a subject (服务大局,要拓宽通道) and goes when it is a judgement
(创新之道,唯在得人,要|统筹推进).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.lexicons import alternation
from pipeline.lexicons.words import opens_with_verb
from pipeline.stages.annotations import Speech

_URGE = alternation("cues", "urge")
_LEAD = re.compile(
    rf"""^(?:
      [，。；：、\s”’—\-]+
    | (?:与此同时|同时|此外|另外|其次|再次|再者|最后|首先|尤其是|特别是|比如|例如|譬如|一方面(?=.{{0,4}}要)|为此|因此|所以|对此|于是|而且|并且|还有就是|另一方面|总之|当前|现在|现阶段|目前(?=要|应|亟|急)|同样|那么|然后|其中|接着)[，：]?
    | (?:下一步|下一阶段|下阶段|下步|接下来|接下去|今后|今年|明年|未来|往后|新的一年|新的一年里|近期|眼下|[0-9]{{4}}年|(?:“?十[四五]五”?(?:时期|期间)?))(?:的?工作(?:中|上)?)?(?:[，：]|(?=(?:我们|我市|我区|我县|我局|我委|本?[市区县省局]|[\u4e00-\u9fff]{{0,12}}(?:局|委|部门|院|办))?[还也]?(?:将|要|应|会|拟|计划|准备|打算)))
    | (?:在?[\u4e00-\u9fff]{{0,4}}(?:方面|工作中)，(?=建议))
    | (?:他|她|他们|她们|委员们?|代表们?|大家|笔者|该负责人|本人|我个人|我们|我|咱们|咱)?(?:还|也|同时|并|又|再次|进一步|继续|一致|强烈|郑重|诚恳|衷心|特别|就|便|正|在此|积极|主要|最|更|一直|所以|因此|倒|总|个人|发言|书面|联名)*(?:{_URGE}|提出|认为|觉得|琢磨着?|想着?|强调|指出|要求|表示|说|补充道|补充说|呼吁说|指|称|坦言)(?:(?:各位|大家)(?=一起|都))?(?:[，：]|(?=.))
    )"""
    , re.VERBOSE,
)
_MODAL = re.compile(
    r"""(?:
      (?P<must>(?<![重主需必首提简摘纲只想若夺索概扼机显险冲政没人急将快就既])要(?![求素点闻件义害道领目么是好紧不职案的，。；、]|不然|不是|有所)|(?<=[^就])就要(?![求])|既要|必须|须(?!知)|(?<![供刚急特所内必实])(?:需要(?![，。；、的])|仍需|还需|亟需|亟须|亟待|急需|需(?![求]))|应该|应当|理应|(?<![适回相响反供对感顺因呼效照报])应(?![用急对变答付届邀运战力收聘募援税约诺]|允[，。的]|许[，。])|务必|关键要|重点要|切忌|要把|要将|要在|有必要|^别(?=再|老|光|只|把|让)|(?:倒)?不如(?=在|给|把|让|用|由|从)|^得(?=[给把让从加建有在])|(?<![不还])可以(?=[依把通借由在对用利探试考从以将])|(?<![不许认宁大尽即])可(?=[依借通在由探考发把将以]{1}[^以])|(?<![应理本不活])该(?=[往把向给在加提建设尽要]))
    | (?P<will>正(?:在)?(?=研究(?:出台|制定|推出))|将会?|拟(?=[会在于出开对建把将以按])|(?<![动年度工业作体展育训设划方规五])计划(?![的书、，。和生单纲案内外])|力争|打算|准备(?=[在把将以用对开建])|(?<![委社机协理商学工议大两开全常党员总例晚盛年展博峰览动队集群社])会(?=[继进持加积尽全把在将与从优])|(?<=我们)会(?![议场后前上])|(?<=我)会(?![议场后前上]))
    )""",
    re.VERBOSE,
)
_OWN = re.compile(
    r"^(?:[省市区县州镇乡村局馆校院园]里|校方|园区|馆方|(?:[省市区县州镇乡]委|[省市区县州镇乡]政府|、|和)+|我们|我|咱们?|我[市区县省州镇乡村局委院厅办校所司院]|本[市区县省局委院厅办校公司]|全[市区县省]|"
    r"[\u4e00-\u9fff（）]{0,14}(?:局|委|办|厅|部|院|中心|支队|公司|集团|政府|市委|区委|县委|委会|组|管委会|办公室|协会|政协|界))?$"
)
_ENUM = re.compile(r"^(?:[一二三四五六七八九十]{1,2}是要?[，：]?|[一二三四五六七八九十]{1,2}要|（[一二三四五六七八九十0-9]{1,2}）|[一二三四五六七八九十]{1,2}、|[0-9]{1,2}[．、.]|[①-⑳])")
_TAIL = re.compile(r"[，。；：！？…\s、]+$")
_REPORTED_TAIL = re.compile(r"(?:等)?(?:[0-9一二三四五六七八九十几多]+[条项个点])?(?:具体|针对性|务实|合理化|的)*(?:建议|意见建议|意见|对策|举措|措施|设想|想法)$|(?:等)$")
# she proposed earlier: 提出的|“数字江豚”平台建设|的建议; proposes: 提出|加快制定内河航运法|的建议
_NAMED = re.compile(
    r"^[，：]?(?:(?:提出|提交)(?:了|的)?(?:关于)?|关于)(?P<action>[^，。；：]{6,60}?|[^。；：]{6,80}?)(?:的(?:建议|提案|议案|方案|倡议|设想|主张|构想)|等(?:[0-9一二三四五六七八九十几多]+[条项个点])?(?:具体|针对性|务实|合理化|的)*(?:建议|意见建议|意见|对策|举措|措施))(?:[，。；]|$)"
)
# before a whole list, a reference that no item is about: 结合太原市交通管理实际,|加快制定…;
_GENERAL = re.compile(r"^(?:结合|对照|按照|根据|针对|围绕)[^，；。]{0,20}(?:实际|情况|问题|要求|期盼|需求|特点|现状|形势|部署|精神|目标)，")
_DURATION = re.compile(r"(?:[走花等翻跑坐用]|奔波|耗费|花费|排队|经历)[^，。；]{0,4}[0-9一二三四五六七八九十几两半百]+多?(?:个|天|公里|年|小时|分钟|道|里|次|趟|元|万)")
# a clause that judges or describes: copula, existence, aspect, degree
_JUDGEMENT = re.compile(
    r"(?<![就还只正总都于也但而凡更要若])是(?!否)|不(?:够|足|高|强|多|大|少|畅|均|全|深|平衡|充分|容|能再|利|好|会|同|讳)|已经?|了(?!解|然|结)|存在|面临|仅有|仍|依然|尚|正在|正处|有[\u4e00-\u9fff]{0,6}(?:的|差距|问题|优势|潜力|空间)|难以|较(?:为)?|才|十分|非常|很|越来越|太|过[高低大多少]|唯|意味着|关系到|事关|成为(?!.*要)|意义重大|至关重要|不可|年事|所致|缺乏|滞后|薄弱|偏[低高弱少]"
)
_PURPOSE_WORD = re.compile(r"^(?:为(?!什么)|为了|围绕|聚焦|针对|立足|结合|按照|根据|以(?!为)|通过|在|从|对|对于|关于|把|将|就|面对|面向|随着|依托|借助|要想|想要|如果|若|一旦|只要|凡是|凡|除了|作为|着眼|“?十[四五]五|当前|今[年后]|下一步)")


@dataclass(frozen=True, slots=True)
class Trimmed:
    """`text` begins at `start` of the piece; `cue_at` counts from the piece's start too."""

    text: str
    start: int
    cue: str | None
    cue_at: int | None
    subject: str | None

    @property
    def cue_inside(self) -> int | None:
        """Where the cue stands in `text`, None where it was cut off."""
        if self.cue_at is None or self.cue_at < self.start:
            return None
        return self.cue_at - self.start


def trim(raw: str, *, in_list: bool, first: bool, speech: Speech) -> Trimmed:
    """The proposal's own words in one sentence or item (guidelines section 3)."""
    if named := _NAMED.match(raw):
        return Trimmed(named["action"], named.start("action"), "提出", 0, None)
    position, cue, cue_at = _leads(raw, in_list=in_list)
    if cue is None and (proposed := re.match(r"[，。；]*提出(?=[^，：])", raw)) and position == proposed.end():
        cue, cue_at = "提出", proposed.end() - 2
    body = raw[position:]
    end = _without_tail(body)
    if _REPORTED_TAIL.search(body[:end]) and cue:
        tail = _REPORTED_TAIL.search(body[:end])
        end = tail.start() if tail and tail.start() >= 6 else end
        end = _without_tail(body[:end])
    end = _without_outcome(body[:end]) if cue else end
    body = body[:end]
    start, modal, modal_at, subject = _before_modal(body, in_list=in_list, first=first, cued=cue is not None, speech=speech)
    if modal is not None and (cue is None or start):
        cue, cue_at = modal, position + modal_at
    text = body[start:]
    if first and (cue or modal) and (general := _GENERAL.match(text)):
        start, text = start + general.end(), text[general.end() :]
    more, _, _ = _leads(text) if modal else (0, None, None)
    if 0 < more < 8 and not re.match(_URGE, text):
        start, text = start + more, text[more:]
    return Trimmed(text, position + start, cue, cue_at, subject)


def _without_tail(text: str) -> int:
    """The length without closing punctuation; a quotation mark goes where its partner is not in the text."""
    while True:
        shorter = _TAIL.sub("", text)
        for opening, closing in ("“”", "‘’"):
            if shorter.endswith(closing) and shorter.count(closing) > shorter.count(opening):
                shorter = shorter[:-1]
        if shorter == text:
            return len(text)
        text = shorter


def _without_outcome(text: str) -> int:
    """Without what became of an earlier proposal: 我曾建议推广…,|目前已有9个乡镇落地。"""
    found = re.search(r"，(?:目前|现在|如今|已|现已|后来|去年|今年|[0-9]{1,2}月份?|得到了?|受到了?|引起|均?被|当年|随后|不久|当时|但当时|可惜|这[一个条项极也将无不])[^；]*$", text)
    aside = re.search(r"，(?:但?[他她]?(?:指(?!导|引|标)|认为)|但[他她]|其中位于|该地[块]?(?:面积)?|计划进行至)", text)
    if aside and aside.start() >= 8:
        return aside.start()  # …的措施，认为措施是开了先例
    return found.start() if found and found.start() >= 8 and re.search(r"已|得到|受到|引起|被|了|开始|出台|建成|印发|发布|解决|落地|采纳|未", found[0]) else len(text)


def _leads(raw: str, *, in_list: bool = False) -> tuple[int, str | None, int | None]:
    """How much stands before the words that matter, and the proposing verb among it, with its place."""
    position, cue, cue_at = 0, None, None
    while True:
        rest = raw[position:]
        match = _LEAD.match(rest) or _ENUM.match(rest)
        if not match or match.end() == 0 or match.end() >= len(rest):
            break
        verbs = list(re.finditer(_URGE, match[0]))
        if verbs:
            cue, cue_at = verbs[-1][0], position + verbs[-1].start()
        position += match.end()
    inner = None if cue else _inner_urge(raw[position:])
    if inner and not in_list and re.match(r"为(?!什么|此)", raw[position:]):
        verb = raw[position + inner[0] : position + inner[1]].rstrip("，：要")
        return position, verb, position + inner[0]
    if inner:
        return position + inner[1], raw[position + inner[0] : position + inner[1]].rstrip("，：要"), position + inner[0]
    return position, cue, cue_at


def _inner_urge(text: str) -> tuple[int, int] | None:
    """为培养更多人才,解决…瓶颈,建议要|实施…: a proposing verb at the head of a later clause."""
    for match in re.finditer(rf"(?:(?<=[，：])|(?<=此)|(?<=我)|(?<=我们))(?:我|我们|还|也|因此|所以|特|强烈|在此|曾|就)*(?P<verb>{_URGE})(?![书案稿，]|的)(?:，|：)?", text):
        before = text[: match.start()]
        if before.count("“") > before.count("”") or before.count("《") > before.count("》") or before.count("（") > before.count("）"):
            continue
        return match.start("verb"), match.end()
    return None


def _before_modal(
    body: str, *, in_list: bool, first: bool, cued: bool, speech: Speech
) -> tuple[int, str | None, int, str | None]:
    """Where the body begins once its modal cue is read: (start, modal, where it stands, subject)."""
    for match in _MODAL.finditer(body):
        if _inside(body, match.start()):
            continue
        clause_start = max(body.rfind(c, 0, match.start()) for c in "，；：。") + 1
        head = body[clause_start : match.start()]
        lead = body[:clause_start]
        modal = match[0]
        if match.lastgroup == "will" and modal.startswith("将") and not _is_future(body, match, cued):
            continue
        if modal == "要" and _DURATION.match(body, match.end()):
            continue  # 要走四十多天
        if modal in {"可", "可以"} and not _bare_head(head) or modal in {"急需", "亟需"} and re.match(r"紧缺|的", body[match.end() :]):
            continue
        if modal == "要" and re.search(r"向[^，。；]{1,6}$", head):
            continue  # 向创新要方法
        if re.search(r"(?<![就还正只总都于也但而凡更若])是(?!否)", head):
            continue  # 保护好水源是汉中必须扛牢的责任
        bare = _bare_head(head)
        if bare:
            if not lead or _cut_lead(lead, in_list=in_list, first=first, will=match.lastgroup == "will"):
                after = match.end()
                return _drop_second_modal(body, after), modal, match.start(), None
            return 0, modal, match.start(), None
        if match.lastgroup == "will" and _is_own_body(head, speech):
            if not lead or _cut_lead(lead, in_list=in_list, first=first):
                return match.end(), modal, match.start(), head
            return 0, modal, match.start(), head
        if re.match(r"^(?:我们|我|咱们?)", head) and len(head) <= 4:
            if not lead or _cut_lead(lead, in_list=in_list, first=first):
                return match.end(), modal, match.start(), head
            return 0, modal, match.start(), head
        if lead and _cut_lead(lead, in_list=in_list, first=first):
            return clause_start, modal, match.start(), head
        return 0, modal, match.start(), head
    return _dated(body), None, 0, None


def _dated(body: str) -> int:
    """Where a dated plan begins behind what was done: 管道已完成七成，|剩余部分5月前通水。"""
    clauses = list(re.finditer(r"[^，]+", body))
    for number, clause in enumerate(clauses[1:], 1):
        if FUTURE_DATE.search(clause[0]) and all(_FINISHED.search(c[0]) for c in clauses[:number]):
            return clause.start()
    return 0


_FINISHED = re.compile(r"已|了|完成|达到|目前|累计|截至|确实|存在")
FUTURE_DATE = re.compile(
    r"年底前|[0-9]{1,2}月(?:底|初|中旬|份)?(?:之?前|底)|[下]半年|明年|明春|今冬明春|下个?[月周年]|下学期|年内|[0-9一二三两]年内|汛期前|节前|收前"
)


def _drop_second_modal(body: str, start: int) -> int:
    match = re.match(r"(?:要(?=[把将在以从])|在)?", body[start:])
    return start if not match or match[0] != "要" else start + 1


def _bare_head(head: str) -> bool:
    return bool(re.match(r"^(?:[还也更就都则便又再]|同时|因此|所以|今后|下一步|接下去|今年|明年|当前|还是|首先|尤其|特别|关键|重点|一定|同样|我们|接下来|届时|正|既|今冬明春|近期)*$", head))


def _is_purpose(clause: str) -> bool:
    """Whether a clause names a purpose, a reference or an action, and so belongs to what follows."""
    return bool(_PURPOSE_WORD.match(clause)) or opens_with_verb(clause)


def _cut_lead(lead: str, *, in_list: bool, first: bool, will: bool = False) -> bool:
    """Whether what stands before the cue's clause is left out: a judgement, or a purpose before a whole list."""
    clauses = [c for c in re.split("，", lead.rstrip("，；：。")) if c]
    if not clauses:
        return True
    if in_list and first:
        return not opens_with_verb(clauses[0]) or bool(_JUDGEMENT.search(clauses[-1]))
    last = clauses[-1]
    if re.match(r"(?:破解|解决|针对|克服|化解|应对)(?:以上|上述|这些|这一|此类|该)", last):
        return True
    if re.search(r"就是(?!要)", last):
        return True
    if will and (re.search(r"不(?:能|得|可|要)|是|已|了|目前|仅有", last) or not _is_purpose(last)):
        return True
    if re.search(r"。", lead):
        return False  # 店招更有味。计划… : the item's own heading
    if re.match(r"(?:更)?不(?:能|得|要|可|应)|(?:简政放权)?不能", last) or re.search(r"不(?:能|得|可)(?:再)?(?:简单|单纯|只|仅|光|一|靠)|不能“", lead):
        return False
    if opens_with_verb(last) and not _PURPOSE_WORD.match(last):
        return bool(re.search(r"是|才", last))
    if _is_purpose(last):
        return bool(re.search(r"(?:存在|不足|不够|缺乏|薄弱|滞后|困难|[的些]问题|难题)[^，]{0,4}$", last)) and not last.startswith("为") or bool(re.search(r"(?<![就还正只总都于也但而凡更若])是(?:一[项场个种]|[\u4e00-\u9fff]{0,12}(?:工程|任务|关键|基础|前提|保障|要求|课题|重点|根本))", last))
    return bool(_JUDGEMENT.search(last)) or bool(re.match(r"(?:[\u4e00-\u9fff]{0,6})?唯", last))


def _is_future(body: str, match: re.Match[str], cued: bool) -> bool:
    """Whether 将 opens a plan, and is no 把 (建议将…纳入): decided by what is before it and the verb after."""
    after = body[match.end() :]
    if cued and match.start() == 0:
        return False
    if re.match(r"(?:无法|难以|不能|失去|面临|造成|影响|带来|令|导致|沦为|对[^，]{1,12}造成)", after):
        return False
    if re.match(r"(?:来|军|领|近|士|错就错|信将疑)", after):
        return False
    head = body[: match.start()]
    if re.search(r"[要应须可并即]$", head):
        return False
    # 将X纳入Y: an object and a second verb within the clause make it 把
    clause = re.split(r"[，；。]", after)[0]
    if re.match(r"(?:进一步|不断|持续|继续|全面|把|对|在|以|从|向|与|和|按|通过|围绕|会|联合|每|定期|逐步|坚持|认真|积极|尽快|瞄准|聚焦|依托|着力|大力)", clause):
        return True
    if _DISPOSAL.search(clause) and not re.match(r"(?:推动|推进|加快|加强|建立|完善|促进|探索|采取|开展|组织|实施)", clause):
        return False
    return True


_DISPOSAL = re.compile(
    r"(?:纳入|列入|作为|当作|当成|视为|用于|用在|转化[为成]|转变[为成]|打造[为成]|建[为成]|变[为成]|融入|融进|落实[到在]|落到|贯穿|放[在到进]|摆在|引向|延伸[到至]|覆盖|固化|"
    r"推向|改[为成]|列为|写[入进]|分为|设[为成]|确定为|定为|倾向于|倾斜|下放|移交|交由|交给|送[到进]|反映给|传递给|传导|投向|投入[到]?|归[入还]|并入|计入|扩大到|提高到|降[到至低]|控制在|结合起来|统一到|转移到|集中[到在]|向[\u4e00-\u9fff]{1,8}(?:倾斜|延伸|转移|下沉)|[“‘]?[\u4e00-\u9fff][”’]?(?:向|到|入|为|成|给|于|至)[\u4e00-\u9fff“]{1,12}$|与[\u4e00-\u9fff]{2,16}(?:结合|挂钩|衔接|联动|融合)|进行|有机联动|予以|加以)"
)


def _is_own_body(head: str, speech: Speech) -> bool:
    if not _OWN.match(re.sub(r"^(?:今年|明年|今后|下一步|接下来|未来|届时)，?", "", head)):
        return False
    head = re.sub(r"^(?:今年|明年|今后|下一步|接下来|未来|届时|同时|此外)，?", "", head)
    own = {s.name or "" for s in speech.speakers} | {s.role or "" for s in speech.speakers}
    bare = re.sub(r"^(?:我|本|全)?[市区县省]?", "", head)
    if re.match(r"^(?:我|咱|本)", head) or re.fullmatch(r"[省市区县州镇乡村局馆校院园]里|校方|园区|馆方", head):
        return True
    if re.fullmatch(r"(?:[省市区县州镇乡]委|[省市区县州镇乡]政府|、|和)+", head):
        return any(re.search(r"书记|[省市区县州镇乡]长|常委|秘书长|主任", name) for name in own)
    return any(head in name or name in head or (len(bare) >= 2 and bare in name) for name in own if name)


def _inside(text: str, position: int) -> bool:
    before = text[:position]
    return any(before.count(a) > before.count(b) for a, b in ("“”", "（）", "《》", "‘’"))
