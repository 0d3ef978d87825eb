"""What reads almost like a proposal and is none, next to what reads almost like it and is one."""

from __future__ import annotations

import pytest

from tests.reading import proposals, recommendations, said

# the reason, the words that are none, the words that are
PAIRS = {
    "not wanted": ("不认为要为每个小区都新建停车楼。", "不反对收费，但要公开账目。"),
    "supposed": ("一旦需要拆除老楼，居民只能自己找房子。", "若船厂关闭，政府应为工友提供再培训。"),
    "how things are": (
        "不少工友年过六十仍要扛重物，连坐下的地方也没有。",
        "许多老旧小区也要加装电梯。",
    ),
    "what it costs": ("维修电梯需要约30万元，业主们凑不齐。", "需要投入约30万元为小区加装电梯。"),
    "once": ("小时候，洗脸水要留着喂羊。", "如今要把重点放在后期管护上。"),
    "a share": ("办事窗口里自助机已占60%以上。", "社区养老服务覆盖率要从60%提升至90%。"),
    "a topic": ("关于有关部门的建议。", "建议有关部门加快老旧小区改造。"),
    "for whom": ("对老年人的建议。", "建议为老年人开设助餐点。"),
    "others do it already": ("有关部门也加强了巡查。", "有关部门也应加强巡查。"),
    "all of them": ("各院系都开设了家政课程。", "各院系要开设家政课程。"),
}


@pytest.mark.parametrize(("none", "proposed"), PAIRS.values(), ids=PAIRS.keys())
def test_the_one_is_refused_and_the_other_kept(none, proposed):
    assert said(none) == []
    assert said(proposed) == [proposed.rstrip("。").removeprefix("建议").removeprefix("需要")]


SAID_BY = {
    "an office that heeds": (
        "市交通局表示，须平衡各行业的运作需要，检视收费安排。",
        [],
    ),
    "an office that has no plan": ("市交通局回应查询时表示，暂未有增设公交线路的计划。", []),
    "an applauding audience": (
        "市政协委员顾庭芳建议后，全场报以热烈掌声并要求加快改造。",
        [],
    ),
    "mere assent": ("市政协委员顾庭芳表示：“支持，加快推进老旧小区改造，解决出行难。”", []),
    "assent and action": (
        "市政协委员顾庭芳表示：“支持社会力量办养老院，加快推进老旧小区改造。”",
        ["支持社会力量办养老院，加快推进老旧小区改造"],
    ),
    "history": (
        "市政协委员顾庭芳表示：“早年兴修水利，建设水库，组织群众挖渠，保障灌溉。”",
        [],
    ),
    "a finding": ("环保团体调查指出，海滩垃圾增加三成。", []),
    "first a study": ("市政协委员顾庭芳建议，了解居民需求，增设社区食堂。", ["了解居民需求，增设社区食堂"]),
    "a dated plan": (
        "市住建局局长林海波表示，方案今年9月底前向社会公布。",
        ["方案今年9月底前向社会公布"],
    ),
    "what nobody could carry out": ("市政协委员顾庭芳表示：“别让老人为一碗饭发愁。”", []),
    "what is not to be done": ("市政协委员顾庭芳表示：“别把电动车推进楼道。”", ["别把电动车推进楼道"]),
    "nothing behind the verb": ("城市更新怎么做？市政协委员顾庭芳提出", []),
}


@pytest.mark.parametrize(("text", "expected"), SAID_BY.values(), ids=SAID_BY.keys())
def test_what_a_sentence_proposes(text, expected):
    assert recommendations(text) == expected


WHO = {
    "a body whose short name is given": (
        "市人力资源和社会保障局（以下简称“人社局”）将开展技能培训。人社局表示，将增设培训点。",
        ("市人力资源和社会保障局", "增设培训点"),
    ),
    "an association with 和 in its name": (
        "香港妇女和儿童协会促请政府增设托儿名额。",
        ("香港妇女和儿童协会", "政府增设托儿名额"),
    ),
    "a body behind its kind": ("环保团体绿色动力指，应减少使用即弃餐具。", ("绿色动力", "减少使用即弃餐具")),
    "this side of a place just visited": (
        "记者走进市人民医院。院方建议，增设夜间门诊。",
        ("市人民医院", "增设夜间门诊"),
    ),
    "behind a reporter's line": (
        "人民日报记者 林海波\n\n市政协委员顾庭芳建议，增设夜间门诊。",
        ("顾庭芳", "增设夜间门诊"),
    ),
    "a name that goes on with 成": (
        "市政协委员古道成表示，要建设停车场。古道成提出，增设公交线路。",
        ("古道成", "增设公交线路"),
    ),
    "a word in Latin letters": (
        "市政协委员顾庭芳表示，市民App上要增设投诉入口。",
        ("顾庭芳", "市民App上要增设投诉入口"),
    ),
}


@pytest.mark.parametrize(("text", "expected"), WHO.values(), ids=WHO.keys())
def test_who_proposes(text, expected):
    assert proposals(text)[-1] == expected
