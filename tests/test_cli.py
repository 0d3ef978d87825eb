"""The command line as a user has it: a process, its output and its exit code, on good input and on bad."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pandas as pd
import pytest

from pipeline.tables import Dataset
from tests.command import JIANYAN, NOTHING, SOME_UNREAD, STOPPED, USAGE, called, jianyan

TEXT = "市政协委员高远建议，加快修建停车场，完善公交网络。\n"


@pytest.fixture
def articles(tmp_path):
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "good.txt").write_text(TEXT, encoding="utf-8")
    return folder


@pytest.fixture
def out(tmp_path):
    return tmp_path / "out"


def bad(folder: Path, name: str) -> None:
    """Put one bad input of a kind among the articles."""
    path = folder / "bad.txt"
    if name == "empty":
        path.touch()
    elif name == "binary":
        path.write_bytes(bytes(range(256)) * 40)
    elif name == "long line":
        path.write_bytes(b"a" * 20_000_000)
    elif name == "gb18030":
        path.write_bytes(TEXT.encode("gb18030"))
    elif name == "unreadable":
        path.symlink_to("/proc/self/mem")
    else:
        path.symlink_to("nowhere.txt")


@pytest.mark.parametrize(
    ("name", "reason", "said"),
    [
        ("empty", "empty", "holds no text"),
        ("binary", "binary", "plain text"),
        ("long line", "too_large", "200,000 characters"),
        ("gb18030", "encoding", "iconv -f GB18030 -t UTF-8"),
        ("unreadable", "unreadable", "cannot be read"),
        ("link", "missing", "link to nothing"),
    ],
)
def test_a_bad_file_is_a_reject_and_the_other_articles_are_done(articles, out, name, reason, said):
    bad(articles, name)
    done = jianyan("run", articles, "--out", out, code=SOME_UNREAD)
    assert "bad.txt" in done.stdout
    assert said in done.stdout
    assert len(pd.read_parquet(out / "proposals")) == 1
    rejects = pd.read_parquet(out / "rejects").query("subject == 'article'")
    assert rejects["reason"].tolist() == [reason]


def test_a_missing_path_beside_a_good_one_is_told_and_the_good_one_done(articles, out, tmp_path):
    done = jianyan("run", tmp_path / "gone.txt", articles, "--out", out, code=SOME_UNREAD)
    assert "no such file or folder" in done.stdout
    assert len(pd.read_parquet(out / "articles")) == 1


def test_a_file_that_may_not_be_read_is_a_reject_beside_a_good_one(articles, out, monkeypatch):
    bad(articles, "unreadable")
    monkeypatch.setattr(os, "access", lambda *_, **__: False)  # as for a user who is not root
    files = [articles / "good.txt", articles / "bad.txt"]
    assert "cannot be read" in called("run", *files, "--out", out, code=SOME_UNREAD).stdout
    assert len(pd.read_parquet(out / "proposals")) == 1
    assert "cannot be read" in called("show", files[1], code=NOTHING).stderr


def test_a_dry_run_exits_as_the_run_will(articles, out, tmp_path):
    called("run", articles, "--dry-run", "--out", out)
    called("run", tmp_path / "gone.txt", "--dry-run", "--out", out, code=NOTHING)
    bad(articles, "empty")
    told = called("run", articles, "--dry-run", "--out", out, code=SOME_UNREAD).stdout
    assert "1 unreadable" in told
    assert "bad.txt: holds no text" in told
    called("run", articles, "--dry-run", "--format", "json", "--out", out, code=SOME_UNREAD)


@pytest.mark.parametrize("command", ["run", "compact"])
def test_a_command_that_waits_for_another_says_for_whom(articles, out, command):
    jianyan("run", articles, "--out", out)
    arguments = [command, articles, "--out", out] if command == "run" else [command, out]
    with Dataset.open(out).writer():
        waiting = subprocess.Popen(
            [JIANYAN, *arguments], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
        )
        told = waiting.stderr.readline()
    assert f"is being written by process {os.getpid()} on" in told
    assert "waiting" in told
    _, rest = waiting.communicate(timeout=60)
    assert (waiting.returncode, rest) == (0, "")


def test_nothing_but_a_missing_path_exits_with_1(out, tmp_path):
    assert "gone" in jianyan("run", tmp_path / "gone", "--out", out, code=NOTHING).stdout


def test_a_folder_without_articles_exits_with_1_and_says_what_is_looked_for(out, tmp_path):
    (tmp_path / "photos").mkdir()
    (tmp_path / "photos/a.jpg").touch()
    done = jianyan("run", tmp_path / "photos", "--out", out, code=NOTHING)
    assert ".txt" in done.stdout


def test_an_output_path_that_is_a_file_exits_with_1_and_leaves_it_alone(articles, tmp_path):
    (tmp_path / "out").write_text("mine", encoding="utf-8")
    done = jianyan("run", articles, "--out", tmp_path / "out", code=NOTHING)
    assert "is a file" in done.stderr
    assert (tmp_path / "out").read_text(encoding="utf-8") == "mine"


def test_no_input_is_a_usage_error():
    assert "INPUT" in jianyan("run", code=USAGE).stderr


def test_a_run_that_is_piped_prints_its_summary_and_no_progress(articles, out):
    done = jianyan("run", articles, "--out", out)
    assert done.stderr == ""
    assert "\x1b" not in done.stdout
    assert "proposals" in done.stdout
    assert str(out) in done.stdout


def test_a_summary_for_programs_is_json(articles, out):
    summary = json.loads(jianyan("run", articles, "--out", out, "--format", "json").stdout)
    assert (summary["articles"], summary["proposals"]) == (1, 1)


@pytest.mark.parametrize("workers", ["1", "2"])
def test_a_run_that_is_interrupted_keeps_what_was_committed_and_goes_on_from_there(articles, out, workers):
    for number in range(1500):
        (articles / f"{number:04}.txt").write_text(
            TEXT.replace("停车场", f"{number}号停车场"), encoding="utf-8"
        )
    command = [JIANYAN, "run", articles, "--out", out, "--workers", workers]
    # a job in the background inherits that SIGINT is ignored; a handler here gives the child the default again
    signal.signal(signal.SIGINT, signal.default_int_handler)
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, start_new_session=True) as running:
        limit = time.monotonic() + 60
        while len(list((out / "articles").glob("*.parquet"))) < 2 and time.monotonic() < limit:
            assert running.poll() is None
        os.killpg(running.pid, signal.SIGINT)  # as a terminal does
        _, said = running.communicate(timeout=60)
    assert running.returncode == STOPPED
    assert "goes on from there" in said
    assert "Traceback" not in said
    kept = len(pd.read_parquet(out / "articles"))
    assert 0 < kept < 1501
    rest = json.loads(jianyan("run", articles, "--out", out, "--format", "json").stdout)
    assert (rest["unchanged"], rest["articles"]) == (kept, 1501 - kept)


def test_fast_runs_without_the_tagger(articles, out):
    fast = json.loads(jianyan("run", articles, "--out", out, "--fast", "--format", "json").stdout)
    assert fast["articles"] == 1


def test_two_workers_do_the_same(articles, out):
    assert (
        json.loads(jianyan("run", articles, "--out", out, "-w", "2", "--format", "json").stdout)["proposals"]
        == 1
    )


def test_show_prints_the_article_and_its_proposals(articles):
    shown = jianyan("show", articles / "good.txt").stdout
    assert "市政协委员高远建议" in shown
    assert "1 proposal, 1 speech\n" in shown
    assert "加快修建停车场，完善公交网络" in shown


def test_show_as_json_gives_the_rows(articles):
    tables = json.loads(jianyan("show", articles / "good.txt", "--format", "json").stdout)
    assert tables["proposals"][0]["proposer"] == "高远"


def test_show_of_a_missing_file_names_it(tmp_path):
    assert "gone.txt" in jianyan("show", tmp_path / "gone.txt", code=NOTHING).stderr


def test_show_of_a_folder_says_that_it_takes_a_file(articles):
    assert "give a file" in jianyan("show", articles, code=NOTHING).stderr


def test_evaluate_prints_scores_and_faults(root):
    done = jianyan(
        "evaluate", root / "tests/gold", root / "tests/gold", "--texts", root / "seeds", "--errors"
    )
    assert "taiyuan-student-forum" in done.stdout
    assert "No faults." in done.stdout


def test_evaluate_as_json_gives_every_figure(root):
    gold = root / "tests/gold"
    plain = json.loads(jianyan("evaluate", gold, gold, "--texts", root / "seeds", "--format", "json").stdout)
    assert plain["total"]["record_f1"] == 1.0
    assert len(plain["articles"]) == 5


def test_evaluate_without_gold_says_what_gold_is(tmp_path):
    assert "NAME.json" in jianyan("evaluate", tmp_path, tmp_path, code=NOTHING).stderr


def test_schema_prints_every_column_and_code():
    shown = jianyan("schema").stdout
    for word in ("proposal_id", "list of struct", "place_basis", "defence_foreign", "cppcc_member"):
        assert word in shown


def test_schema_as_json_is_json_schema():
    schemas = json.loads(jianyan("schema", "--json").stdout)
    assert set(schemas) == {"articles", "sightings", "speeches", "proposals", "rejects"}
    assert schemas["proposals"]["properties"]["recommendation"]["description"]


@pytest.mark.parametrize(
    "command", ["", "run", "query", "show", "rejects", "diff", "compact", "evaluate", "schema"]
)
def test_help_explains_each_command_quickly(command):
    shown = jianyan(*command.split(), "--help").stdout
    assert "Usage" in shown


def test_help_does_not_load_the_language_libraries():
    code = "import sys, pipeline.cli; assert not {'spacy', 'pandas', 'jieba', 'scipy', 'duckdb', 'openpyxl'} & set(sys.modules)"
    subprocess.run([sys.executable, "-c", code], check=True, timeout=60)
