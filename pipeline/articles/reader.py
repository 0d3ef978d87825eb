"""Where articles come from: files and folders in, one `Source` an article or the `ArticleError` why not out.

Files are found in a fixed order (inputs as given, a folder's files by path), so that every run sees the same
sequence. A further format is one more entry of `FORMATS`: a function from a file's bytes to the articles in
it, since a WARC file holds many and a text file (太原日报-0301.txt) one. The hard thing is to read nothing that
could fill the memory: sizes are checked before and while reading.
"""

from __future__ import annotations

import errno
import os
import re
import stat
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from pipeline.articles.encoding import check, decode
from pipeline.errors import ArticleError
from schemas.codes import RejectReason

# A newspaper page holds 10,000 characters, a long magazine article 40,000. What is longer is a book, a dump or
# a line without end, and would keep a worker busy for minutes; raising it raises memory by about 1 KB a character.
MAX_CHARS = 200_000
_ESCAPED = re.compile(rb"\\x([0-9a-f]{2})")
_MAX_BYTES = 4 * MAX_CHARS + 3  # UTF-8 takes at most four bytes a character, a byte order mark three


@dataclass(frozen=True, slots=True)
class Source:
    """An article as it was found: where, its text, and the size in bytes that it was read from."""

    source: str
    text: str
    size: int


@dataclass(slots=True)
class Found:
    """Files to read, in their fixed order, and what was left aside.

    `paths` holds a path as given (or below a folder as given), or the error where there is nothing to read;
    `folders` those that could be searched.
    """

    paths: list[Path | ArticleError] = field(default_factory=list)
    folders: list[str] = field(default_factory=list)
    left_aside: Counter[str] = field(default_factory=Counter)


def find(inputs: Iterable[str | os.PathLike[str]]) -> Found:
    """The files of all inputs. A folder gives its files of a known format at any depth, by path; hidden ones
    and links to folders are left out, others counted by their ending in `left_aside`."""
    found = Found()
    for given in inputs:
        path = Path(given)
        try:
            is_folder = stat.S_ISDIR(path.stat().st_mode)
        except FileNotFoundError:
            found.paths.append(_gone(path, str(given)))
            continue
        except OSError as error:
            found.paths.append(_unreadable(str(given), error))
            continue
        if not is_folder:
            found.paths.append(path)
            continue
        below = _below(path, found)
        if not below:
            endings = "、".join(sorted(FORMATS))
            message = f"is a folder without articles; it is searched for files ending in {endings}"
            found.paths.append(ArticleError(str(given), RejectReason.MISSING, message))
        found.paths += below
    return found


def read(path: Path, source: str | None = None) -> Iterator[Source | ArticleError]:
    """The articles of one file, or why they cannot be had; `source` is what rows call it, if not by its path.

    Raises nothing but what is a bug.
    """
    source = source or _written(str(path))
    try:
        content = _content(path, source)
        yield from FORMATS.get(path.suffix.lower(), _text)(content, source)
    except ArticleError as error:
        yield error


def source_of(path: str | os.PathLike[str], folder: str) -> str:
    """What rows call a file, from wherever it is given: its path from `folder` where it lies below it, else the whole one.

    Bytes of its name that are no UTF-8 are written as escapes: `\\xb2\\xe2.txt`.
    """
    whole = os.path.abspath(path)  # noqa: PTH100 (resolving would ask the disk for each link of 20,000 paths)
    name = whole.removeprefix(os.path.join(folder, ""))  # noqa: PTH118 (an ending slash)
    return _written(name)


def path_of(source: str, folder: str) -> Path:
    """The file that rows call `source`: the other way of `source_of`."""
    path = Path(folder, source)
    if "\\x" not in source or path.exists():
        return path
    return Path(os.fsdecode(_ESCAPED.sub(lambda found: bytes.fromhex(found[1].decode()), os.fsencode(path))))


def _written(name: str) -> str:
    """A name with escapes for bytes that are no UTF-8, which no text can hold."""
    return name if name.isascii() else os.fsencode(name).decode("utf-8", "backslashreplace")


def of_text(text: str, source: str) -> Source:
    """An article from a text that is at hand; raises `ArticleError` where it is none."""
    if len(text) > MAX_CHARS:
        raise _too_large(source, f"{len(text):,} characters")
    check(text, source)
    return Source(source, text, len(text.encode()))


def _text(content: bytes, source: str) -> Iterator[Source]:
    text = decode(content, source)
    if len(text) > MAX_CHARS:
        raise _too_large(source, f"{len(text):,} characters")
    yield Source(source, text, len(content))


Format = Callable[[bytes, str], Iterator[Source | ArticleError]]

FORMATS: Mapping[str, Format] = {".txt": _text}


def _below(folder: Path, found: Found) -> list[Path | ArticleError]:
    """The articles' files under a folder, by path; a folder that may not be listed is an error of its own."""
    paths: list[Path | ArticleError] = []

    def refuse(error: OSError) -> None:
        message = f"cannot be listed ({error.strerror}); give yourself the right to read it"
        paths.append(ArticleError(str(error.filename), RejectReason.UNREADABLE, message))

    for root, folders, files in os.walk(folder, onerror=refuse):
        found.folders.append(root)
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            suffix = Path(name).suffix.lower()
            if name.startswith("."):
                continue
            if suffix in FORMATS:
                paths.append(Path(root, name))
            else:
                found.left_aside[_written(suffix or name)] += 1
    return paths


def _content(path: Path, source: str) -> bytes:
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            raise ArticleError(source, RejectReason.MISSING, "is no file; give a file or a folder")
        if status.st_size > _MAX_BYTES:
            raise _too_large(source, f"{status.st_size:,} bytes")
        with path.open("rb") as file:
            content = file.read(_MAX_BYTES + 1)
    except FileNotFoundError as error:
        raise _gone(path, source) from error
    except OSError as error:
        raise _unreadable(source, error) from error
    if len(content) > _MAX_BYTES:
        raise _too_large(source, f"over {_MAX_BYTES:,} bytes")
    return content


def _gone(path: Path, source: str) -> ArticleError:
    what = "is a link to nothing" if path.is_symlink() else "there is no such file or folder"
    return ArticleError(source, RejectReason.MISSING, f"{what}; check the path")


def _unreadable(source: str, error: OSError) -> ArticleError:
    way_out = {
        errno.ENAMETOOLONG: "give it a shorter name",
        errno.ELOOP: "mend the links, which lead in a circle",
    }.get(error.errno or 0, "give yourself the right to read it, or leave it out")
    return ArticleError(source, RejectReason.UNREADABLE, f"cannot be read ({error.strerror}); {way_out}")


def _too_large(source: str, size: str) -> ArticleError:
    return ArticleError(
        source,
        RejectReason.TOO_LARGE,
        f"holds {size}, and an article may have {MAX_CHARS:,} characters; divide it into its articles",
    )
