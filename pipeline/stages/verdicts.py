"""In or out: whether a piece of a speech is a proposal, and of which stance.

Comes in: typed evidence on one piece (its cue, subject, aspect, the list it stands in, who speaks and how). Goes out: a
`Verdict`: the stance, or the reason why it is none. Hard about it: a bare sentence (完善技能人才评价体系) is a plan in one
place and an achievement in another; what came before in the speech (去年…, 下一步…) decides.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from pipeline.lexicons.words import has_verb, opens_with_verb
from pipeline.stages.annotations import Speech, Stance
from pipeline.stages.attributions import _CLASS as VERB_CLASS
from pipeline.stages.trimming import FUTURE_DATE

_PREPOSITION = re.compile(
    r"^(?:围绕|聚焦|立足|依托|借助|通过|针对|结合|按照|根据|以|对|在|从|由|把|将|为|用|利用|着眼|面向|面对|瞄准|就|向|朝着|沿着|参照|借鉴|让|使|凭借|基于|对于|关于|每|各|凡|定期|分[批类级阶年步]|连续|年内|力争|争取|不得|不再|不能|严禁|禁止|允许|鼓励|多|少|早|常|年底前|[0-9]|首批|前|再|先|与|和|同|既|只要|一旦|将其)"
)
_DONE = re.compile(
    r"如期|实现良好开局|开门红|战胜|近年来|近些年|近[几两三五]年|去年|前年|上年|以来|截至|截止|累计|同比|先后|此前|曾(?![\u4e00-\u9fff]{0,3}提)|一直(?:以来|在|是)|目前[，已]|目前(?!为止)(?:正|有|全)|"
    r"[0-9]{4}年(?!以前|之前|以后|前|代)(?:底|初|末)?[，,]?(?:[\u4e00-\u9fff]{0,10})?(?:安排|完成|新增|投入|实现|达到|出台|共|累计|建成)|安排(?:市级|专项)?资金[0-9]|已(?:经|有|在|建|完|成|累|达|列|投|下|开|向|将|从|为|获|被|纳|推|先|连|实|初|形|对|启|举|全|安|培|拨|出|与|由|基|编|制)|过去[一几两三五十]"
)
_DONE_FIRST = re.compile(rf"(?:^|，)[^，]{{0,6}}(?:{_DONE.pattern})(?!新时代)")
_PERFECT = re.compile(r"[\u4e00-\u9fff]了(?!解|然|结|望|却|得|不起|如指掌)(?!.{0,6}(?:提高|更好|确保)要)")
_JUDGEMENT = re.compile(
    r"会有|有很多|有[\u4e00-\u9fff]{2}、有|正当其时|前景广阔|大有可为|在于|必然要求|(?<![就还正只总都于也但而凡更若])是(?!否|不是)|并不|尚未|还不(?!断)|不够|不足|不高|不强|存在|面临|仍然|依然|尚|正在|正处|难以|缺乏|滞后|薄弱|偏[低高弱少]|目的在于|旨在|就在于|意味着|至关重要|事关|取决于|得益于|离不开|有助于|有利于|令人|让人(?!民)|使人|非常|十分|很(?!快)|特别(?!是)"
)
_PREDICATE = re.compile(r"^(?:是|意味着|才|就能|有助于|有利于|事关|目的在于|旨在|体现了|关键在于)")
_REACTION = re.compile(
    r"深受(?:启发|鼓舞|教育)|受益匪浅|备受鼓舞|倍感|感到|收获满满|信心更足|更加坚定|坚定(?:了)?(?:信心|决心)|豁然开朗|解渴|心潮|振奋人心|催人奋进|点赞|为.{1,12}感到|充满信心|再创佳绩|以此(?:次)?[\u4e00-\u9fff]{0,8}为契机"
)
_LOYALTY = re.compile(
    r"^(?:我)?(?:完全|坚决|衷心|一致|十分|非常)(?:赞成|赞同|拥护|同意|支持)|^(?:赞成|赞同|拥护|同意)|统一到|"
    r"^(?:必须)?坚定拥护|深刻领悟“?两个确立|增强“四个意识”"
)
_PLEDGE = re.compile(r"真抓实干|埋头苦干|砥砺|努力完成|贡献(?:智慧|力量|自己|更大)|再创|奋力|坚定信心|凝心聚力|团结|以更加|满腔|饱满|不负|履职尽责|担当作为|更大贡献")
_STUDY = re.compile(
    r"^(?:认真|深入)?学习领会、(?:坚决)?贯彻落实$|^(?:我们)?(?:一定|始终|将|会)?(?:深入|认真|全面|深刻|坚决|切实|及时|进一步|持续)*(?:学习|领会|贯彻|落实|领悟|把握|宣传|传达|践行|学深悟透|抓好)[\u4e00-\u9fff“”、《》]*(?:精神|讲话|部署|要求|思想|论述|报告|决定|重要指示|批示|党中央)[\u4e00-\u9fff“”、]*$"
)
_STUDY_CLAUSE = re.compile(r"(?:学习|领会|贯彻|落实|领悟|统一|坚定|增强|凝聚|汇聚|提高|深刻|自觉|切实|忠诚|牢记|不负|以实际行动|奋力|努力|在思想上|把思想)")
_THOUGHT = re.compile(r"^(?:清醒|深刻|充分|更加)?(?:认识到|看到|知道|明白|承认|说明|说的是|问的是|感谢|相信|注意到|认清)")
_ANNOUNCES = re.compile(
    r"(?:[0-9一二三四五六七八九十两几]+(?:(?:个|大|项|点|条|方面|种|对|件)(?:[\u4e00-\u9fff]{0,8}(?:关系|方面|举措|工作|建议|问题|重点|任务|文章|意见|措施|抓手|环节))|点|条|方面)|(?<![0-9%一二三四五六七八九十])以下|如下)[\u4e00-\u9fff]{0,4}$"
)
_ANNOUNCES_BARE = re.compile(r"(?:方面|入手|着手|发力|下功夫|做起)$")
_ONLY_THEN = re.compile(r"只有.+才")
_TOPIC_ONLY = re.compile(r"^(?:围绕|就|对|聚焦|针对)[^，]{2,60}(?:作|进行|开展|提出|展开|发表)?(?:了)?(?:大会)?(?:发言|交流|讨论|建言|建议|意见|探讨|研讨|座谈|协商|介绍|回应)[\u4e00-\u9fff]{0,4}$")
_OFFICE = re.compile(r"书记|市长|县长|区长|省长|州长|镇长|乡长|局长|厅长|处长|部长|主任|司长|院长|检察长|行长|秘书长|支队长|队长|负责人|负责同志|发言人|主席(?!团)|副主席|总理|委员长|专员|政委|站长|所长|会长")
_CIVIL = re.compile(r"委员|代表(?!团|处)|学员|教授|研究员|院士|专家|学者|企业家|董事长|总经理|经理|创始人|总裁|村民|居民|市民|农民|工人|教师|医生|律师|常委(?!、|会)|公司|集团|协会|学会|商会|大学|学院|医院|研究|合作社|议员|侨商|会长|创业|志愿者|工程师|馆员|馆长")
_NATIONAL = re.compile(r"中共中央|全国|国家|国务院|中央")
_WILL = re.compile(r"^(?:正|将|拟|会|计划|力争|打算|准备|争取)")
_NEXT = re.compile(r"下一步|接下来|今后|下阶段|下一阶段|下步")
_SPEAKS_OWN = re.compile(r"我们|我[市区县省局委院校镇乡村街]|本[市区县局]|全[市区县省]|“?十[五六]五”?(?:时期|期间)")
_OTHERS = re.compile(r"^各|广大|^有关|^相关|(?:部门|企业|单位|学校|人民政协|委员|干部|社会|国家|大家|党员|代表|领导|青年|群众|高校|乡镇|两级|家|者|人员)(?:们|都|也|还|同志)*$")
_FUTURE_TIME = re.compile(FUTURE_DATE.pattern + r"|立即|马上|每[年季月周半个]|年底前|[0-9]{1,2}月底?前|[上下]半年|[0-9一二三两]年内|明年|年内|今冬明春|[本下]月|收前|节前|汛期前|月底前")
_FUTURE_FACT = re.compile(r"^(?:更名|举行|召开|迎来|成为|是|有|达|超过|突破|面临|带来|会更|越来越|不断(?:跃升|提高)|稳步提高|进一步全面深化|为民营)")


@dataclass(frozen=True, slots=True)
class Evidence:
    """What is known of one piece of a speech."""

    text: str  # the trimmed words
    raw: str  # the piece as it stands
    before: str  # up to 40 characters before it
    cue: str | None
    subject: str | None
    in_list: bool
    rule: str
    cue_at: int | None  # where the cue stands in the trimmed words; None where it was cut
    mode: str | None  # what the speech has been doing, see `mode_after`
    speech: Speech

    @property
    def after_cue(self) -> str:
        """The words behind the cue; all of them where the cue was cut."""
        return self.text if self.cue_at is None else self.text[self.cue_at + len(self.cue or "") :]

    def everybody_pledges(self) -> bool:
        """大家表示,要协力同心真抓实干: a pledge of all, with nothing to carry out."""
        return (
            all(s.kind == "group" for s in self.speech.speakers)
            and bool(re.search(r"大家|纷纷|一致", self.before) or _PLEDGE.search(self.text))
            and bool(_PLEDGE.search(self.text))
        )


@dataclass(frozen=True, slots=True)
class Verdict:
    """`reason` is None for a proposal."""

    reason: str | None
    stance: Stance = "recommendation"
    features: dict[str, float] = field(default_factory=dict)


def judge(evidence: Evidence) -> Verdict:
    """Whether the piece is a proposal (guidelines section 2) and its stance (section 4)."""
    reason = _refusal(evidence)
    if reason:
        return Verdict(reason)
    return Verdict(None, stance_of(evidence), _features(evidence))


def mode_after(raw: str, speech: Speech, mode: str | None, *, taken: bool = False) -> str | None:
    """What the speech is doing after a piece: urge, plan, bare, done, problem, or None for nothing of these."""
    if not raw:
        return "urge" if VERB_CLASS.get(speech.cue or "") == "urge" else None
    if _NEXT.search(raw):
        return "plan"
    if taken:
        if re.search(r"建议|希望|呼吁", raw):
            return "urge"
        if re.search(r"(?:^|[，局委府年])(?:今年|明年)?(?:将|拟|计划)(?![来军])", raw) and not re.search(r"建议|要|应", raw):
            return "plan"
        return mode or ("urge" if re.search(r"^(?:[\u4e00-\u9fff]{0,12})(?:要|应|必须)", raw) else "bare")
    if re.search(r"(?:存在|主要|突出|几个|几点|以下)[\u4e00-\u9fff]{0,6}(?:问题|困难|不足|短板)[^建]*[：。]?$", raw.strip()):
        return "problem"
    if _DONE.search(raw) and mode != "problem":
        return "done"
    if re.search(r"(?:为此|因此|对此)?，?建议[：，]?$|建议.{0,14}[：]$|提出.{0,12}建议", raw.strip()):
        return "urge"
    return mode if mode in {"done", "problem"} else None


def _refusal(e: Evidence) -> str | None:
    text = e.text
    if len(re.sub(r"[^\u4e00-\u9fff]", "", text)) < 5:
        return "topic"
    if e.raw.rstrip("”’ ").endswith("？") and e.cue is None:
        return "description"
    if re.search(r"[：]\s*$", e.raw):
        return "announcement"
    if _LOYALTY.search(text) and not (e.cue == "建议"):
        return "loyalty"
    if _only_study(text):
        return "loyalty"
    if re.search(r"(?:^|，)(?:如何|怎么|怎样|为什么|为何)", text):
        return "description"
    if re.search(r"(?:讲到|提到|说到|写到|报告[\u4e00-\u9fff]{0,3}(?:提出|强调|指出)|《[^》]+》(?:提出|要求|强调|明确))要?", text) or re.search(r"(?<!目)的$", text):
        return "description"
    if re.search(r"供[\u4e00-\u9fff]{0,8}参考$|全力以赴|责无旁贷|^以习近平同志为核心", text):
        return "slogan"
    if re.search(r"表决|审议通过|举手通过", text):
        return "procedure"
    if re.fullmatch(r"(?:要)?(?:向[^，]{1,6}要[^，]{1,6}，?)+", text):
        return "slogan"
    if e.speech.cue in {"表示", "说"} and e.everybody_pledges():
        return "reaction"
    if _THOUGHT.match(text):
        return "description"
    if _ONLY_THEN.search(text):
        return "description"
    if _TOPIC_ONLY.match(text):
        return "topic"
    if _REACTION.search(text) and (e.cue is None or _WILL.match(e.cue)):
        return "reaction"
    last_clause = text.split("，")[-1]
    if _ANNOUNCES.search(last_clause) and len(last_clause) < 20 and ("，" not in text or e.cue in {"需", "要", "须", "应"}):
        return "announcement"
    if e.cue is None:
        if _ANNOUNCES_BARE.search(text) and "，" not in text:
            return "announcement"
        return _bare_refusal(e)
    return _cued_refusal(e)


def _only_study(text: str) -> bool:
    clauses = [c for c in text.split("，") if c]
    return bool(_STUDY.match(clauses[0])) and all(_STUDY_CLAUSE.search(c) and (len(c) < 20 or re.search(r"自觉|定力|信心|意识$", c)) for c in clauses[1:])


def _cued_refusal(e: Evidence) -> str | None:
    cue = e.cue or ""
    is_urge = bool(re.match(r"建议|提出|希望|呼吁|提议|倡议|期[望待盼]|盼|恳请|敦促|促请|主张|要求|叮嘱|嘱咐|勉励|能不能|能否|可否|可不可以|是否可以|何不|可以|号召|倡导|提倡", cue))
    if _WILL.match(cue) and e.subject and not _own_or_adverbial(e) and not _official_plan(e):
        return "announcement"
    head = e.text[: e.cue_at] if e.cue_at is not None else ""
    after = e.after_cue
    if _WILL.match(cue) and _FUTURE_FACT.match(after):
        return "announcement"
    conditional = re.match(r"如果|若|一旦|凡|只要|对于?", e.text)
    if not is_urge and not conditional and _DONE.search(head or "") and not re.search(r"已经?纳入", e.text):
        return "done"
    if not is_urge and e.mode == "done" and cue in {"要", "需要", "需"} and _JUDGEMENT.search(e.text):
        return "description"
    if not has_verb(e.text):
        return "slogan"
    if e.speech.cue == "作者" and not is_urge and not _WILL.match(cue) and cue not in {"应", "应该", "应当", "必须"}:
        return "narration"
    if not is_urge and re.search(r"，[^，]{0,10}(?:就)?是(?:必由之路|[^，]{0,14}(?:关键|根本|基础|前提|状态[^，]*|作风|目标|难题|保障|要求))$", e.text):
        return "description"
    if re.search(r"(?:^|，)就是要[^，]{2,14}(?:，[^，]{2,8})?$", e.text) and not is_urge:
        return "description"
    if re.search(r"每[^，]{2,10}，[^，]{2,8}就要", e.text):
        return "description"
    if not is_urge and re.search(r"(?:必须|要|须).+才能", e.text):
        return "description"
    if re.search(r"(?:作|作出|取得|形成|开展|进行|召开)了", e.text) and not is_urge:
        return "done"
    if e.subject and re.match(r"^我们", e.subject) and _only_study(after):
        return "loyalty"
    if cue in {"需要", "必须", "须", "需"} and not head and action_likeness(after or e.text) == 0:
        return "description"
    if not is_urge and _DONE_FIRST.search(e.text) and not _WILL.match(cue) and e.speech.quote != "signed":
        return "done"
    return None


def _official_plan(e: Evidence) -> bool:
    """国企兜底物业将于今年9月先行试点: an official's 将 over a thing of his own work, with a verb of action."""
    roles = "；".join(s.role or "" for s in e.speech.speakers)
    after = re.sub(r"^(?:于|在)[^，]{0,12}?(?:年|月|日|底|初)(?:[前底初])?", "", e.after_cue)
    return bool(_OFFICE.search(roles)) and not _is_civil(e, roles) and not _NATIONAL.search(roles) and action_likeness(after) == 2


def _own_or_adverbial(e: Evidence) -> bool:
    subject = e.subject or ""
    if subject in {"我", "咱"}:
        return True
    if _PREPOSITION.match(subject) or _SPEAKS_OWN.search(subject):
        return True
    own = [s.name or "" for s in e.speech.speakers] + [s.role or "" for s in e.speech.speakers]
    subject = re.sub(r"^(?:今年|明年|今后|下一步|接下来|未来|届时|同时|此外)，?", "", subject)
    core = re.sub(r"^(?:我|本|全)?[省市区县州]?|[，。]", "", subject)
    if any(core and (core[:4] in name or subject[:4] in name) for name in own):
        return True
    return bool(re.search(r"(?:政府|[省市区县镇村局馆校]里|市委|区委|县委|省委|局|委|办|部门|中心|公司|界|党和国家[\u4e00-\u9fff，]*|系统|法院|检察院|政协|人大|支队|学校|医院|[市区县省])$", subject))


def _bare_refusal(e: Evidence) -> str | None:
    text, speech = e.text, e.speech
    roles = "；".join(s.role or "" for s in speech.speakers)
    if _OFFICE.search(roles) and not _is_civil(e, roles) and FUTURE_DATE.search(text) and has_verb(text) and not _DONE.search(text):
        return None
    if _DONE.search(text) or _PERFECT.search(text):
        return "done"
    if e.mode == "done" and not e.in_list:
        return "done"
    if re.match(r"党和国家|我国|我们党|党中央|中国(?!人)", text):
        return "description"
    organizations = all(s.kind == "organization" for s in speech.speakers)
    if speech.quote == "signed" and (e.mode == "problem" or (e.mode == "done" and organizations)):
        return "done"
    likeness = action_likeness(text)
    clauses = [c for c in text.split("，") if c]
    verb_class = VERB_CLASS.get(speech.cue or "")
    own_plan = _OFFICE.search(roles) and (
        (_FUTURE_TIME.search(text) and has_verb(text)) or (e.mode == "plan" and re.match(r"我们", text))
    )
    if own_plan and not _JUDGEMENT.search(text):
        return None
    if likeness == 0:
        return "description"
    if _JUDGEMENT.search(text.split("，")[0]) or (_JUDGEMENT.search(text) and likeness < 2):
        return "description"
    person_piece = speech.quote == "signed" and any(s.kind != "organization" for s in speech.speakers)
    if person_piece and e.mode not in {"urge", "plan", "bare"} and not (e.rule == "enumeration-item"):
        return "description"
    if speech.quote == "direct" and likeness < 2:
        return "description"
    if speech.quote == "direct" and not e.in_list and (len(text) < 14 or (len(text) < 26 and "，" not in text)):
        return "slogan"
    if any(_PREDICATE.match(c) for c in clauses[1:]):
        return "description"
    if re.match(r"^在[^，]+$", clauses[0]) and len(clauses) > 1 and not action_likeness("，".join(clauses[1:])) and not has_verb(clauses[0][2:]):
        return "description"
    if speech.cue == "提交":
        return None
    if e.mode in {"urge", "plan", "bare"} or e.in_list:
        return None
    if speech.quote == "indirect" and verb_class in {"say", "opinion"} and _is_civil(e, roles):
        return "description"  # what a member says without a cue is reasoning
    if speech.quote == "indirect" and verb_class is None and not re.match(r"同时|此外|另外", e.raw):
        return "narration"
    return None if likeness >= 2 else "description"


def action_likeness(text: str) -> int:
    """How much a sentence without a cue reads like a course of action: 2 verb first, 1 later, 0 not at all."""
    clauses = [c for c in re.split("[，：。]", text) if c]
    if not clauses:
        return 0
    clauses[0] = _TIME_FIRST.sub("", clauses[0]) or clauses[0]
    if opens_with_verb(clauses[0]):
        return 2
    if _PREPOSITION.match(clauses[0]):
        return 2 if has_verb(clauses[0][1:]) or any(opens_with_verb(c) for c in clauses[1:2]) else 0
    return 1 if has_verb(clauses[0]) else 0


_TIME_FIRST = re.compile(r"^(?:今年|明年|年内|年底前|[0-9]{1,2}月底?前|每[年季月周半]度?|[上下]半年|[0-9一二三两]年内|“?十[四五]五”?(?:时期|期间)?)+")


def stance_of(e: Evidence) -> Stance:
    """Recommendation or commitment (guidelines section 4)."""
    speech, cue = e.speech, e.cue or ""
    verb_class = VERB_CLASS.get(speech.cue or "")
    roles = "；".join(s.role or s.name or "" for s in speech.speakers)
    is_urge = bool(re.match(r"建议|提出|希望|呼吁|提议|倡议|期[望待盼]|盼|恳请|敦促|促请|主张|要求|叮嘱|嘱咐|勉励|能不能|能否|可否|可不可以|是否可以|何不|可以|号召|倡导|提倡", cue))
    if is_urge:
        return "recommendation"
    if speech.quote == "direct" and not cue and _FUTURE_TIME.search(e.text) and _OFFICE.search(roles) and not _is_civil(e, roles):
        return "commitment"
    hopes = re.match(r"力争|争取|确保", cue) and _is_civil(e, roles)
    if (_WILL.match(cue) and not hopes) or _NEXT.search(e.raw):
        return "commitment"
    if any(s.mandate in {"委员", "代表", "常委", "议员", "政协委员", "人大代表", "政协常委"} for s in speech.speakers):
        return "recommendation"
    civil = _is_civil(e, roles)
    if civil:
        return "commitment" if e.mode == "plan" and re.search(r"我们|我", e.raw) else "recommendation"
    if _NATIONAL.search(roles) or (verb_class == "instruct" and cue in {"要", "必须", "应", "应当", "须"}):
        return "recommendation"
    if e.mode == "plan":
        return "commitment"
    if all(s.kind == "organization" for s in speech.speakers):
        own = speech.quote == "signed" or re.search(r"政府$", roles)
        return "commitment" if own else "recommendation"
    if all(s.kind == "group" for s in speech.speakers):
        return "recommendation"
    if verb_class in {"instruct", "opinion", "urge"} or _NATIONAL.search(roles):
        return "recommendation"
    if cue in {"必须", "应", "应该", "应当", "须", "务必"} or re.search(r"就?必须", e.raw):
        return "recommendation"
    if e.subject and _OTHERS.search(e.subject) and not _SPEAKS_OWN.search(e.subject):
        return "recommendation"
    return "commitment" if _OFFICE.search(roles) or speech.cue == "作者" else "recommendation"


def _is_civil(e: Evidence, roles: str) -> bool:
    """Whether the speaker speaks as a member, deputy, expert, entrepreneur or citizen, not for an office."""
    if any(s.kind == "group" for s in e.speech.speakers):
        return True
    if all(s.kind == "organization" for s in e.speech.speakers):
        name = roles
        return bool(re.search(r"民革|民盟|民建|民进|农工党|致公党|九三学社|台盟|工商联|协会|视察组|调研组|考察组|关注组|课题组|党$|联盟|商会|学会", name))
    if re.search(r"(?<![委组局])委员(?!会|长)|代表(?!团|处|大会)|学员|议员|政协常委", roles):
        return True
    if _CIVIL.search(roles) and not re.search(r"书记|[市县区省州镇乡局厅处部司]长|管委会|政府", roles):
        return True
    return not _OFFICE.search(roles) and e.speech.cue != "作者"


def _features(e: Evidence) -> dict[str, float]:
    cue = e.cue or ""
    return {
        "cue_urge": float(bool(re.match(r"建议|提出|希望|呼吁|提议|倡议|期[望待盼]|盼|恳请|敦促|促请|主张|要求|叮嘱|嘱咐|勉励|能不能|能否|可否|可不可以|是否可以|何不|可以|号召|倡导|提倡", cue))),
        "cue_will": float(bool(_WILL.match(cue))),
        "cue_must": float(bool(cue) and not _WILL.match(cue) and not re.match(r"建议|希望|呼吁|提", cue)),
        "bare": float(not cue),
        "likeness": float(action_likeness(e.text)),
        "in_list": float(e.in_list),
        "subject": float(e.subject is not None),
        "mode_urge": float(e.mode == "urge"),
        "mode_plan": float(e.mode == "plan"),
        "mode_bare": float(e.mode == "bare"),
        "judgement": float(bool(_JUDGEMENT.search(e.text))),
        "short": float(len(e.text) < 14),
        "long": float(len(e.text) > 120),
    }
