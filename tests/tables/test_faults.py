"""Disks that are full or read-only, and files that should not be there: told by name, and nothing is lost."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from pipeline.errors import DatasetError
from pipeline.summary import Summary
from pipeline.tables import Dataset, open_dataset
from pipeline.tables.changes import diff
from tests.tables import crash, made

pytestmark = pytest.mark.usefixtures("short_guard")
needs_root = pytest.mark.skipif(os.geteuid() != 0, reason="mounting a small file system needs root")


@pytest.fixture
def small(folder: Path):
    """A file system of 2 MB."""
    folder = folder / "small"
    folder.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", folder], check=True)
    yield folder
    subprocess.run(["umount", folder], check=True)


def commit(root: Path, *numbers: int) -> None:
    with Dataset.open(root).writer() as writer:
        writer.commit(made.batch(numbers))


def titles(root: Path) -> int:
    return len(pd.read_parquet(root / "articles"))


@needs_root
def test_a_full_disk_is_told_and_the_batch_can_be_written_once_there_is_room(small):
    root = small / "data"
    commit(root, 0, 1)
    filler = small / "其他文件"
    filler.write_bytes(b"x" * 2**18)
    noise = made.article("建议" + os.urandom(2_000_000).hex())
    told = pytest.raises(
        DatasetError,
        match=r"articles-0001-000002\.parquet: the disk is full; free some space.*committed before is untouched",
    )
    with told, Dataset.open(root).writer() as writer:
        writer.commit({"articles": [noise]})
    assert titles(root) == 2
    assert open_dataset(root).counts()["proposals"] == 4
    filler.unlink()
    commit(root, 2)
    assert titles(root) == 3


@needs_root
def test_a_disk_that_is_full_at_any_stage_of_a_commit_leaves_it_done_or_undone(small):
    root = small / "data"
    commit(root, 0, 1)
    filler = small / "其他文件"
    outcomes = set()
    for left in range(0, 80_000, 4_000):
        free = os.statvfs(small).f_bavail * os.statvfs(small).f_frsize
        filler.write_bytes(b"x" * max(0, free - left))
        before = titles(root)
        try:
            commit(root, 100 + left)
            outcomes.add("done")
        except DatasetError:
            outcomes.add("full")
        assert titles(root) in {before, before + 1}
        filler.unlink()
        commit(root, 100 + left)
        assert titles(root) == before + 1
    assert outcomes == {"done", "full"}


@needs_root
def test_a_read_only_folder_is_told_and_can_be_read(small):
    root = small / "data"
    commit(root, 0, 1)
    subprocess.run(["mount", "-o", "remount,ro", small], check=True)
    with pytest.raises(DatasetError, match=f"{root}.*read-only; write to another folder"):
        commit(root, 2)
    assert titles(root) == 2
    assert len(open_dataset(root).proposals()) == 4


def test_a_data_set_below_a_file_is_told(folder):
    (folder / "data").write_text("建议")
    with pytest.raises(DatasetError, match="a file stands where a folder should be"):
        commit(folder / "data" / "2026", 1)


@pytest.mark.parametrize("which", [min, max])
def test_a_truncated_part_is_named_and_the_other_tables_are_read(stored, which):
    part = which((stored / "proposals").iterdir())
    part.write_bytes(part.read_bytes()[:-100])
    with pytest.raises(DatasetError, match=f"{part.name}: no readable Parquet file"):
        commit(stored, 7)
    with pytest.raises(DatasetError, match=f"{part.name}: no readable Parquet file"):
        open_dataset(stored).proposals()
    assert len(open_dataset(stored).sql("select * from articles")) == 4


@pytest.mark.parametrize("name", ["导出.parquet", "_metadata.parquet", "schema.json", ".DS_Store"])
def test_a_foreign_file_among_the_parts_is_named_and_not_read(stored, name):
    foreign = stored / "proposals" / name
    pq.write_table(pa.table({"proposal_id": ["x"]}), foreign)
    with pytest.raises(DatasetError, match=f"{name}: no part of the table proposals.*move it out"):
        commit(stored, 7)
    assert len(open_dataset(stored).proposals()) == 8


def test_a_part_with_other_columns_is_named(stored):
    part = min((stored / "rejects").iterdir())
    pq.write_table(pa.table({"reject_id": ["x"]}), part)
    with pytest.raises(DatasetError, match=f"{part.name}: written with other columns.*without article_id"):
        commit(stored, 7)


def test_a_table_whose_folder_is_gone_is_named(stored):
    shutil.rmtree(stored / "speeches")
    with pytest.raises(DatasetError, match="speeches: holds no part of the table"):
        open_dataset(stored)
    commit(stored, 7)
    assert len(open_dataset(stored).proposals()) == 10


@pytest.mark.parametrize("table", ["articles", "proposals"])
@pytest.mark.parametrize(
    "ask",
    [
        lambda tables: tables.proposals(),
        lambda tables: tables.sql("select count(*) from articles, proposals"),
        lambda tables: tables.search("泊位"),
        lambda tables: tables.counts(),
    ],
)
def test_a_reader_names_a_part_with_other_columns(stored, table, ask):
    part = max((stored / table).iterdir())
    pq.write_table(pa.table({"编号": ["x"]}), part)
    with pytest.raises(DatasetError, match=f"{part.name}: written with other columns"):
        ask(open_dataset(stored))


def test_a_part_with_flipped_bytes_is_named(stored):
    part = max((stored / "proposals").iterdir())
    content = bytearray(part.read_bytes())
    with pq.ParquetFile(part) as file:
        column = file.metadata.row_group(0).column(12)
    start = column.dictionary_page_offset or column.data_page_offset
    content[start : start + column.total_compressed_size] = b"\xff" * column.total_compressed_size
    part.write_bytes(content)
    with pytest.raises(DatasetError, match=f"{part.name}: no readable Parquet file"):
        open_dataset(stored).sql("select * from proposals")


def test_parts_of_two_generations_are_refused_by_readers_and_runs(stored, folder):
    before = crash.copied(stored, folder / "before")
    commit(stored, 0)
    for path in (before / "proposals").iterdir():
        shutil.copy(path, stored / "proposals")
    for attempt in (lambda: open_dataset(stored), lambda: commit(stored, 7)):
        with pytest.raises(DatasetError, match="proposals: holds parts of two generations.*lower number"):
            attempt()


@pytest.mark.parametrize("content", ["", "[{", '{"steps": 1}', "[[1]]"])
def test_a_damaged_journal_is_told_and_can_be_deleted(stored, content):
    path = stored / ".jianyan" / "journal.json"
    path.write_text(content)
    for attempt in (lambda: open_dataset(stored), lambda: commit(stored, 7)):
        with pytest.raises(DatasetError, match=r"journal\.json: no list of steps.*delete it and run again"):
            attempt()
    path.unlink()
    commit(stored, 7)


def test_a_file_in_the_place_of_the_working_folder_hinders_no_reader(stored):
    shutil.rmtree(stored / ".jianyan")
    (stored / ".jianyan").write_text("建议")
    assert len(open_dataset(stored).proposals()) == 8
    with pytest.raises(DatasetError, match=r"\.jianyan: a file stands where a folder should be"):
        commit(stored, 7)


@pytest.mark.parametrize("kind", ["reprints", "signatures"])
@pytest.mark.parametrize("content", [b"", b"PAR1", None])
def test_a_damaged_cache_is_made_anew(stored, kind, content):
    open_dataset(stored).proposals()
    (path,) = (stored / ".jianyan" / "cache").glob(f"{kind}-*")
    whole = path.read_bytes()
    path.write_bytes(whole[:-20] if content is None else content)
    if kind == "signatures":
        commit(stored, 7)
    assert len(open_dataset(stored).proposals()) == (10 if kind == "signatures" else 8)
    (path,) = (stored / ".jianyan" / "cache").glob(f"{kind}-*")
    assert pq.read_table(path).num_rows >= 0


@needs_root
def test_a_cache_for_which_there_is_no_room_leaves_nothing_behind(small):
    root = small / "data"
    commit(root, 0, 1)
    (root / ".jianyan" / "cache").mkdir()
    free = os.statvfs(small).f_bavail * os.statvfs(small).f_frsize
    (small / "其他文件").write_bytes(b"x" * free)
    assert len(open_dataset(root).proposals()) == 4
    assert not list((root / ".jianyan" / "cache").iterdir())


def test_a_file_that_a_dead_process_was_replacing_is_cleared(stored):
    cache = stored / ".jianyan" / "cache"
    cache.mkdir()
    dead, own = f"{2**22 + 1}-0badcafe.new", f"{os.getpid()}-0badcafe.new"
    left = [cache / "reprints-1.parquet", stored / ".jianyan" / "journal.json", stored / "README.md"]
    for unfinished in left:
        for ending in (dead, own):
            unfinished.with_name(f"{unfinished.name}.{ending}").write_bytes(b"PAR1")
    commit(stored, 7)
    assert {path.name for path in stored.rglob("*.new")} == {f"{path.name}.{own}" for path in left}


def test_parts_that_are_links_are_parts_and_stay(stored, folder):
    before = len(open_dataset(stored).proposals(reprints=True))
    store = folder / "annex"
    store.mkdir()
    for number, part in enumerate(sorted((stored / "proposals").iterdir())):
        part.rename(store / str(number))
        part.symlink_to(store / str(number))
    assert len(open_dataset(stored).proposals(reprints=True)) == before
    commit(stored, 7)
    assert len(open_dataset(stored).proposals(reprints=True)) == before + 2
    assert len(pd.read_parquet(stored / "proposals")) == before + 2


@pytest.mark.parametrize("name", ["data[2026]", "d*", "d?", "it's", "city=foo/data", "theme=1"])
def test_a_data_set_whose_name_is_a_pattern_is_read_alone(folder, name):
    for number, each in enumerate([name, "d1", "d2", "data2"]):
        commit(folder / each, number)
    found = open_dataset(folder / name).proposals(city="太原", theme="交通")
    assert (len(found), set(found["city"])) == (2, {"太原市"})
    assert diff(folder / name, folder / name).num_rows == 0
    summary = Summary(folder / name, "v1")
    summary.add_total(Dataset.open(folder / name))
    assert sum(summary.by_city.values()) == 2


def test_no_data_set_is_told_with_the_command_that_makes_one(folder):
    with pytest.raises(DatasetError, match="holds no data set; make one with `jianyan run"):
        open_dataset(folder / "data")
