"""Kills `jianyan run` at random moments, again and again, and looks at what is left.

Comes in: folders of texts (the seeds where none are named), multiplied to as many distinct articles as asked
for; goes out: how many kills, readings and faults, and an exit code that is not 0 where a reader saw anything
that no whole batch explains (a 提案 without its article, a row twice), or where the rows at the end are not those
of an undisturbed run. Run as `python benchmarks/kills.py --kills 200 --articles 2000 [FOLDER…]`.
"""

from __future__ import annotations

import argparse
import random
import shutil
import subprocess
import sys
import tempfile
import threading
from collections import Counter
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from time import perf_counter, sleep
from typing import Any

import duckdb
import pandas as pd
import pyarrow as pa
import pyarrow.dataset as ds
from multiplied import multiply

from pipeline.errors import DatasetError
from pipeline.tables import Dataset, open_dataset

# A reader may get these in the instant in which a table's folder is replaced, and reads again.
_AGAIN = (OSError, pa.ArrowInvalid, duckdb.Error)

# Seconds: a random kill comes this late at most; an aimed one waits this long for a commit, which takes so long.
_LATEST, _LONGEST, _COMMIT = 20.0, 300.0, 0.1


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument(
        "folders", nargs="*", default=[Path("seeds")], type=Path, help="folders of .txt files"
    )
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--articles", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=1, help="of the random moments")
    options = parser.parse_args(arguments)
    work = Path(tempfile.mkdtemp(prefix="jianyan-kills-"))
    try:
        inputs = multiply(options.folders, options.articles, work / "articles")
        faults = _Kills(inputs, work, random.Random(options.seed)).run(options.kills)
    finally:
        shutil.rmtree(work)
    print("\n".join(faults) or "no faults")
    return 1 if faults else 0


class _Kills:
    def __init__(self, inputs: Path, work: Path, chance: random.Random) -> None:
        self.inputs, self.work, self.chance = inputs, work, chance
        self.data = work / "data"
        self.readings: Counter[str] = Counter()
        self.faults: list[str] = []

    def run(self, n_kills: int) -> list[str]:
        began = perf_counter()
        self._expect(self._start(self.work / "undisturbed").wait() == 0, "the undisturbed run failed")
        whole = perf_counter() - began
        print(f"an undisturbed run takes {whole:.0f} s")
        done = threading.Event()
        reader = threading.Thread(target=self._read_until, args=(done,))
        reader.start()
        kills = 0
        while kills < n_kills:
            run = self._start(self.data)
            if self._outlived(run):
                run.kill()
                run.wait()
                kills += 1
                self._look(f"after kill {kills}")
            else:
                self._expect(run.returncode == 0, f"a run ended with code {run.returncode}")
                self._compare()
                shutil.rmtree(self.data)
            if kills % 20 == 0:
                print(f"{kills} kills, readings {dict(self.readings)}, faults {len(self.faults)}", flush=True)
        done.set()
        reader.join()
        self._start(self.data).wait()
        self._compare()
        return self.faults

    def _outlived(self, run: subprocess.Popen[bytes]) -> bool:
        """Waits for the moment to kill: any, or, every other time, one of the first in which a batch is staged."""
        staging = self.data / ".jianyan" / "staging"
        aimed = self.chance.random() < 0.5
        until = perf_counter() + (_LONGEST if aimed else self.chance.uniform(0.5, _LATEST))
        while perf_counter() < until:
            if run.poll() is not None:
                return False
            with suppress(FileNotFoundError):
                if aimed and any(staging.iterdir()):
                    sleep(self.chance.uniform(0, _COMMIT))
                    break
            sleep(0.0005 if aimed else 0.02)
        return run.poll() is None

    def _start(self, out: Path) -> subprocess.Popen[bytes]:
        command = [
            sys.executable,
            "-c",
            "from pipeline.cli import app; app()",
            "run",
            str(self.inputs),
            "--out",
            str(out),
        ]
        return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def _read_until(self, done: threading.Event) -> None:
        while not done.wait(0.2):
            try:
                self._look("during a run")
            except (*_AGAIN, DatasetError):  # also where the folder is being begun anew
                self.readings["again"] += 1

    def _look(self, when: str) -> None:
        """As pandas, DuckDB and `open_dataset` see the tables: proposals first, then their articles."""
        if not (self.data / "rejects").exists():
            return
        proposals = pd.read_parquet(self.data / "proposals", columns=["proposal_id", "article_id"])
        articles = pd.read_parquet(self.data / "articles", columns=["article_id"])
        self._expect(proposals["proposal_id"].is_unique, f"{when}: a proposal twice")
        self._expect(articles["article_id"].is_unique, f"{when}: an article twice")
        self._expect(proposals["article_id"].isin(articles["article_id"]).all(), f"{when}: a proposal alone")
        with duckdb.connect() as connection:  # one of its own: the readers of two threads look at once
            connection.sql(f"select count(*) from '{self.data}/proposals/*.parquet'").fetchall()
        orphans = "select count(*) as n from proposals anti join articles using (article_id)"
        self._expect(
            open_dataset(self.data).sql(orphans)["n"][0] == 0, f"{when}: a proposal alone in a snapshot"
        )
        self.readings[when.split(maxsplit=1)[0]] += 1

    def _compare(self) -> None:
        for table in Dataset.open(self.data).schemas:
            if _rows(self.data / table) != _rows(self.work / "undisturbed" / table):
                self.faults.append(f"{table}: not the rows of an undisturbed run")

    def _expect(self, holds: bool, fault: str) -> None:  # noqa: FBT001 (an assertion)
        if not holds:
            self.faults.append(fault)


def _rows(folder: Path) -> list[dict[str, Any]]:
    """The rows without the time of reading, in which two runs differ."""
    table = ds.dataset(folder).to_table()
    return table.select([name for name in table.column_names if name != "seen_at"]).to_pylist()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
