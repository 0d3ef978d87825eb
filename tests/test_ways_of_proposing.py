"""Ways of taking the floor and of proposing without the common verbs, each in a short article of its own."""

from __future__ import annotations

import pytest

from tests.reading import proposals, proposers, recommendations, stances

MEMBER = "市政协委员顾庭芳"

# what is said, and what of it is proposed
PROPOSED = {
    # advice that a noun names, with 是, a dash or a colon behind it
    "her idea is": (
        "她的想法是，给独居老人免费装报警器，网格员每月上门试一次。",
        ["给独居老人免费装报警器，网格员每月上门试一次"],
    ),
    "her remedy": (
        "她开出的“药方”是由住建部门牵头，给每处坡道编号建档，坏了谁修写得清清楚楚。",
        ["由住建部门牵头，给每处坡道编号建档，坏了谁修写得清清楚楚"],
    ),
    "her idea is simple": ("她的想法很简单，由社区统一安排夜间停车位。", ["由社区统一安排夜间停车位"]),
    "a plan imagined": (
        "她还设想了一种“邻里看护”：每年给看护者放十天假，老人送到附近机构短住。",
        ["每年给看护者放十天假，老人送到附近机构短住"],
    ),
    "three medicines": (
        "她的提案开了三味“药”：预收的钱由银行专户存管，消费一笔划一笔；面额不得超过一千元。",
        ["预收的钱由银行专户存管，消费一笔划一笔", "面额不得超过一千元"],
    ),
    # what must be done, in the words of everyday
    "it has to": ("她说，公交公司得把放踏板列入上岗考试。", ["公交公司得把放踏板列入上岗考试"]),
    "it should": (
        "她说，村口那几盏路灯该换成太阳能的，一年省下不少电费。",
        ["村口那几盏路灯该换成太阳能的，一年省下不少电费"],
    ),
    "could it not": ("“能不能把路口的路缘石磨平了？”", ["把路口的路缘石磨平了"]),
    "why not": ("她说，不妨把安昭舞编进大课间，每学期办一次展演。", ["把安昭舞编进大课间，每学期办一次展演"]),
    "please": ("她说，请政府把闲置厂房开放出来作试验场。", ["政府把闲置厂房开放出来作试验场"]),
    # a list that is announced may have verbs that no dictionary has
    "one is, another is": (
        "她提出两条对策：一条是串联沿江古镇，做一日游小环线；另一条是让农家菜进景区食堂。",
        ["串联沿江古镇，做一日游小环线", "让农家菜进景区食堂"],
    ),
    # 将 disposes behind a demand
    "demand and disposal": (
        "顾庭芳要求主管部门冻结涨价一年，将培训津贴由八百元加至一千元。",
        ["主管部门冻结涨价一年，将培训津贴由八百元加至一千元"],
    ),
    # what is hung on the end of a sentence is no part of it
    "a quotation hung on": (
        "建议每名学生到企业跟班学习至少五天，“坐五天课堂，好过坐五天大巴”。",
        ["每名学生到企业跟班学习至少五天"],
    ),
    "better": (
        "她说，小区门口的早餐车没人管，不如划出固定区域，让摊主登记经营。",
        ["小区门口的早餐车没人管，不如划出固定区域，让摊主登记经营"],
    ),
    "it had best": ("她说，最好在商场地库留两个换电柜。", ["在商场地库留两个换电柜"]),
    "the key is to": (
        "她认为，关键是把闲置地块先利用起来，由街道统筹。",
        ["把闲置地块先利用起来，由街道统筹"],
    ),
    "the title of her motion": (
        "她带来的提案是《关于加强中小学心理健康教师配备的建议》。",
        ["加强中小学心理健康教师配备"],
    ),
    "what her motion is about": ("她带来了关于发展普惠托育的提案。", ["发展普惠托育"]),
    "her motion is to": (
        "她说，我的提案就是给土豆上个户口，统一商标、统一检测。",
        ["给土豆上个户口，统一商标、统一检测"],
    ),
    "bills made out": (
        "她开出四张“单”。首先，园林局应公布巡查结果；其次，社区每月修剪一次行道树。",
        ["园林局应公布巡查结果", "社区每月修剪一次行道树"],
    ),
    "proposed by its name": (
        "她在会上发言，提出了加快港城建设、推进产城融合的建议。",
        ["加快港城建设、推进产城融合"],
    ),
}


@pytest.mark.parametrize(("words", "expected"), PROPOSED.values(), ids=PROPOSED.keys())
def test_what_is_proposed_without_the_common_verbs(words, expected):
    assert recommendations(f"{MEMBER}走访了十几个小区。{words}") == expected


REFUSED = {
    "a complaint before a colon": "物业经理顾庭芳倒起了苦水：收缴率只有五成，连换灯泡都要赊账。",
    "what comes of it": f"{MEMBER}认为，活化老厂房可以为居民提供更多去处。",
    "a fear": f"{MEMBER}担心，外地车辆会将停车位占满。",
    "what has to be seen": f"{MEMBER}说，但也要清醒地看到，优质学位依然偏少。",
    "the reporter's closing": f"{MEMBER}建议加快修建停车场。据悉，这些意见将按程序报送有关部门。",
    "what became of it": f"{MEMBER}建议加快修建停车场。这个点子引来一片赞同。",
    "what must never be": f"“别让老人为一碗饭发愁。”{MEMBER}说。",
    "a rise that is announced": "家长代表顾庭芳说，我孩子的体育要从40分涨到60分。",
    "this platform": "市人大代表顾庭芳介绍，市里推出该平台后，群众办事方便了。",
    "respectively": "市人大代表顾庭芳介绍，三家企业分别把生产线搬进了园区。",
    "a complement": f"{MEMBER}说，老人们活得有尊严，日子过得给人感觉越来越好。",
    "a hardship": f"{MEMBER}说，以前办一个证得先跑五个部门。",
    "whether": f"{MEMBER}说，这条路能否修好，关系到村民出行。",
    "what residents can do": f"{MEMBER}说，居民也可在手机上查询办事进度。",
    "what will come about": "市人社局局长顾庭芳说，工资制度会更加完善。",
    "planned projects": "市发改委主任顾庭芳说，全市计划项目共300个，已开工280个。",
    "a law as the speaker": f"{MEMBER}说，法律规定无障碍设施应当与主体工程同步施工。",
}


@pytest.mark.parametrize("text", REFUSED.values(), ids=REFUSED.keys())
def test_what_only_looks_like_a_proposal(text):
    assert recommendations(text) == (["加快修建停车场"] if "加快修建停车场" in text else [])


def test_each_speaker_of_a_list_with_semicolons_has_his_own_proposal():
    text = (
        "昨天下午，市政协举行大会发言。顾庭芳委员代表民革市委会发言，提出了加快港城建设的建议；"
        "石磊委员代表民盟市委会发言，提出了优化小微企业服务的建议。"
    )
    assert proposals(text) == [("顾庭芳", "加快港城建设"), ("石磊", "优化小微企业服务")]


def test_a_quotation_that_opens_a_paragraph_belongs_to_who_was_on_his_way_to_speak():
    text = (
        "话音刚落，市政协委员顾庭芳快步走上发言席。\n“树立枢纽理念，加大航运设施建设，构建内连外通的公路网。”"
    )
    assert proposals(text) == [("顾庭芳", "树立枢纽理念，加大航运设施建设，构建内连外通的公路网")]


def test_two_persons_named_last_are_meant_by_two():
    text = (
        "市政协委员顾庭芳，市政协委员、市二院院长石磊不约而同谈到用药。二人建议，扩大慢性病长处方的药品范围。"
    )
    assert proposals(text) == [("顾庭芳、石磊", "扩大慢性病长处方的药品范围")]


def test_a_counted_list_shares_the_mandate_behind_it():
    text = "顾庭芳、石磊两位委员联名提出，单用途预付卡的预收款须存入银行专户。"
    assert proposers(text) == [("顾庭芳", "委员", "person"), ("石磊", "委员", "person")]


def test_a_name_without_a_known_surname_stands_between_a_mandate_and_a_verb():
    assert proposers("“要把垃圾分类写进村规民约。”全国人大代表圣辉说。") == [
        ("圣辉", "全国人大代表", "person")
    ]


def test_a_name_is_not_cut_before_its_verb():
    text = "县委常委顾庭芳参加审议。顾庭芳、王红新希望代表们把各项任务落到实处，带动更多群众就业。"
    assert [name for name, _, _ in proposers(text)] == ["顾庭芳", "王红新"]


def test_a_role_keeps_the_newspaper_in_it():
    text = "“建议加快背街小巷路灯改造。”市政协委员、《渝州晚报》摄影部主任顾庭芳说。"
    assert proposers(text) == [("顾庭芳", "市政协委员、《渝州晚报》摄影部主任", "person")]


def test_a_role_begins_behind_the_invitation():
    text = "受邀参会的“晨曦之家”负责人顾庭芳建议，每个区设立一名罕见病社工。"
    assert proposers(text) == [("顾庭芳", "“晨曦之家”负责人", "person")]


def test_who_is_warned_is_no_part_of_the_proposal():
    text = "党校副校长顾庭芳提醒学员，调研报告提交前每个组要再补访十户以上。"
    assert recommendations(text) == ["调研报告提交前每个组要再补访十户以上"]


def test_a_labelled_header_line_has_the_floor():
    text = (
        "金点子集萃\n\n▍点题人：顾庭芳（市政协委员、市农科院研究员）\n▍金点子：让好米出门\n\n"
        "外地米厂贴牌卖高价。我的办法有两条：给百亩以上地块发电子身份证；由市里注册集体商标。"
    )
    assert proposals(text) == [("顾庭芳", "给百亩以上地块发电子身份证"), ("顾庭芳", "由市里注册集体商标")]


def test_a_byline_right_under_the_headline_has_the_floor():
    text = "让老城区停车不再难\n市人大代表 顾庭芳\n\n老城区车多位少。\n\n建议在老城区新建三处立体停车场。"
    assert proposals(text) == [("顾庭芳", "在老城区新建三处立体停车场")]


def test_an_item_without_a_cue_keeps_the_stance_of_its_list():
    text = "海关总署署长顾庭芳表示，今年海关将推广智能审图；扩大国际互认范围。"
    assert proposals(text) == [("顾庭芳", "推广智能审图"), ("顾庭芳", "扩大国际互认范围")]
    assert stances(text) == ["commitment", "commitment"]


def test_a_plan_behind_a_balance_begins_with_the_plan():
    text = "县卫健局局长顾庭芳介绍，县里去年已为村医办理养老保险，今年计划选送四十名村医到州医院跟班学习。"
    assert recommendations(text) == ["选送四十名村医到州医院跟班学习"]
    assert stances(text) == ["commitment"]


def test_hong_kongs_papers_call_a_speaker_by_the_surname_alone():
    text = (
        "立法會議員張宇誠在立法會發言，關注照顧者的處境。張認為當局應增加日間暫託名額，並設立統一登記平台。"
    )
    assert proposals(text) == [("张宇诚", "当局应增加日间暂托名额，并设立统一登记平台")]


def test_a_short_name_tells_a_body_by_its_ending():
    text = "市妇联建议，在老旧社区增设母婴室，配备值守人员。"
    assert proposers(text) == [("市妇联", None, "organization")]


def test_a_national_article_dated_from_the_capital_is_of_no_city():
    text = "新华社北京8月22日电 党外人士座谈会22日在京召开。座谈会上，民革中央主席顾庭芳建议，全面清理招标投标中的隐性门槛。"
    from pipeline import extract

    assert [row.city_adcode for row in extract(text).proposals] == [None]


def test_a_name_that_is_spaced_out_in_a_byline_is_one_name():
    text = "关于停车的建议\n市政协常委 石 磊\n\n建议在老城区新建三处立体停车场。"
    assert proposers(text) == [("石磊", "市政协常委", "person")]


def test_trainees_listed_before_a_verb_share_their_role_and_what_they_propose():
    text = "学员代表祝青禾、石磊在发言中建议，将夜校课程送进产业园区，让青年职工就近学习。"
    assert proposals(text) == [("祝青禾、石磊", "将夜校课程送进产业园区，让青年职工就近学习")]
    assert {role for _, role, _ in proposers(text)} == {"学员代表"}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("市财政局局长孙明说，要加快修建停车场。", "孙明"),
        ("市政协委员、渝新公司马强建议加快修建停车场。", "马强"),
        ("公司股东郭明建议，加快修建停车场。", "郭明"),
        ("民盟中央主席东郭明提出，大力推行多式联运。", "东郭明"),
        ("市人大代表、职业学院教授哈斯额尔敦建议加快修建停车场。", "哈斯额尔敦"),
    ],
)
def test_a_name_has_neither_too_many_characters_nor_too_few(text, name):
    assert [found for found, _, _ in proposers(text)] == [name]


def test_two_members_of_one_surname_both_speak():
    text = "市政协委员张盼建议，加快修建停车场。市政协委员张建国建议，完善公交线网。"
    assert proposals(text) == [("张盼", "加快修建停车场"), ("张建国", "完善公交线网")]


def test_a_family_name_and_a_form_of_address_are_a_name_where_there_is_no_fuller_one():
    assert proposers("家住三楼的王大爷说，希望尽快装上电梯。") == [("王大爷", None, "person")]
    assert [name for name, _, _ in proposers("居民王建国来了。王大爷说，希望尽快装上电梯。")] == ["王建国"]


def test_a_reporter_is_never_who_is_meant():
    text = "本报讯（记者 江晓）居民走访会昨天举行。受访者王女士说，她希望社区增加晚间托管。"
    assert [name for name, _, _ in proposers(text)] == ["王女士"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("市委书记苏和到旗里调研。苏和指出，要加快修建停车场。苏和强调，要完善公交线网。", "苏和"),
        ("全国政协委员古道成表示，城里停车难。古道成的发言不长。古道成建议，加快修建停车场。", "古道成"),
        ("网友“运河柳”写道，建议给观鸟台装上护栏。", "运河柳"),
        ("“最好在商场地库留两个换电柜，冬天不用到处找。”外卖骑手小陈说。", "小陈"),
    ],
)
def test_a_name_ends_where_it_ends_each_time(text, name):
    assert {found for found, _, _ in proposers(text)} == {name}


def test_two_groups_that_speak_together_share_the_proposal():
    text = "会上，委员们和专家学者谈到，要建立闲置商铺的公开台账，每年更新一次。"
    assert proposers(text) == [(None, "委员", "group"), (None, "专家学者", "group")]


def test_that_official_is_the_one_named_before():
    text = "应邀到会的农业农村部有关司局负责人边听边记。该负责人介绍，今年将在八个省份开展地膜回收试点。"
    assert proposers(text) == [(None, "农业农村部有关司局负责人", "unnamed")]


def test_a_comment_before_a_dated_plan_does_not_take_it_along():
    text = "市交通局局长石磊回应：“这个问题我们已经列入实事项目，6月底前完成招标，年底通车。”"
    assert recommendations(text) == ["6月底前完成招标，年底通车"]
