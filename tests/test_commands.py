"""The commands that read a data set and look after it, as processes on a small data set made for them."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from dataclasses import replace

import openpyxl
import pandas as pd
import pytest

from pipeline import diff, extract, extraction, preview, rerun, retry, run
from pipeline.errors import DatasetError, QueryError
from pipeline.quality.measured import measured, write_measured
from pipeline.tables import Dataset
from schemas import Stance
from tests.command import JIANYAN, NOTHING, SOME_UNREAD, USAGE, called, jianyan

PARKING = "市政协委员高远建议，加快修建停车场，完善公交网络。\n"
SCHOOLS = "市人大代表林溪建议，加快新建农村幼儿园，配齐教师。去年，全市已建成幼儿园三所。\n"
OLD = "0.0.1-before"


@pytest.fixture(scope="module")
def stored(tmp_path_factory):
    """Two articles, one of them printed a second time with another title, and a file in GB18030."""
    folder = tmp_path_factory.mktemp("query")
    articles = folder / "articles"
    articles.mkdir()
    body = PARKING + "他说，停车难是老问题，街边的车越来越多，居民下班后要绕好几圈才能停下。" * 3
    (articles / "a.txt").write_text("停车有了新办法\n\n" + body, encoding="utf-8")
    (articles / "b.txt").write_text("委员话停车\n\n" + body, encoding="utf-8")
    (articles / "c.txt").write_text(SCHOOLS, encoding="utf-8")
    (articles / "d.txt").write_bytes(PARKING.encode("gb18030"))
    run(articles, folder / "data")
    return folder / "data"


@pytest.fixture
def data(stored, tmp_path):
    """A copy to change."""
    shutil.copytree(stored, tmp_path / "data")
    return tmp_path / "data"


@pytest.fixture
def outdated(tmp_path):
    """A data set whose one row an older pipeline made, with another stance."""
    rows = extract(PARKING, source="gone.txt")
    article = rows.articles[0].model_copy(update={"fingerprint": OLD})
    proposal = rows.proposals[0].model_copy(update={"stance": Stance.COMMITMENT})
    with Dataset.open(tmp_path / "old").writer() as writer:
        writer.commit(replace(rows, articles=(article,), proposals=(proposal,)).by_table())
    return tmp_path / "old"


def test_query_shows_each_proposal_once(stored):
    shown = jianyan("query", stored).stdout
    assert shown.count("加快修建停车场") == 1
    assert "林溪" in shown
    assert "2 rows" in shown


def test_query_shows_every_printing_if_asked(stored):
    assert called("query", stored, "--all").stdout.count("加快修建停车场") == 2


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        (("--category", "人大代表"), ["林溪"]),
        (("--theme", "transport"), ["高远"]),
        (("--search", "幼儿园 教师"), ["林溪"]),
        (("--proposer", "高"), ["高远"]),
        (("--stance", "commitment"), []),
        (("--confidence", "0"), ["林溪", "高远"]),
        (("--province", "吉林"), []),
    ],
    ids=" ".join,
)
def test_query_filters(stored, filters, found):
    lines = called("query", stored, *filters, "--format", "jsonl").stdout.splitlines()
    assert sorted(json.loads(line)["proposer"] for line in lines) == found


def test_query_answers_sql(stored):
    asked = "select theme, count(*) as n from proposals_once group by theme order by theme"
    shown = called("query", stored, "--sql", asked, "--format", "md").stdout
    assert "| 交通 | 1 |" in shown


def test_a_workbook_opens_with_its_chinese(stored, tmp_path):
    jianyan("query", stored, "--theme", "交通", "--out", tmp_path / "停车.xlsx")
    head, row = openpyxl.load_workbook(tmp_path / "停车.xlsx").active.iter_rows(values_only=True)
    told = dict(zip(head, row, strict=True))
    assert (told["proposer"], told["recommendation"]) == ("高远", "加快修建停车场，完善公交网络")


def test_a_csv_file_begins_with_a_byte_order_mark_for_excel(stored, tmp_path):
    called("query", stored, "--out", tmp_path / "all.csv", "--columns", "proposer,theme")
    assert (tmp_path / "all.csv").read_bytes().startswith("\ufeffproposer,theme\r\n".encode())
    assert sorted(pd.read_csv(tmp_path / "all.csv")["proposer"]) == ["林溪", "高远"]


def test_parquet_keeps_the_nested_columns(stored, tmp_path):
    called("query", stored, "--out", tmp_path / "all.parquet")
    kept = pd.read_parquet(tmp_path / "all.parquet")
    assert sorted(people[0]["name"] for people in kept["proposers"]) == ["林溪", "高远"]


def test_a_proposal_is_shown_with_its_sentence(stored):
    assert "市人大代表林溪建议" in called("query", stored, "--theme", "教育", "--context").stdout


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (("--theme", "停车"), "'停车' is no theme; there are"),
        (("--since", "昨天"), "write 2026-03-05"),
        (("--sql", "selct 1"), "cannot be answered"),
        (("--columns", "who"), "'who' is no column; there are"),
        (("--out", "rows.doc"), "csv, jsonl, parquet, xlsx, md"),
        (("--search", " "), "nothing to search for"),
        (("--columns", " , "), "no column is asked for; there are"),
        (("--sql", "copy (select 1) to 'x.csv'"), "one query that reads"),
        (("--sql", "select 1 as a", "--context"), "article_id, and evidence"),
        (("--format", "table", "--out", "rows.csv"), "a table is for the terminal"),
    ],
    ids=lambda value: value if isinstance(value, str) else value[0],
)
def test_query_names_the_way_out(stored, wrong, said):
    assert said in called("query", stored, *wrong, code=NOTHING).stderr


def test_query_takes_filters_or_sql(stored):
    assert "--sql" in jianyan("query", stored, "--sql", "select 1", "--city", "太原", code=USAGE).stderr


@pytest.mark.parametrize("wrong", [("--sql", ""), ("--sql", "select 1", "--all")], ids=str)
def test_query_says_what_does_not_go_with_sql(stored, wrong):
    assert "--sql" in called("query", stored, *wrong, code=USAGE).stderr


def test_query_shows_columns_of_one_name(stored, tmp_path):
    joined = "select p.*, a.* from proposals p join articles a using (article_id)"
    for form in ("csv", "jsonl", "parquet", "xlsx", "md"):
        called("query", stored, "--sql", joined, "--out", tmp_path / f"rows.{form}")
    assert {"city", "city_1"} <= {*pd.read_csv(tmp_path / "rows.csv").columns}
    assert "city_1" in called("query", stored, "--sql", "select 1 as city, 2 as city").stdout
    twice = called("query", stored, "--columns", "theme,theme", "--format", "csv").stdout
    assert twice.splitlines()[0].endswith("theme")
    assert "," not in twice


def test_sql_has_its_context_too(stored):
    asked = "select article_id, evidence, theme from proposals_once where theme = '教育'"
    assert "市人大代表林溪建议" in called("query", stored, "--sql", asked, "--context").stdout


def test_the_terminal_says_of_how_many_rows_it_shows_the_first(stored):
    assert "the first 1 of 2;" in called("query", stored, "--limit", "1").stdout
    assert "the first 1 of 3;" in called("query", stored, "--limit", "1", "--all").stdout
    assert (
        "the first 1 of 2;" in called("query", stored, "--limit", "1", "--sql", "from proposals_once").stdout
    )


def test_rows_for_standard_output_by_its_name_are_alone_there(stored):
    rows = jianyan("query", stored, "--format", "jsonl", "--out", "/dev/stdout").stdout.splitlines()
    assert sorted(json.loads(row)["proposer"] for row in rows) == ["林溪", "高远"]


def test_standard_output_by_its_name_goes_where_the_shell_sent_it(stored, tmp_path):
    rows = tmp_path / "all.jsonl"
    command = f"echo one; {JIANYAN} query {stored} --format jsonl --out /dev/stdout; echo two"
    with rows.open("a") as file:
        subprocess.run(["sh", "-c", f"{command}; {command}"], stdout=file, check=True, timeout=120)
    assert [line[:3] for line in rows.read_text("utf-8").splitlines()] == ["one", '{"p', '{"p', "two"] * 2


def test_a_file_keeps_its_rights_when_it_is_written_again(stored, tmp_path):
    rows = tmp_path / "rows.csv"
    rows.touch(0o600)
    jianyan("query", stored, "--out", rows)
    assert rows.stat().st_size
    assert rows.stat().st_mode & 0o777 == 0o600


def test_query_without_a_data_set_says_how_to_make_one(tmp_path):
    assert "jianyan run" in jianyan("query", tmp_path / "none", code=NOTHING).stderr


def test_a_file_that_cannot_be_written_is_named(stored, tmp_path):
    assert "no/where.csv" in called("query", stored, "-o", tmp_path / "no/where.csv", code=NOTHING).stderr


def test_rejects_stand_by_reason_in_their_place(stored):
    shown = jianyan("rejects", stored).stdout
    assert "encoding 1" in shown
    assert "iconv" in shown
    assert "done 1" in shown
    assert "配齐教师。去年，全市已建成幼儿园三所。" in shown


def test_rejects_of_one_reason_are_kept_as_rows(stored, tmp_path):
    called("rejects", stored, "--reason", "done", "--out", tmp_path / "done.csv")
    assert pd.read_csv(tmp_path / "done.csv")["reason"].tolist() == ["done"]


def test_an_unknown_reason_is_told_the_known_ones(stored):
    assert "ungrounded" in called("rejects", stored, "--reason", "bad", code=NOTHING).stderr


def test_a_retry_reads_a_mended_file_and_takes_its_reject_away(tmp_path):
    article, data = tmp_path / "a.txt", tmp_path / "data"
    article.write_bytes(PARKING.encode("gb18030"))
    run(article, data)
    article.write_text(PARKING, encoding="utf-8")
    jianyan("rejects", data, "--retry", "--reason", "encoding")
    assert pd.read_parquet(data / "proposals")["proposer"].tolist() == ["高远"]
    assert len(pd.read_parquet(data / "rejects")) == 0


def test_a_retry_finds_a_file_whose_name_is_no_utf_8(tmp_path):
    article, data = tmp_path / os.fsdecode("新.txt".encode("gbk")), tmp_path / "data"
    article.write_bytes(PARKING.encode("gb18030"))
    run(article, data)
    article.write_text(PARKING, encoding="utf-8")
    assert retry(data).articles == 1
    assert len(pd.read_parquet(data / "rejects")) == 0


def test_a_retry_takes_the_text_of_a_failed_article_from_the_tables(outdated, monkeypatch):
    whole = extraction._rows

    def failing(*_):
        raise ZeroDivisionError

    monkeypatch.setattr(extraction, "_rows", failing)
    assert run(out=outdated, stale=True).failed == 1
    monkeypatch.setattr(extraction, "_rows", whole)
    assert retry(outdated).again == 1
    assert len(pd.read_parquet(outdated / "rejects")) == 0
    assert pd.read_parquet(outdated / "proposals")["stance"].tolist() == ["recommendation"]


def test_a_rerun_elsewhere_names_files_from_there(stored, tmp_path):
    (tmp_path / "b").mkdir()
    rerun(stored, tmp_path / "b" / "data")
    sources = pd.read_parquet(tmp_path / "b/data/sightings")["source"]
    assert sorted(sources) == [str(stored.parent / "articles" / name) for name in ("a.txt", "b.txt", "c.txt")]


def test_a_retry_exits_as_a_run_does(tmp_path):
    for name in ("a", "b"):
        (tmp_path / f"{name}.txt").write_bytes(PARKING.encode("gb18030"))
    data = tmp_path / "data"
    run([tmp_path / "a.txt", tmp_path / "b.txt"], data)
    assert "iconv" in called("rejects", data, "--retry", code=NOTHING).stdout
    (tmp_path / "a.txt").write_text(PARKING, encoding="utf-8")
    called("rejects", data, "--retry", code=SOME_UNREAD)
    (tmp_path / "b.txt").write_text(SCHOOLS, encoding="utf-8")
    called("rejects", data, "--retry")
    called("rejects", data, "--retry")  # nothing is left to read


@pytest.mark.parametrize("asked", [("--out", "rows.csv"), ("--format", "csv")], ids=str)
def test_a_retry_gives_no_rows(stored, asked):
    assert "--retry" in called("rejects", stored, "--retry", *asked, code=USAGE).stderr


def test_a_retry_leaves_what_this_pipeline_refused(data):
    before = pd.read_parquet(data / "rejects")
    assert retry(data, reason="done").articles == 0
    pd.testing.assert_frame_equal(pd.read_parquet(data / "rejects"), before)


def test_a_retry_extracts_again_where_an_older_pipeline_refused(tmp_path):
    rows = extract(SCHOOLS, source="gone.txt")
    article = rows.articles[0].model_copy(update={"fingerprint": OLD})
    other = extract(PARKING, source="other.txt")
    kept = other.articles[0].model_copy(update={"fingerprint": OLD})
    with Dataset.open(tmp_path / "old").writer() as writer:
        writer.commit(replace(rows + other, articles=(article, kept)).by_table())
    assert retry(tmp_path / "old", reason="done").again == 1
    left = pd.read_parquet(tmp_path / "old/articles").query("fingerprint == @OLD")
    assert left["article_id"].tolist() == [kept.article_id]


def test_a_retry_for_no_reason_known_is_refused(stored):
    with pytest.raises(QueryError, match="is no reject reason"):
        retry(stored, reason="bad")


def test_a_stale_run_says_what_it_will_do_and_does_it_without_the_files(outdated):
    done = jianyan("run", "--stale", "--out", outdated)
    assert f"1 made by {OLD}" in done.stderr
    assert "1 extracted again" in done.stdout
    proposals = pd.read_parquet(outdated / "proposals")
    assert proposals["stance"].tolist() == ["recommendation"]
    assert proposals["source"].tolist() == ["gone.txt"]
    assert "None to be extracted again" in jianyan("run", "--stale", "--out", outdated).stderr


def test_a_dry_run_changes_nothing(outdated, tmp_path):
    article = tmp_path / "new.txt"
    article.write_text(SCHOOLS, encoding="utf-8")
    files = {path: path.read_bytes() for path in outdated.rglob("*.parquet")}
    told = called("run", article, "--stale", "--dry-run", "--out", outdated).stdout
    assert "1 new" in told
    assert f"1 made by {OLD}" in told
    assert {path: path.read_bytes() for path in outdated.rglob("*.parquet")} == files


def test_a_preview_counts_as_the_run_does(outdated, tmp_path):
    article = tmp_path / "new.txt"
    article.write_text(SCHOOLS, encoding="utf-8")
    told = preview(article, outdated, stale=True)
    done = run(article, outdated, stale=True)
    assert (told.new, told.again.total()) == (done.new, done.again) == (1, 1)


def test_a_file_with_another_text_is_not_extracted_from_its_old_one(outdated, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "gone.txt").write_text(SCHOOLS, encoding="utf-8")
    done = run("gone.txt", outdated, stale=True)
    assert (done.new, done.again, done.superseded) == (1, 0, 1)
    assert pd.read_parquet(outdated / "proposals")["proposer"].tolist() == ["林溪"]


def test_a_run_tells_of_stale_articles_that_it_left(outdated, tmp_path):
    article = tmp_path / "new.txt"
    article.write_text(SCHOOLS, encoding="utf-8")
    assert "1 article is from another version" in called("run", article, "--out", outdated).stdout


def test_a_stale_run_needs_a_data_set(tmp_path):
    assert "holds no data set" in called("run", "--stale", "--out", tmp_path / "none", code=NOTHING).stderr


def test_diff_shows_what_the_present_pipeline_makes_of_it(outdated, tmp_path):
    shown = jianyan("diff", outdated, "--rerun").stdout
    assert "0 added, 0 gone, 1 changed" in shown
    assert "stance: commitment → recommendation" in shown
    jianyan("diff", outdated, "--rerun", "--out", tmp_path / "changes.parquet")
    assert "stance" in pd.read_parquet(tmp_path / "changes.parquet")["field"].tolist()
    assert pd.read_parquet(outdated / "proposals")["stance"].tolist() == ["commitment"]


def test_a_rerun_gives_the_same_data_set(stored, tmp_path):
    summary = rerun(stored, tmp_path / "again")
    assert summary.new == 3
    assert diff(stored, tmp_path / "again").num_rows == 0
    assert "Nothing changed" in called("diff", stored, tmp_path / "again").stdout


@pytest.mark.parametrize("arguments", [(), ("other", "--rerun")], ids=str)
def test_diff_takes_a_second_data_set_or_a_rerun(stored, arguments):
    assert "--rerun" in called("diff", stored, *arguments, code=USAGE).stderr


def test_diff_of_a_missing_data_set_names_it(stored, tmp_path):
    with pytest.raises(DatasetError, match="none"):
        diff(stored, tmp_path / "none")


def test_compact_joins_files_and_keeps_the_rows(data, tmp_path):
    (tmp_path / "e.txt").write_text(SCHOOLS.replace("林溪", "孙立"), encoding="utf-8")
    run(tmp_path / "e.txt", data)
    rows = pd.read_parquet(data / "proposals")
    assert "files fewer" in jianyan("compact", data).stdout
    pd.testing.assert_frame_equal(pd.read_parquet(data / "proposals"), rows)


def test_compact_makes_no_data_set(tmp_path):
    called("compact", tmp_path / "none", code=NOTHING)
    assert not (tmp_path / "none").exists()


def test_every_run_brings_the_data_card_up_to_date(data, tmp_path):
    card = data / "README.md"
    first = card.read_text("utf-8")
    assert "3 proposals from 3 articles" in first
    (tmp_path / "e.txt").write_text(SCHOOLS.replace("林溪", "孙立"), encoding="utf-8")
    run(tmp_path / "e.txt", data)
    assert "4 proposals from 4 articles" in card.read_text("utf-8")


def test_a_run_that_finds_nothing_new_leaves_the_card_alone(data, tmp_path):
    (tmp_path / "c.txt").write_text(SCHOOLS, encoding="utf-8")
    run(tmp_path / "c.txt", data)
    before = (data / "README.md").stat().st_mtime_ns
    run(tmp_path / "c.txt", data)
    assert (data / "README.md").stat().st_mtime_ns == before


def test_a_pipe_that_closes_early_is_no_error(stored):
    command = f"'{JIANYAN}' query '{stored}' --format csv | head -c 1"
    done = subprocess.run(command, shell=True, capture_output=True, timeout=60, check=True)
    assert b"Traceback" not in done.stderr


def test_the_data_card_names_the_measured_quality_and_on_what(data, tmp_path):
    write_measured("0.1.0-test", [("seeds", "record F1", 0.8512)], tmp_path / "measured.tsv")
    figures = measured(tmp_path / "measured.tsv")
    assert figures == {"record F1 (seeds), by 0.1.0-test": 0.851}
    assert measured(tmp_path / "none.tsv") == {}
    card = (data / "README.md").read_text("utf-8")
    assert all(f"| {name} | {value:.3f} |" in card for name, value in measured().items())
    assert ("Not measured" in card) == (not measured())
