"""The gate's sections with what is reached now."""

from __future__ import annotations

import json
import tomllib

import pytest

from pipeline.measurement.floors import lines
from pipeline.quality.gate import gold_hash

TEXT = "市政协委员高远建议，加快修建停车场。"
FLOORS = {"span_f1": 0.1, "narration_per_10000_characters": 1}


@pytest.fixture
def section(tmp_path):
    gold = {
        "evidence": [[10, 17]],
        "proposers": [{"name": "高远", "kind": "person", "role": "市政协委员"}],
        "stance": "recommendation",
        "province_adcode": None,
        "city_adcode": None,
        "county_adcode": None,
        "themes": ["transport"],
    }
    folder = tmp_path / "own"
    folder.mkdir()
    for name, text, proposals in (("a", TEXT, [gold]), ("b", "会议在太原举行。", [])):
        content = {"article": {"script": "hans", "place": None}, "proposals": proposals}
        (folder / f"{name}.json").write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    return {"gold": "own", "texts": "own", "gold_hash": "", "floors": FLOORS}


def written(section, root, under):
    return tomllib.loads("\n".join(lines("own", section, root, under)))["own"]


def test_floors_are_set_under_what_is_reached_with_the_golds_hash(section, tmp_path):
    found = written(section, tmp_path, 0.02)
    assert found["floors"] == {"span_f1": 0.98, "narration_per_10000_characters": 1}
    assert found["gold_hash"] == gold_hash(tmp_path / "own", tmp_path / "own")


def test_a_floor_of_one_that_holds_stays(section, tmp_path):
    section["floors"] = {"span_f1": 1.0}
    assert written(section, tmp_path, 0.02)["floors"] == {"span_f1": 1.0}


def test_a_section_whose_gold_is_not_here_is_named(tmp_path):
    section = {"gold": "elsewhere", "texts": "elsewhere", "floors": FLOORS}
    assert list(lines("far", section, tmp_path, 0.02)) == ["# far: elsewhere is not here"]
