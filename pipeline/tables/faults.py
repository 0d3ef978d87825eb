"""What the operating system refuses, told as what to do about it.

An `OSError` from anywhere inside a commit comes in, a `DatasetError` with the path and the way out goes out.
The hard thing is to say truly what became of the batch: before the journal is written it is gone, after that
it will be there (提案 staged and decided, and no room for their names: the next run puts them in place).
"""

from __future__ import annotations

import errno
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from pipeline.errors import DatasetError
from pipeline.tables.layout import Layout

_WAYS_OUT: Mapping[int, str] = {
    errno.ENOSPC: "the disk is full; free some space and run again",
    errno.EDQUOT: "the disk quota is used up; free some space and run again",
    errno.EROFS: "the file system is read-only; write to another folder",
    errno.EACCES: "no permission to write here; write to another folder, or change the permissions",
    errno.EPERM: "no permission to write here; write to another folder, or change the permissions",
    errno.ENOTDIR: "a file stands where a folder should be; write to another folder",
    errno.EEXIST: "a file stands where a folder should be; write to another folder",
}


@contextmanager
def reported(layout: Layout) -> Iterator[None]:
    """Raises `DatasetError` for any `OSError` of the body."""
    try:
        yield
    except OSError as error:
        where = error.filename2 or error.filename or layout.root
        way_out = _WAYS_OUT.get(error.errno or 0, f"{error.strerror or error}; see to the disk and run again")
        if _decided(layout):
            batch = "The batch is written, and the next run puts it in place."
        else:
            batch = "What was committed before is untouched."
        raise DatasetError(f"{where}: {way_out}. {batch}") from error


def _decided(layout: Layout) -> bool:
    try:
        return layout.journal.exists()
    except OSError:
        return False
