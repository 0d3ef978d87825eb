"""The dictionary read as a table holds what jieba itself makes of it."""

from __future__ import annotations

import logging
import math

import jieba
import pytest

from pipeline.dictionary import dictionary, frequencies


@pytest.fixture(scope="module")
def by_jieba() -> jieba.Tokenizer:
    jieba.setLogLevel(logging.WARNING)
    tokenizer = jieba.Tokenizer()
    tokenizer.initialize()
    return tokenizer


def test_every_word_has_the_frequency_that_jieba_gives_it(by_jieba):
    counts, log_total = frequencies()
    assert counts == {word: count for word, count in by_jieba.FREQ.items() if count}
    assert log_total == math.log(by_jieba.total)


@pytest.mark.parametrize(("word", "tag"), [("推进", "v"), ("太原市", "ns"), ("积极", "ad"), ("AT&T", "nz")])
def test_a_word_has_its_part_of_speech(word, tag):
    lines = dictionary().to_pylist()
    assert [line["tag"] for line in lines if line["word"] == word] == [tag]
