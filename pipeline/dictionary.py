"""jieba's dictionary: 350,000 Chinese words with their frequency and part of speech.

The package's file comes in, a table of its lines goes out, for whoever asks for words (推进: 13,033 times, a verb) or for
frequencies. The hard thing is time: jieba itself takes 0.5 s to be imported and to load it, and a run of ten articles takes
three, so the file is read as what it is, a table, and `rjieba` cuts the text.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from functools import cache
from importlib.metadata import distribution

import pyarrow as pa
import pyarrow.csv

_COLUMNS = pa.schema([("word", pa.string()), ("frequency", pa.int64()), ("tag", pa.string())])


@cache
def dictionary() -> pa.Table:
    """The dictionary's lines: `word`, `frequency` (in jieba's corpus) and `tag` (ICTCLAS part of speech)."""
    return pa.csv.read_csv(
        str(distribution("jieba").locate_file("jieba/dict.txt")),
        read_options=pa.csv.ReadOptions(column_names=_COLUMNS.names),
        parse_options=pa.csv.ParseOptions(delimiter=" ", quote_char=False),
        convert_options=pa.csv.ConvertOptions(column_types=_COLUMNS, strings_can_be_null=False),
    )


@cache
def frequencies() -> tuple[Mapping[str, int], float]:
    """How often each word stands in jieba's corpus, and the natural logarithm of the sum."""
    words, counts = (dictionary()[name].to_pylist() for name in ("word", "frequency"))
    return dict(zip(words, counts, strict=True)), math.log(sum(counts))
