"""The few things that a commit does to the disk, each so that it lasts once it has returned.

Bytes and paths come in; files, names and folders that survive a crash are left behind. The hard thing is that
a file is on the disk only when it, and the folder that names it, have been synced: 提案 written, renamed and
not synced may be an empty file after a power cut.
"""

from __future__ import annotations

import ctypes
import errno
import os
import re
import shutil
import stat
from contextlib import suppress
from pathlib import Path

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2
_UNFINISHED = re.compile(r"\.(?P<process>\d+)-[0-9a-f]{8}\.new$")
# No exchange in the kernel, the C library or the file system (NFS): two renames take its place.
_NO_EXCHANGE = {errno.ENOSYS, errno.EINVAL, errno.ENOTSUP, errno.EOPNOTSUPP}
# No hard links in the file system (FAT, some mounts), or none to this file: a copy takes their place.
_NO_LINK = {errno.EPERM, errno.EMLINK, errno.ENOTSUP, errno.EOPNOTSUPP, errno.EXDEV}


def write(path: Path, payload: memoryview | bytes) -> None:
    """A new file with these bytes, synced; its name lasts once the folder is synced too."""
    descriptor = os.open(path, os.O_CREAT | os.O_WRONLY | os.O_TRUNC | os.O_CLOEXEC, 0o644)
    try:
        left = memoryview(payload)
        while left:
            left = left[os.write(descriptor, left) :]
        os.fsync(descriptor)
    except OSError as error:
        error.filename = os.fspath(path)  # which a full disk does not say
        raise
    finally:
        os.close(descriptor)


def replace(path: Path, payload: bytes) -> None:
    """The file with these bytes, whole or as it was before. Two processes may do so at once."""
    beside = path.with_name(f"{path.name}.{os.getpid()}-{os.urandom(4).hex()}.new")
    try:
        write(beside, payload)
        with suppress(FileNotFoundError):
            beside.chmod(stat.S_IMODE(path.stat().st_mode))
        beside.rename(path)
    except BaseException:
        beside.unlink(missing_ok=True)  # a full disk is not to stay full of it
        raise
    sync_folder(path.parent)


def remove_unfinished(folder: Path) -> None:
    """Removes what processes that died while they replaced a file in this folder have left of it."""
    for path in folder.glob("*.new"):
        if (found := _UNFINISHED.search(path.name)) and not _is_alive(int(found["process"])):
            path.unlink(missing_ok=True)


def _is_alive(process: int) -> bool:
    """Whether there is a process of this number on this machine."""
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except (OSError, OverflowError):
        pass
    return True


def move(source: Path, target: Path) -> None:
    """The file or folder under its new name, in one step."""
    source.rename(target)
    sync_folder(target.parent)
    sync_folder(source.parent)


def sync_folder(path: Path) -> None:
    """Makes the names in a folder last."""
    descriptor = os.open(path, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def link(source: Path, target: Path) -> None:
    """A second name for an unchanging file; a copy where the file system has no hard links."""
    try:
        os.link(source, target)
    except OSError as error:
        if error.errno not in _NO_LINK:
            raise
        write(target, source.read_bytes())


def exchange(folder: Path, live: Path) -> None:
    """Puts `folder` in the place of `live`, and `live` in the place of `folder`, in one system call.

    Where there is no such call, in two renames: between them `live` is missing, and the old folder ends under
    `<folder>.old`. Called again after a crash between the two it does the second.
    """
    if live.exists():
        try:
            _rename_exchange(folder, live)
        except OSError as error:
            if error.errno not in _NO_EXCHANGE:
                raise
            live.rename(folder.with_name(folder.name + ".old"))
            folder.rename(live)
    else:
        folder.rename(live)
    sync_folder(live.parent)
    sync_folder(folder.parent)


def remove(path: Path) -> None:
    """The file, link or folder with all that it holds; nothing where there is none."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def _rename_exchange(first: Path, second: Path) -> None:
    call = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if call is None:
        raise OSError(errno.ENOSYS, os.strerror(errno.ENOSYS))
    if call(_AT_FDCWD, os.fsencode(first), _AT_FDCWD, os.fsencode(second), _RENAME_EXCHANGE) != 0:
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number), os.fspath(first), None, os.fspath(second))
