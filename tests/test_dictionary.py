"""The dictionary read as a table holds what jieba itself makes of it."""

from __future__ import annotations

import logging
import math

import jieba
import pytest

from pipeline.dictionary import dictionary, frequency, log_total


@pytest.fixture(scope="module")
def by_jieba() -> jieba.Tokenizer:
    jieba.setLogLevel(logging.WARNING)
    tokenizer = jieba.Tokenizer()
    tokenizer.initialize()
    return tokenizer


def test_every_word_has_the_frequency_that_jieba_gives_it(by_jieba):
    words = {word: count for word, count in by_jieba.FREQ.items() if count}
    assert {word: frequency(word) for word in dictionary()} == words
    # jieba counts a word that its file has twice in the sum twice
    assert log_total() == pytest.approx(math.log(by_jieba.total), abs=1e-4)


@pytest.mark.parametrize(("word", "tag"), [("推进", "v"), ("太原市", "ns"), ("积极", "ad"), ("AT&T", "nz")])
def test_a_word_has_its_part_of_speech(word, tag):
    assert dictionary()[word][1] == tag
