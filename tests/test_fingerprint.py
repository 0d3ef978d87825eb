"""The pipeline's fingerprint: it changes with whatever could change a row, and with nothing else."""

from __future__ import annotations

from hashlib import blake2b

import pytest

from pipeline.extraction import version
from pipeline.fingerprint import _add, fingerprint


def hashed(folder):
    whole = blake2b()
    _add(folder, "lexicons", whole)
    return whole.hexdigest()


@pytest.fixture
def lexicons(tmp_path):
    (tmp_path / "titles.tsv").write_text("书记\toffice\tGB\n", encoding="utf-8")
    return tmp_path


def test_a_word_added_to_a_lexicon_changes_it(lexicons):
    before = hashed(lexicons)
    with (lexicons / "titles.tsv").open("a", encoding="utf-8") as file:
        file.write("区长\toffice\tGB\n")
    assert hashed(lexicons) != before


def test_a_lexicon_under_another_name_changes_it(lexicons):
    before = hashed(lexicons)
    (lexicons / "titles.tsv").rename(lexicons / "offices.tsv")
    assert hashed(lexicons) != before


def test_windows_line_ends_and_compiled_files_do_not(lexicons):
    before = hashed(lexicons)
    text = (lexicons / "titles.tsv").read_bytes()
    (lexicons / "titles.tsv").write_bytes(text.replace(b"\n", b"\r\n"))
    (lexicons / "__pycache__").mkdir()
    (lexicons / "__pycache__/x.pyc").touch()
    assert hashed(lexicons) == before


def test_a_setting_of_a_stage_changes_it():
    assert version(fast=True) != version()


def test_it_is_the_same_each_time_and_begins_with_the_version():
    first = fingerprint()
    assert first == fingerprint()
    assert first.startswith("0.")
