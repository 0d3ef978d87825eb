"""The whole job on small articles: what a run adds, what a rerun leaves, and what becomes of changed files."""

from __future__ import annotations

import subprocess
import sys

import pandas as pd
import pytest

from pipeline import extract, run
from pipeline.errors import ArticleError, DatasetError
from schemas import RejectReason

PARKING = "市政协委员高远建议，加快修建停车场，完善公交网络。\n"
SCHOOLS = "市政协委员林溪建议，加快新建农村幼儿园，配齐教师。\n"


@pytest.fixture
def articles(tmp_path):
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "a.txt").write_text(PARKING, encoding="utf-8")
    (folder / "b.txt").write_text(SCHOOLS, encoding="utf-8")
    return folder


@pytest.fixture
def out(tmp_path):
    return tmp_path / "out"


def table(out, name):
    return pd.read_parquet(out / name)


def test_a_run_fills_the_tables_and_counts_what_it_did(articles, out):
    summary = run(articles, out)
    assert (summary.articles, summary.unread.total()) == (2, 0)
    proposals = table(out, "proposals")
    assert proposals["proposer"].tolist() == ["高远", "林溪"]
    assert proposals["source"].tolist() == [str(articles / "a.txt"), str(articles / "b.txt")]
    assert summary.total["articles"] == len(table(out, "articles")) == 2


def test_a_rerun_changes_nothing(articles, out):
    run(articles, out)
    before = {
        name: table(out, name) for name in ("articles", "sightings", "speeches", "proposals", "rejects")
    }
    summary = run(articles, out)
    assert (summary.articles, summary.unchanged) == (0, 2)
    for name, rows in before.items():
        pd.testing.assert_frame_equal(table(out, name), rows)


def test_a_rerun_loads_no_model_for_what_is_known(articles, out):
    run(articles, out)
    (articles / "c.txt").write_text(PARKING, encoding="utf-8")  # known under another name
    code = (
        "import sys, pipeline; print(pipeline.run(sys.argv[1], sys.argv[2]).unchanged); "
        "print(*sorted({'spacy', 'onnxruntime', 'pipeline.stages.names'} & sys.modules.keys()))"
    )
    told = subprocess.run(
        [sys.executable, "-c", code, articles, out], check=True, capture_output=True, text=True
    )
    assert told.stdout.splitlines() == ["3", ""]


def test_known_files_between_new_ones_keep_their_place(articles, out):
    for number in range(200):
        (articles / f"{number:03}.txt").write_text(
            PARKING.replace("停车场", f"{number}号停车场"), encoding="utf-8"
        )
    run([articles / f"{number:03}.txt" for number in range(100)], out)
    summary = run(articles, out, workers=2)
    assert (summary.unchanged, summary.articles) == (100, 102)
    sources = table(out, "sightings")["source"].tolist()
    assert sources == sorted(sources)


def test_a_pipeline_that_cannot_be_loaded_stops_the_run_and_rejects_nothing(articles, out, monkeypatch):
    def broken(*, fast):
        raise RuntimeError("no model")

    monkeypatch.setattr("pipeline.extraction.language", broken)
    with pytest.raises(RuntimeError, match="no model"):
        run(articles, out)
    assert not len(table(out, "rejects"))


def test_two_workers_give_the_rows_of_one_in_the_same_order(articles, out, tmp_path):
    for number in range(150):
        text = PARKING.replace("停车场", f"{number}号停车场")
        (articles / f"{number:03}.txt").write_text(text, encoding="utf-8")
    run(articles, out, workers=1)
    run(articles, tmp_path / "two", workers=2)
    one, two = (table(folder, "proposals") for folder in (out, tmp_path / "two"))
    pd.testing.assert_frame_equal(one, two)


def test_the_same_text_in_two_places_is_one_article_with_two_sightings(articles, out):
    (articles / "c.txt").write_text(PARKING, encoding="utf-8")
    summary = run(articles, out)
    assert (summary.articles, summary.unchanged) == (2, 1)
    assert len(table(out, "sightings")) == 3


def test_a_file_with_another_text_supersedes_the_article_it_held(articles, out):
    run(articles, out)
    (articles / "a.txt").write_text(PARKING.replace("停车场", "图书馆"), encoding="utf-8")
    summary = run(articles, out)
    assert (summary.articles, summary.superseded) == (1, 1)
    recommendations = "".join(table(out, "proposals")["recommendation"])
    assert "图书馆" in recommendations
    assert "停车场" not in recommendations
    assert sorted(table(out, "sightings")["source"]) == [str(articles / "a.txt"), str(articles / "b.txt")]


def test_a_text_that_moved_to_another_file_stays(articles, out):
    run(articles, out)
    (articles / "a.txt").write_text(SCHOOLS, encoding="utf-8")
    (articles / "b.txt").write_text(PARKING, encoding="utf-8")
    run(articles, out)
    assert sorted(table(out, "proposals")["proposer"]) == ["林溪", "高远"]
    assert len(table(out, "sightings")) == 2


def test_a_text_that_moved_to_an_earlier_file_stays(articles, out):
    run(articles, out)
    (articles / "a.txt").write_text(SCHOOLS, encoding="utf-8")
    (articles / "b.txt").write_text(PARKING.replace("停车场", "图书馆"), encoding="utf-8")
    run(articles, out)
    assert sorted(table(out, "proposals")["proposer"]) == ["林溪", "高远"]
    assert len(table(out, "articles")) == 2


def test_forced_articles_are_done_again_without_rows_twice(articles, out):
    run(articles, out)
    assert run(articles, out, force=True).articles == 2
    assert len(table(out, "proposals")) == 2
    assert len(table(out, "sightings")) == 2


def test_another_setting_is_another_pipeline_and_does_the_articles_again(articles, out):
    first = run(articles, out)
    second = run(articles, out, fast=True)
    assert first.fingerprint != second.fingerprint
    assert second.articles == 2
    assert set(table(out, "articles")["fingerprint"]) == {second.fingerprint}


def test_an_unreadable_article_is_a_reject_once_and_the_others_are_done(articles, out):
    (articles / "0.txt").write_bytes(PARKING.encode("gb18030"))
    for _ in range(2):
        summary = run(articles, out)
        assert summary.unread == {RejectReason.ENCODING.value: 1}
    rejects = table(out, "rejects").query("subject == 'article'")
    assert rejects["source"].tolist() == [str(articles / "0.txt")]
    assert len(table(out, "articles")) == 2


def test_a_mended_file_loses_its_reject(articles, out):
    (articles / "0.txt").write_bytes(PARKING.encode("gb18030"))
    run(articles, out)
    (articles / "0.txt").write_text(PARKING.replace("停车场", "图书馆"), encoding="utf-8")
    summary = run(articles, out)
    assert summary.articles == 1
    assert "article" not in set(table(out, "rejects")["subject"])


def test_progress_is_told_in_files(articles, out):
    told = []
    run(articles, out, progress=lambda done, total: told.append((done, total)))
    assert told[-1] == (2, 2)


def test_an_output_path_that_is_a_file_stops_the_run(articles, tmp_path):
    (tmp_path / "out").touch()
    with pytest.raises(DatasetError, match="is a file"):
        run(articles, tmp_path / "out")


def test_extract_gives_the_rows_of_a_text():
    rows = extract(PARKING)
    assert [p.recommendation for p in rows.proposals] == ["加快修建停车场，完善公交网络"]
    assert rows.frame()["proposer"].tolist() == ["高远"]


def test_extract_reads_a_file(articles):
    assert extract(articles / "b.txt").proposals[0].source == str(articles / "b.txt")


def test_extract_refuses_an_empty_text():
    with pytest.raises(ArticleError, match="holds no text"):
        extract("  \n")


def test_a_summary_is_plain_values_for_json(articles, out):
    plain = run(articles, out).as_dict()
    assert plain["out"] == str(out)
    assert plain["total"]["articles"] == 2
    assert plain["stages"]["assemble"] > 0
