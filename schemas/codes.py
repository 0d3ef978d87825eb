"""The code lists: every closed set of values that a column may hold, each code with what it means.

A code is a `str`, so that a row reads the same in Parquet, JSON and Python; its label is what people are shown
(`Theme.TRANSPORT` is `"transport"`, labelled 交通). The hard one is `Theme`: a theme is what the action itself
works on, not the heading above it (农村道路硬化 is transport, not agriculture).
"""

from __future__ import annotations

from enum import StrEnum
from typing import Self


class Code(StrEnum):
    """A code with a `label`: its meaning in one line, in Chinese where the tables show it."""

    label: str

    def __new__(cls, code: str, label: str = "") -> Self:
        member = str.__new__(cls, code)
        member._value_ = code
        member.label = label
        return member


class Script(Code):
    """The script that the article is written in."""

    HANS = "hans", "simplified characters"
    HANT = "hant", "traditional characters"


class Stance(Code):
    """What a proposal asks for, guidelines section 4."""

    RECOMMENDATION = "recommendation", "urges that it be done"
    COMMITMENT = "commitment", "says that the speaker's own body will do it"


class Quote(Code):
    """How the words reach the reader."""

    DIRECT = "direct", "inside the article's quotation marks"
    INDIRECT = "indirect", "reported by the article"
    SIGNED = "signed", "in the body of a signed piece or of a section headed by the speaker's name"


class ProposerKind(Code):
    """Who a proposer is, by how the article names it."""

    PERSON = "person", "a person with a name"
    UNNAMED = "unnamed", "a single person without a name: 市委组织部有关负责人"
    ORGANIZATION = "organization", "a body with a name: 市科技局"
    GROUP = "group", "several people without names: 委员, 学员"


class PlaceBasis(Code):
    """How a proposal's place was found; the first that gives one wins."""

    STATED = "stated", "named in the proposal"
    OFFICE = "office", "the speaker's area of office"
    ARTICLE = "article", "the place that the article belongs to"


class Category(Code):
    """In which capacity somebody speaks, read from the role and the article around it."""

    CPPCC_MEMBER = "cppcc_member", "政协委员"
    NPC_DEPUTY = "npc_deputy", "人大代表"
    PARTY_OFFICIAL = "party_official", "党委干部"
    GOVERNMENT_OFFICIAL = "government_official", "政府干部"
    DEPARTMENT = "department", "部门"
    JUDICIARY = "judiciary", "司法机关"
    TRAINEE = "trainee", "学员"
    EXPERT = "expert", "专家学者"
    ENTERPRISE = "enterprise", "企业"
    DEMOCRATIC_PARTY = "democratic_party", "民主党派"
    ASSOCIATION = "association", "社会团体"
    GRASSROOTS = "grassroots", "基层干部"
    CITIZEN = "citizen", "群众"
    OTHER = "other", "其他"


class Level(Code):
    """The administrative level of a post's organization."""

    NATIONAL = "national", "全国"
    PROVINCE = "province", "省级"
    PREFECTURE = "prefecture", "地市级"
    COUNTY = "county", "区县级"
    TOWNSHIP = "township", "乡镇级"
    VILLAGE = "village", "村级"
    NONE = "none", "无行政级别"


class Subject(Code):
    """What was being read when it was rejected."""

    ARTICLE = "article", "a whole file or article"
    CANDIDATE = "candidate", "a passage that might have been a proposal"
    SPEECH = "speech", "a passage that somebody seemed to speak"


class RejectReason(Code):
    """Why something is in `rejects` and not in the table that it was read for."""

    # a file or article that could not be read
    MISSING = "missing", "there is no such file or folder"
    UNREADABLE = "unreadable", "the file may not be read, or reading it failed"
    EMPTY = "empty", "the file holds no text"
    BINARY = "binary", "the file holds something other than text"
    ENCODING = "encoding", "the text is not in UTF-8"
    TOO_LARGE = "too_large", "the article is longer than an article may be"
    FAILED = "failed", "a stage failed on this article"
    # a candidate that the stages judged to be no proposal (guidelines section 2)
    DONE = "done", "already done, or going on as routine: 近年来…, 已…"
    DESCRIPTION = "description", "a description, a problem, praise or a judgement"
    REACTION = "reaction", "a reaction, thanks or a resolution of belief"
    SLOGAN = "slogan", "a slogan or motto with no object to act on"
    NARRATION = "narration", "the reporter's own words, with no speaker"
    HEADING = "heading", "a title, heading, caption or credit"
    ANNOUNCEMENT = "announcement", "only announces the list that follows, or a fact to come"
    OTHERS_DO = "others_do", "what others already do or did"
    REPEAT = "repeat", "a restatement by the same proposer that adds nothing"
    DOCUMENT = "document", "a document as the speaker, or a plan of others that is backed"
    LOYALTY = "loyalty", "an endorsement or pledge with nothing else to do"
    TOPIC = "topic", "a topic only, or a count of motions"
    PROCEDURE = "procedure", "procedure, testimony or a personal affair"
    NO_ACTION = "no_action", "names no action on something"
    NO_SPEAKER = "no_speaker", "nobody is found who says it"
    LOW_CONFIDENCE = "low_confidence", "less likely a proposal than the pipeline's threshold"
    REFUSED = "refused", "refused by a stage for a reason of its own, which the message names"
    # a candidate that could not become a row
    INVALID = "invalid", "a field is missing or holds a value that it may not hold"
    UNGROUNDED = "ungrounded", "the source text at the evidence is not the recommendation"
    DUPLICATE = "duplicate", "the same words by the same proposers are a row already"


class Theme(Code):
    """Policy themes, guidelines section 6. `cap_topic` is the nearest major topic of the Comparative Agendas
    Project's master codebook; null for `other`."""

    cap_topic: int | None

    def __new__(cls, code: str, label: str = "", cap_topic: int | None = None) -> Self:
        member = str.__new__(cls, code)
        member._value_ = code
        member.label = label
        member.cap_topic = cap_topic
        return member

    MACRO_ECONOMY = "macro_economy", "宏观经济与改革", 1
    INDUSTRY = "industry", "产业发展", 15
    TECHNOLOGY = "technology", "科技创新", 17
    DIGITAL = "digital", "数字化与人工智能", 17
    AGRICULTURE = "agriculture", "农业农村", 4
    TALENT = "talent", "人才与就业", 5
    EDUCATION = "education", "教育", 6
    HEALTH = "health", "医疗卫生", 3
    SOCIAL_WELFARE = "social_welfare", "养老与社会保障", 13
    ENVIRONMENT = "environment", "生态环境", 7
    ENERGY = "energy", "能源", 8
    TRANSPORT = "transport", "交通", 10
    URBAN_HOUSING = "urban_housing", "城乡建设与住房", 14
    GOVERNANCE = "governance", "社会治理", 20
    PARTY_CADRE = "party_cadre", "党建与干部队伍", 20
    LAW_SAFETY = "law_safety", "法治与公共安全", 12
    BUSINESS_CLIMATE = "business_climate", "营商环境与民营经济", 15
    FINANCE = "finance", "财政金融", 1
    OPENING_UP = "opening_up", "对外开放与区域合作", 18
    CULTURE_TOURISM = "culture_tourism", "文化旅游体育", 23
    CONSUMPTION = "consumption", "商贸消费", 15
    UNITED_FRONT = "united_front", "民族宗教港澳台侨", 2
    DEFENCE_FOREIGN = "defence_foreign", "国防外交与退役军人", 16
    OTHER = "other", "其他", None


CODE_LISTS: tuple[type[Code], ...] = (
    Script,
    Stance,
    Quote,
    ProposerKind,
    Category,
    Level,
    PlaceBasis,
    Theme,
    Subject,
    RejectReason,
)
