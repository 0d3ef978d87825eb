"""Gold against predictions: folders of JSON and data sets, articles' fields, narration, kinds and faults."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from pipeline import evaluate
from pipeline.errors import DatasetError, GoldError
from schemas import TABLES, identity, to_arrow
from tests.made import proposal, record_of

TEXT = "市科协主席高远建议加快修建停车场。"


def gold_proposal(**changes: Any) -> dict[str, Any]:
    plain = {
        "evidence": [[9, 16]],
        "proposers": [{"name": "高远", "kind": "person", "role": "市科协主席"}],
        "stance": "recommendation",
        "quote": "indirect",
        "province_adcode": "140000",
        "city_adcode": "140100",
        "county_adcode": None,
        "themes": ["transport"],
    }
    return plain | changes


def write(
    folder: Path, name: str, proposals: Sequence[dict[str, Any]], text: str = TEXT, **article: Any
) -> Path:
    folder.mkdir(exist_ok=True)
    plain = {
        "title": None,
        "publisher": "晚报",
        "published_on": "2024-12-21",
        "script": "hans",
        "place": "140100",
    }
    content = {"article": plain | article | {"file": f"{name}.txt"}, "proposals": list(proposals)}
    (folder / f"{name}.json").write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")
    (folder / f"{name}.txt").write_bytes(text.encode())
    return folder


def test_gold_against_itself_is_perfect(tmp_path):
    gold = write(tmp_path / "gold", "a", [gold_proposal()])
    score = evaluate(gold, gold)
    assert set(score.score.as_dict().values()) == {1.0}
    assert set(score.article_fields.values()) == {1.0}


def test_the_seeds_gold_against_itself_is_perfect(root):
    score = evaluate(root / "tests/gold", root / "tests/gold", texts=root / "seeds")
    assert score.score.record_f1 == 1.0
    assert len(score.articles) == 5


def test_a_data_set_is_matched_by_the_articles_text_not_by_its_name(tmp_path):
    gold = write(tmp_path / "gold", "a", [gold_proposal()], publisher=None, title="停车难")
    rows = {"articles": [record_of("articles")], "proposals": [proposal()]}
    article = rows["articles"][0].model_copy(update={"article_id": identity.article_id(TEXT), "text": TEXT})
    ours = proposal().model_copy(update={"article_id": article.article_id})
    for name, records in (("articles", [article]), ("proposals", [ours])):
        (tmp_path / "out" / name).mkdir(parents=True)
        pq.write_table(to_arrow(TABLES[name].model, records), tmp_path / "out" / name / "x.parquet")
    score = evaluate(gold, tmp_path / "out")
    assert score.score.record_f1 == 1.0
    assert score.article_fields == dict.fromkeys(score.article_fields, 1.0)


def test_an_article_that_was_never_read_is_named_and_counts_as_missed(tmp_path):
    gold = write(tmp_path / "gold", "a", [gold_proposal()])
    write(gold, "b", [gold_proposal()])
    ours = write(tmp_path / "ours", "a", [gold_proposal()])
    score = evaluate(gold, ours)
    assert score.unread == ["b"]
    assert score.score.span_f1 == pytest.approx(2 / 3)


def test_narration_counts_false_proposals_by_characters_of_silent_articles(tmp_path):
    gold = write(tmp_path / "gold", "a", [], text="会议" * 2500)
    write(gold, "b", [gold_proposal()])
    ours = write(tmp_path / "ours", "a", [gold_proposal(), gold_proposal(evidence=[[30, 40]])])
    write(ours, "b", [gold_proposal()])
    assert evaluate(gold, ours).narration == pytest.approx(4.0)


def test_kinds_count_alike_in_the_mean_whatever_their_size(tmp_path):
    gold, ours = tmp_path / "gold", tmp_path / "ours"
    for name in ("a", "b", "c"):
        write(gold, name, [gold_proposal()])
        write(ours, name, [gold_proposal()] if name != "c" else [])
    kinds = {"a": {"kind": "page"}, "b": {"kind": "page"}, "c": {"kind": "notice"}}
    (gold / "SOURCES.json").write_text(json.dumps(kinds), encoding="utf-8")
    score = evaluate(gold, ours)
    assert score.mean_over_kinds["span_f1"] == pytest.approx(0.5)
    assert score.score.span_f1 == pytest.approx(0.8)


def test_missed_invented_and_wrong_fields_are_listed_in_the_order_of_the_text(tmp_path):
    gold = write(tmp_path / "gold", "a", [gold_proposal(), gold_proposal(evidence=[[0, 5]])])
    ours = write(tmp_path / "ours", "a", [gold_proposal(themes=["health"]), gold_proposal(evidence=[[5, 7]])])
    (article,) = evaluate(gold, ours).articles
    assert [(f.what, f.field, f.gold, f.predicted) for f in article.findings] == [
        ("missed", "", "市科协主席", ""),
        ("invented", "", "", "高远"),
        ("field", "theme", "transport", "health"),
    ]
    assert article.findings[2].context == "市科协主席高远建议〔加快修建停车场〕。"


def test_a_boundary_that_is_off_is_a_fault_of_its_own(tmp_path):
    gold = write(tmp_path / "gold", "a", [gold_proposal()])
    ours = write(tmp_path / "ours", "a", [gold_proposal(evidence=[[7, 16]])])
    (fault,) = evaluate(gold, ours).articles[0].findings
    assert (fault.what, fault.gold, fault.predicted) == ("span", "加快修建停车场", "建议加快修建停车场")


def test_gold_outside_its_text_stops_with_the_file_and_the_place(tmp_path):
    gold = write(tmp_path / "gold", "a", [gold_proposal(evidence=[[9, 99]])])
    with pytest.raises(GoldError, match=r"a\.json, proposal 0: evidence 9 to 99"):
        evaluate(gold, gold)


def test_gold_without_its_text_says_how_to_name_the_folder(tmp_path):
    gold = write(tmp_path / "gold", "a", [gold_proposal()])
    (gold / "a.txt").unlink()
    with pytest.raises(GoldError, match="--texts"):
        evaluate(gold, gold)


def test_broken_json_is_named(tmp_path):
    gold = write(tmp_path / "gold", "a", [])
    (gold / "a.json").write_text("{", encoding="utf-8")
    with pytest.raises(GoldError, match=r"a\.json: is no JSON"):
        evaluate(gold, gold)


def test_a_folder_that_is_no_prediction_is_refused(tmp_path):
    gold = write(tmp_path / "gold", "a", [])
    with pytest.raises(DatasetError, match="no data set"):
        evaluate(gold, tmp_path / "nowhere")
