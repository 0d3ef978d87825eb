"""The whole job on small articles: what a run adds, what a rerun leaves, and what becomes of changed files."""

from __future__ import annotations

import os
import subprocess
import sys

import pandas as pd
import pytest
from typer.testing import CliRunner

from pipeline import diff, extract, extraction, run
from pipeline.cli import app
from pipeline.errors import ArticleError, DatasetError, PipelineError
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
    assert proposals["source"].tolist() == ["articles/a.txt", "articles/b.txt"]
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


@pytest.mark.parametrize("part", ["pipeline.language.load", "pipeline.lexicons.words.dictionary"])
def test_a_pipeline_that_cannot_be_loaded_stops_the_run_and_rejects_nothing(articles, out, monkeypatch, part):
    def broken(**_):
        raise FileNotFoundError("dict.txt")

    extraction.language.cache_clear()
    monkeypatch.setattr(part, broken)
    with pytest.raises(PipelineError, match="dict.txt.*pip install"):
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
    assert sorted(table(out, "sightings")["source"]) == ["articles/a.txt", "articles/b.txt"]


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
    assert rejects["source"].tolist() == ["articles/0.txt"]
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


def test_a_file_is_the_same_from_wherever_it_is_named(articles, out, monkeypatch):
    run(articles, out)
    monkeypatch.chdir(articles)
    (articles / "a.txt").write_text(PARKING.replace("停车场", "图书馆"), encoding="utf-8")
    summary = run(".", out)
    assert (summary.new, summary.unchanged, summary.superseded) == (1, 1, 1)


def test_files_of_one_name_in_two_folders_are_two_sources(articles, out, monkeypatch):
    for day, text in {"monday": PARKING, "tuesday": SCHOOLS}.items():
        folder = articles / day
        folder.mkdir()
        (folder / "1.txt").write_text(text, encoding="utf-8")
        monkeypatch.chdir(folder)
        assert run(".", out).superseded == 0
    assert table(out, "sightings")["source"].tolist() == ["articles/monday/1.txt", "articles/tuesday/1.txt"]


def test_a_file_outside_the_data_sets_folder_is_named_by_its_whole_path(articles, tmp_path):
    run(articles, tmp_path / "elsewhere" / "out")
    assert table(tmp_path / "elsewhere" / "out", "sightings")["source"].tolist() == [
        str(articles / "a.txt"),
        str(articles / "b.txt"),
    ]


def test_a_file_whose_name_is_no_utf_8_is_read_under_an_escaped_name(articles, out):
    (articles / os.fsdecode("测试.txt".encode("gbk"))).write_text(PARKING + "。", encoding="utf-8")
    assert run(articles, out).articles == 3
    assert "articles/\\xb2\\xe2\\xca\\xd4.txt" in table(out, "sightings")["source"].tolist()
    assert run(articles, out).unchanged == 3


def test_names_that_are_no_utf_8_are_escaped_wherever_they_are_told(articles, out):
    (articles / os.fsdecode("测试".encode("gbk"))).touch()
    odd = articles / os.fsdecode("新.txt".encode("gbk"))
    odd.write_text(PARKING + "。", encoding="utf-8")
    assert "\\xb2\\xe2\\xca\\xd4" in run(articles, out).left_aside
    assert extract(odd).sightings[0].source.endswith("\\xd0\\xc2.txt")


def test_a_folder_without_articles_is_refused_however_it_is_named(articles, out):
    (articles / "more").mkdir()
    for _ in range(3):
        run(f"{articles}/more/", out)
        assert len(table(out, "rejects")) == 1


def failing_on(word, monkeypatch):
    """A stage that fails on texts with a word."""
    whole = extraction._rows

    def rows(article, batch, seconds):
        if word in article.text:
            raise ZeroDivisionError
        return whole(article, batch, seconds)

    monkeypatch.setattr(extraction, "_rows", rows)


@pytest.mark.parametrize("n_known", [0, 300])
def test_a_text_that_fails_in_two_files_is_a_reject_of_each(articles, out, monkeypatch, n_known):
    failing_on("停车场", monkeypatch)
    monkeypatch.setattr("pipeline.plan._CHUNK_FILES", 100)
    for number in range(n_known):
        (articles / f"b{number:03}.txt").write_text(SCHOOLS, encoding="utf-8")
    (articles / "c.txt").write_text(PARKING, encoding="utf-8")
    for _ in range(2):
        summary = run(articles, out)
        assert summary.failed == 2
    rejects = table(out, "rejects").query("reason == 'failed'")
    assert sorted(rejects["source"]) == ["articles/a.txt", "articles/c.txt"]
    monkeypatch.undo()
    assert run(articles, out).articles == 1
    assert not len(table(out, "rejects").query("reason == 'failed'"))
    assert len(table(out, "sightings")) == n_known + 3


def test_a_text_that_fails_leaves_the_article_that_its_file_held(articles, out, monkeypatch):
    run(articles, out)
    failing_on("图书馆", monkeypatch)
    (articles / "a.txt").write_text(PARKING.replace("停车场", "图书馆"), encoding="utf-8")
    summary = run(articles, out)
    assert (summary.failed, summary.superseded) == (1, 0)
    assert table(out, "proposals")["proposer"].tolist() == ["高远", "林溪"]
    monkeypatch.undo()
    summary = run(articles, out)
    assert (summary.articles, summary.superseded) == (1, 1)
    assert table(out, "sightings")["source"].tolist() == ["articles/b.txt", "articles/a.txt"]


def test_a_file_refused_for_another_reason_has_that_reason(articles, out):
    (articles / "0.txt").touch()
    run(articles, out)
    (articles / "0.txt").write_bytes(PARKING.encode("gb18030"))
    run(articles, out)
    assert table(out, "rejects").query("subject == 'article'")["reason"].tolist() == ["encoding"]


def test_a_folder_that_was_empty_is_no_reject_once_it_has_articles(articles, out, tmp_path):
    run(tmp_path / "articles" / "more", out)
    (articles / "more").mkdir()
    run(articles / "more", out)
    assert len(table(out, "rejects")) == 1
    (articles / "more" / "a.txt").write_text(PARKING, encoding="utf-8")
    run(articles / "more", out)
    assert not len(table(out, "rejects"))


def test_what_is_read_again_from_the_tables_is_no_file_that_can_be_read(articles, out):
    run(articles, out)
    (articles / "b.txt").write_text("", encoding="utf-8")
    run(articles, out)
    run((), out, fast=True, stale=True)
    assert table(out, "rejects").query("subject == 'article'")["source"].tolist() == ["articles/b.txt"]


@pytest.mark.parametrize("workers", [1, 2])
def test_what_is_known_is_committed_while_a_run_goes_on(articles, out, monkeypatch, workers):
    monkeypatch.setattr("pipeline.plan._CHUNK_FILES", 10)
    run(articles, out)
    for number in range(100):
        (articles / f"b{number:03}.txt").write_text(SCHOOLS, encoding="utf-8")
    told = []
    run(
        articles,
        out,
        workers=workers,
        progress=lambda done, _: told.append((done, len(table(out, "sightings")))),
    )
    assert told[0] == (10, 10)
    assert told == sorted(told)


def test_an_output_path_that_can_be_none_is_told(articles, tmp_path):
    with pytest.raises(DatasetError, match="too long"):
        run(articles, tmp_path / ("x" * 300))


def test_a_name_that_is_too_long_is_a_reject(articles, out):
    summary = run([articles, articles / ("长" * 200)], out)
    assert (summary.articles, summary.unread.total()) == (2, 1)


def test_an_article_on_which_a_stage_fails_is_not_told_as_changed(articles, out, monkeypatch):
    run(articles, out)
    failing_on("停车场", monkeypatch)
    said = CliRunner().invoke(app, ["diff", str(out), "--rerun", "--workers", "1", "--format", "csv"])
    assert said.stderr.startswith("jianyan: left out, since a stage failed: articles/a.txt: ")
    assert len(said.stderr.splitlines()) == 1
    with pytest.warns(UserWarning, match="articles/a.txt.*ZeroDivisionError"):
        assert not diff(out).num_rows
