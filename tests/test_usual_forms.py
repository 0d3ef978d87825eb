"""Usual turns of local papers and of Hong Kong's news: who proposes what in each, word for word.

Each case is a sentence as papers write it, with what comes out of it; the name says which turn it shows.
"""

from __future__ import annotations

import pytest

from tests.reading import proposals, recommendations, rows

CANTEEN = "建设一批社区食堂"

PROPOSED = {
    # how a piece begins
    "a source in square brackets": (
        "【本报讯】市政协委员顾庭芳建议，建设一批社区食堂。",
        [("顾庭芳", CANTEEN)],
    ),
    "a source in round brackets": (
        "（独媒报导）市护士总工会建议，建设一批社区食堂。",
        [("市护士总工会", CANTEEN)],
    ),
    "a dateline": ("本报讯 市政协委员顾庭芳建议，建设一批社区食堂。", [("顾庭芳", CANTEEN)]),
    "a dateline with its reporters": (
        "本报讯（记者 李明 通讯员 王红）市政协委员顾庭芳建议，建设一批社区食堂。",
        [("顾庭芳", CANTEEN)],
    ),
    # quotation and report in one paragraph
    "a quotation that a report follows": (
        "市政协委员顾庭芳说：“幼儿园学位太紧张了。”她建议，建设一批公办幼儿园。",
        [("顾庭芳", "建设一批公办幼儿园")],
    ),
    "a quotation that another speaker follows": (
        "市政协委员顾庭芳说：“学位紧张。要建设一批公办幼儿园。”市教育局局长李敏表示，将新建公办园10所。",
        [("顾庭芳", "建设一批公办幼儿园"), ("李敏", "新建公办园10所")],
    ),
    "a short order in quotation marks": (
        "市政协委员顾庭芳建议：“建设一批公办幼儿园。”",
        [("顾庭芳", "建设一批公办幼儿园")],
    ),
    # who speaks
    "a family name that is an adverb": (
        "市政协委员曾发强建议，建设一批社区食堂。",
        [("曾发强", CANTEEN)],
    ),
    "sex and people in brackets": (
        "市政协委员顾庭芳（女，回族）建议，建设一批社区食堂。",
        [("顾庭芳", CANTEEN)],
    ),
    "members by their list": (
        "赵晓东、吴雨桐、陈默等委员建议，建设一批社区食堂。",
        [("赵晓东、吴雨桐、陈默", CANTEEN)],
    ),
    "two who agree": (
        "市政协委员顾庭芳与市人大代表李秀兰不约而同建议，建设一批社区食堂。",
        [("顾庭芳、李秀兰", CANTEEN)],
    ),
    "two bodies together": (
        "民进市委会、九三学社市委会联合建议，建设一批社区食堂。",
        [("民进市委会、九三学社市委会", CANTEEN)],
    ),
    "a university and a charity": (
        "香港中文大学与乐施会建议，建设一批社区食堂。",
        [("香港中文大学、乐施会", CANTEEN)],
    ),
    "one who met an official": (
        "民建联议员郭伟成约见房屋局局长孙玉良，要求政府加快兴建公屋。",
        [("郭伟成", "政府加快兴建公屋")],
    ),
    "one who chairs and speaks": (
        "市政协主席贺承平主持会议并指出，要完善提案督办机制。",
        [("贺承平", "完善提案督办机制")],
    ),
    "the motion of a body": (
        "民进市委会提交的《关于推进职业教育产教融合的提案》建议，建立产教融合型企业目录。",
        [("民进市委会", "建立产教融合型企业目录")],
    ),
    "a body that turns to another": (
        "申诉专员公署完成调查后，向渔护署提出12项建议，包括加强巡查、增加人手。",
        [("申诉专员公署", "加强巡查、增加人手")],
    ),
    "a body that is called by its name in quotation marks": (
        "智库“明日香港”建议政府成立创科投资公司。",
        [("明日香港", "政府成立创科投资公司")],
    ),
    "a body that reacts and calls": (
        "香港护士总工会对事件表示失望，要求当局公开报告。",
        [("香港护士总工会", "当局公开报告")],
    ),
    "a group by number": (
        "约50名外卖员要求平台公司提高送餐费。",
        [("外卖员", "平台公司提高送餐费")],
    ),
    "a group at the door": (
        "一批家长到教育局请愿，要求当局增加学额。",
        [("家长", "当局增加学额")],
    ),
    "those who were there": ("与会人员建议，建设一批社区食堂。", [("与会人员", CANTEEN)]),
    "a spokesman": (
        "运输署发言人称，会增加三条巴士线。",
        [("运输署发言人", "增加三条巴士线")],
    ),
    "a body that looks at something and calls": (
        "工会欢迎有关安排，但促请局方尽快公布细节。",
        [("工会", "局方尽快公布细节")],
    ),
    "the police": (
        "警方表示，会加强巡逻，打击超速驾驶。",
        [("警方", "加强巡逻，打击超速驾驶")],
    ),
    "residents of a district": (
        "屯门居民要求政府加设隔音屏障。",
        [("居民", "政府加设隔音屏障")],
    ),
    "some residents": ("有些居民建议，建设一批社区食堂。", [("居民", CANTEEN)]),
    "experts asked": ("有关专家建议，建设一批社区食堂。", [("专家", CANTEEN)]),
    "a committee, and no member": (
        "交通事务委员会要求署方提交补充文件。",
        [("交通事务委员会", "署方提交补充文件")],
    ),
    "one who turns to the government": (
        "立法会议员陈大伟向政府提交建议书，要求政府加设隔音屏障。",
        [("陈大伟", "政府加设隔音屏障")],
    ),
    "at a place in quotation marks": (
        "全国政协委员谭志强在“委员通道”上说，要加快发展职业教育。",
        [("谭志强", "加快发展职业教育")],
    ),
    "one who was visited": (
        "记者日前专访了市政协委员顾庭芳。她建议，建设一批社区食堂。",
        [("顾庭芳", CANTEEN)],
    ),
    "what we demand": (
        "主席罗志远说：“我们要求政府增设停车场。”",
        [("罗志远", "政府增设停车场")],
    ),
    "when asked": (
        "房屋署回应时承诺，年内更换所有升降机。",
        [("房屋署", "年内更换所有升降机")],
    ),
    # what is proposed
    "what a department will ask of others": (
        "运输署署长罗永年表示，署方会要求巴士公司增加班次。",
        [("罗永年", "巴士公司增加班次")],
    ),
    "a promise to be kept": (
        "议员李家明要求政府履行承诺，兴建医院。",
        [("李家明", "政府履行承诺，兴建医院")],
    ),
    "a verb of one character": (
        "市政协委员顾庭芳建议，每个乡镇派一名规划师。",
        [("顾庭芳", "每个乡镇派一名规划师")],
    ),
    "from a date": (
        "市公交公司总经理郑建国说，公司拟从10月起增开夜班专线。",
        [("郑建国", "从10月起增开夜班专线")],
    ),
    "an item with its reason": (
        "市政协委员顾庭芳建议，一是建设加压泵站。目前全市高层住宅水压不足。二是更换老旧管网。",
        [("顾庭芳", "建设加压泵站。目前全市高层住宅水压不足"), ("顾庭芳", "更换老旧管网")],
    ),
    "what an office will do": (
        "运输署署长陈志强表示，会增聘三百名职员。",
        [("陈志强", "增聘三百名职员")],
    ),
    "what the government will do": (
        "运输署署长陈志强表示，政府会兴建三条行人天桥。",
        [("陈志强", "兴建三条行人天桥")],
    ),
    "a verb and its object": ("市政协委员顾庭芳要求撤回方案。", [("顾庭芳", "撤回方案")]),
    "together with others": (
        "市住建局局长高远表示，将会同有关部门出台管理办法。",
        [("高远", "会同有关部门出台管理办法")],
    ),
    "opinions that are asked for": (
        "市政协委员顾庭芳建议，向社会公开征求意见。",
        [("顾庭芳", "向社会公开征求意见")],
    ),
    "an hour": (
        "市政协委员顾庭芳建议，延长地铁2号线运营时间至24点。",
        [("顾庭芳", "延长地铁2号线运营时间至24点")],
    ),
    "under a condition": (
        "市政协委员顾庭芳建议，如果经济持续转差，政府应考虑再派消费券。",
        [("顾庭芳", "如果经济持续转差，政府应考虑再派消费券")],
    ),
    "behind how things stand": (
        "市政协委员顾庭芳说，我市中小企业融资难问题突出，应设立风险补偿基金。",
        [("顾庭芳", "设立风险补偿基金")],
    ),
    "a purpose before a list": (
        "市政协委员顾庭芳建议，为有效缓解停车难，加快建设立体停车楼；推行错时停车；开放机关车位。",
        [("顾庭芳", "加快建设立体停车楼"), ("顾庭芳", "推行错时停车"), ("顾庭芳", "开放机关车位")],
    ),
}


@pytest.mark.parametrize(("text", "expected"), PROPOSED.values(), ids=PROPOSED.keys())
def test_a_usual_turn_is_read(text, expected):
    assert proposals(text) == expected


NOTHING = {
    "who else comes": "省长高远强调，要压实各级责任。应急管理部部长刘长青主持会议。",
    "how a speaker feels": "市政协委员顾庭芳建议，加快建设停车场。谈到未来，她满怀信心。",
    "what people have to do": "关注组建议增设无障碍扶手。很多照顾者要辞去工作。",
    "what people do each day": "关注组建议增设无障碍扶手。居民每日要转乘三程车。",
    "what a law says": "关注组建议增设无障碍扶手。根据《雇佣条例》，雇主须于七日内支付工资。",
    "a rule that is": "市政协委员顾庭芳说，要增设无障碍扶手。店铺须申领牌照方可售卖。",
    "a question that asks nothing": "关注组建议增设无障碍扶手。政府为何不一早公布数据，是否要掩饰失误？",
    "what would come of it": "市政协委员顾庭芳建议增设无障碍扶手。如果课堂被监察，会影响师生之间的互动。",
    "loyalty": "市委书记顾庭芳要求增设无障碍扶手。要牢记嘱托、感恩奋进，锚定目标、真抓实干。",
    "a document to study": "市委书记顾庭芳要求增设无障碍扶手。要把学习贯彻全会精神作为首要政治任务。",
    "a motto": "市委书记顾庭芳要求增设无障碍扶手。要坚持问题导向。",
    "a balance": "市妇联主席林秀云建议增设无障碍扶手。她介绍，建立社区家长学校120所，开展讲座460场。",
    "a plan that is praised": "市政协委员顾庭芳建议增设无障碍扶手。她认为计划成效显著，值得延续。",
    "a burden": "关注组建议增设无障碍扶手。食肆要承担高昂租金，经营困难。",
    "a pledge": "市政协委员顾庭芳建议增设无障碍扶手。将继续履职尽责，不负人民重托。",
}


@pytest.mark.parametrize("text", NOTHING.values(), ids=NOTHING.keys())
def test_what_stands_beside_a_proposal_is_none(text):
    assert len(recommendations(text)) == 1


ROLES = {
    "behind a dateline": ("本报讯 市政协委员顾庭芳建议，建设一批社区食堂。", "市政协委员"),
    "of each of two": (
        "公民党议员谭文聪及民主党议员黄启明建议，建设一批社区食堂。",
        "公民党议员；民主党议员",
    ),
    "behind a list": ("张建国、李秀兰等委员建议，建设一批社区食堂。", "委员"),
    "beside a party": ("市政协委员顾庭芳（民建会员）建议，建设一批社区食堂。", "市政协委员"),
    "in a sentence of its own": (
        "王建军是市政协委员、市中医院院长。他建议，建设中医馆。",
        "市政协委员、市中医院院长",
    ),
    "of drivers": ("的士司机大联盟主席司徒健要求政府增设的士站。", "的士司机大联盟主席"),
    "behind a dateline with its day": (
        "本报南京1月15日讯 江苏省政协委员张国强建议，建设一批社区食堂。",
        "江苏省政协委员",
    ),
    "behind a connective": ("而区议员黄启明要求政府增设托管班。", "区议员"),
}


@pytest.mark.parametrize(("text", "role"), ROLES.values(), ids=ROLES.keys())
def test_a_role_is_read_as_it_stands(text, role):
    assert [p.role for p in rows(text).proposals] == [role]


@pytest.mark.parametrize("role", ["立法会议员", "民主党议员", "香港大学教授"])
def test_where_somebody_speaks_is_no_theme(role):
    text = f"{role}顾庭芳建议，提高烟草税，资助街市档户。"
    other = "市民顾庭芳建议，提高烟草税，资助街市档户。"
    assert [p.theme for p in rows(text).proposals] == [p.theme for p in rows(other).proposals]
