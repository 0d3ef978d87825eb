"""The committed data set of the seeds: that it is what the code makes of them today, and reads in one line."""

from __future__ import annotations

import pandas as pd
import pyarrow.parquet as pq
import pytest

from pipeline import extract
from schemas import TABLES, to_arrow

# Of the moment and the machine: when it was seen, and by which versions of libraries.
PASSING = {"seen_at", "fingerprint"}


@pytest.fixture(scope="module")
def today(root):
    """The rows of the five seeds, by table."""
    found = [extract(path) for path in sorted((root / "seeds").glob("*.txt"))]
    return {name: [row for rows in found for row in getattr(rows, name)] for name in TABLES}


@pytest.mark.parametrize("table", TABLES.values(), ids=lambda table: table.name)
def test_the_committed_data_set_is_up_to_date(root, today, table):
    kept = pq.read_table(root / "data" / table.name).to_pylist()
    made = to_arrow(table.model, today[table.name]).to_pylist()
    plain = [
        sorted(
            ({n: v for n, v in row.items() if n not in PASSING} for row in rows),
            key=lambda row: row[table.key[0]],
        )
        for rows in (kept, made)
    ]
    for row in (*plain[0], *plain[1]):
        if "source" in row:
            row["source"] = row["source"].rsplit("/", 1)[-1]
    assert plain[0] == plain[1], "data/ is out of date: run `make data` and commit it"


def test_the_mission_is_one_line_of_pandas(root):
    columns = ["proposer", "role", "city", "theme", "recommendation"]
    frame = pd.read_parquet(root / "data/proposals")[columns]
    assert frame[["proposer", "theme", "recommendation"]].notna().all(axis=None)
    assert len(frame) > 80


def test_every_recommendation_is_its_evidence(root):
    from pipeline.text.prepare import simplify

    texts = pd.read_parquet(root / "data/articles").set_index("article_id")["text"]
    for row in pd.read_parquet(root / "data/proposals").itertuples():
        source = texts[row.article_id]
        said = simplify("".join(source[span["start"] : span["end"]] for span in row.evidence))
        assert "".join(said.split()) == "".join(row.recommendation.split())


def test_every_reason_of_a_stage_has_a_code(root):
    rejects = pd.read_parquet(root / "data/rejects")
    assert rejects.query("reason == 'refused'")["message"].tolist() == []
