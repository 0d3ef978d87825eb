"""Bytes to text, or the reason why not: UTF-8 with or without a byte order mark, and nothing guessed.

What goes out is the text as written, its line ends kept, without the byte order mark; offsets count from the
first character after it. The hard thing is to tell somebody whose file is refused how to mend it: 建议 in
GB18030 is `BD A8 D2 E9`, which is no UTF-8 but could be Big5, and picture bytes pass for GB18030 now and then.
"""

from __future__ import annotations

import codecs
import re

from pipeline.errors import ArticleError
from schemas.codes import RejectReason

_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
# What no text holds: control characters but tab, line ends, vertical tab, form feed and escape.
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
# Characters that are frequent in any Chinese text, and the lead bytes of the encoding's common characters
# (level 1: 3,755 in GB 2312, 5,401 in Big5), which nearly all of a text are.
_CHINESE = {
    "GB18030": (
        frozenset("的一是不了在有人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年"),
        (0xB0, 0xD7),
    ),
    "BIG5": (
        frozenset("的一是不了在有人這中大為上個國我以要他時來用們生到作地於出就分對成會可主發年"),
        (0xA4, 0xC6),
    ),
}
_MOSTLY = 0.7


def decode(content: bytes, source: str) -> str:
    """The text of a file's bytes; raises `ArticleError` where it is not text in UTF-8."""
    if content.startswith(_UTF16):
        raise _in_another(source, "UTF-16")
    try:
        text = content.removeprefix(codecs.BOM_UTF8).decode("utf-8")
    except UnicodeDecodeError as error:
        raise _undecodable(content, source, error) from error
    check(text, source)
    return text


def check(text: str, source: str) -> None:
    """Raise `ArticleError` where a text is empty, or holds what no text may hold."""
    if not text.strip():
        raise ArticleError(source, RejectReason.EMPTY, "holds no text; leave it out or give another file")
    control = _CONTROL.search(text)
    if control:
        line = text.count("\n", 0, control.start()) + 1
        raise ArticleError(
            source,
            RejectReason.BINARY,
            f"is no text: a control character (U+{ord(control[0]):04X}) at character {control.start()}, "
            f"line {line}; give the article as plain text",
        )
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise ArticleError(
            source,
            RejectReason.ENCODING,
            f"holds half a character (a lone surrogate) at character {error.start}; decode it anew as UTF-8",
        ) from error


def _undecodable(content: bytes, source: str, error: UnicodeDecodeError) -> ArticleError:
    encoding = _likely(content)
    if encoding:
        return _in_another(source, encoding)
    if error.start >= len(content) - 3 and error.reason == "unexpected end of data":
        return ArticleError(
            source,
            RejectReason.ENCODING,
            f"breaks off in the middle of a character at byte {error.start}; fetch the whole file again",
        )
    if _CONTROL.search(content[:4096].decode("latin-1")):
        return ArticleError(
            source, RejectReason.BINARY, "is no text (a binary file); give the article as plain text"
        )
    return ArticleError(
        source,
        RejectReason.ENCODING,
        f"is not in UTF-8: byte 0x{content[error.start]:02X} at {error.start}; "
        "find its encoding and convert it with iconv -f ENCODING -t UTF-8",
    )


def _in_another(source: str, encoding: str) -> ArticleError:
    return ArticleError(
        source,
        RejectReason.ENCODING,
        f"is in {encoding}, not in UTF-8; convert it: iconv -f {encoding} -t UTF-8 FILE > NEW",
    )


def _likely(content: bytes) -> str | None:
    """The Chinese encoding in which the bytes read as Chinese, if there is one."""
    found = {encoding: _plausible(content, encoding) for encoding in _CHINESE}
    best = max(found, key=lambda encoding: found[encoding])
    return best if found[best] else None


def _plausible(content: bytes, encoding: str) -> float:
    """How much the bytes look like Chinese in an encoding; 0 where they do not."""
    frequent, (first, last) = _CHINESE[encoding]
    # an article cut short may end in half a character
    text = codecs.getincrementaldecoder(encoding)("replace").decode(content)
    wide = [character for character in text if character.isalnum() and not character.isascii()]
    if not wide or _CONTROL.search(text) or text.count("\ufffd") > len(wide) / 100:
        return 0.0
    common = sum(first <= character.encode(encoding, "replace")[0] <= last for character in wide) / len(wide)
    share = sum(character in frequent for character in wide) / len(wide)
    return common + 3 * share if common >= _MOSTLY else 0.0
