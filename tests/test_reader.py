"""Files and folders to articles: what is read, what is refused, and what the user is told to do about it."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.articles.encoding import decode
from pipeline.articles.reader import MAX_CHARS, Source, find, of_text, read
from pipeline.errors import ArticleError
from schemas import RejectReason

TEXT = "委员高远建议,在人民路加快修建停车场。\r\n　　这是为了方便大家出行。\n"


def only(path: Path) -> Source | ArticleError:
    (found,) = read(path)
    return found


def refused(path: Path) -> ArticleError:
    found = only(path)
    assert isinstance(found, ArticleError)
    return found


def test_a_text_is_read_to_the_letter_with_its_line_ends(tmp_path):
    path = tmp_path / "a.txt"
    path.write_bytes(TEXT.encode())
    assert only(path) == Source(str(path), TEXT, len(TEXT.encode()))


def test_offsets_count_after_a_byte_order_mark(tmp_path):
    path = tmp_path / "a.txt"
    path.write_bytes(b"\xef\xbb\xbf" + TEXT.encode())
    found = only(path)
    assert isinstance(found, Source)
    assert found.text.index("委员") == 0


@pytest.mark.parametrize("encoding", ["GB18030", "BIG5"])
def test_another_chinese_encoding_is_named_with_the_command_that_converts_it(tmp_path, encoding):
    path = tmp_path / "a.txt"
    text = "委員高遠建議，在人民路加快修建停車場，這是為了方便大家的出行。" if encoding == "BIG5" else TEXT
    path.write_bytes(text.encode(encoding))
    error = refused(path)
    assert error.reason is RejectReason.ENCODING
    assert f"iconv -f {encoding} -t UTF-8" in str(error)


def test_utf_16_is_named(tmp_path):
    path = tmp_path / "a.txt"
    path.write_bytes(TEXT.encode("utf-16"))
    assert "iconv -f UTF-16" in str(refused(path))


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", RejectReason.EMPTY),
        (b"\xef\xbb\xbf \r\n\xe3\x80\x80", RejectReason.EMPTY),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\xff\xfe\x81", RejectReason.BINARY),
        (b"text\x00more", RejectReason.BINARY),
        (bytes(range(256)) * 8, RejectReason.BINARY),
        (TEXT.encode()[:-3] + b"\xe3\x80", RejectReason.ENCODING),
        (b"caf\xe9 au lait", RejectReason.ENCODING),
    ],
    ids=["empty", "blank", "picture", "nul", "every byte", "cut", "latin"],
)
def test_what_is_no_article_is_refused_with_its_reason(tmp_path, content, reason):
    path = tmp_path / "a.txt"
    path.write_bytes(content)
    assert refused(path).reason is reason


def test_a_text_longer_than_an_article_may_be_is_refused_before_it_is_decoded(tmp_path):
    path = tmp_path / "line.txt"
    path.write_bytes("停".encode() * 7_000_000)
    error = refused(path)
    assert error.reason is RejectReason.TOO_LARGE
    assert f"{MAX_CHARS:,}" in str(error)


def test_the_limit_counts_characters(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text("停" * MAX_CHARS, encoding="utf-8")
    assert isinstance(only(path), Source)
    path.write_text("停" * (MAX_CHARS + 1), encoding="utf-8")
    assert refused(path).reason is RejectReason.TOO_LARGE


def test_a_file_whose_reading_fails_is_refused_with_the_systems_words(tmp_path):
    path = tmp_path / "a.txt"
    path.symlink_to("/proc/self/mem")  # may be opened, but not read at 0, also by root
    error = refused(path)
    assert error.reason is RejectReason.UNREADABLE
    assert "cannot be read" in str(error)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read every file")
def test_a_file_without_the_right_to_read_is_refused(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text(TEXT, encoding="utf-8")
    path.chmod(0)
    assert refused(path).reason is RejectReason.UNREADABLE


def test_a_link_to_nothing_is_refused(tmp_path):
    path = tmp_path / "a.txt"
    path.symlink_to(tmp_path / "gone.txt")
    found = find([tmp_path])
    assert found.paths == [path]
    assert refused(path).reason is RejectReason.MISSING


def test_a_device_is_no_article():
    (error,) = read(Path("/dev/null"))
    assert isinstance(error, ArticleError)
    assert "no file" in str(error)


def test_a_missing_path_is_an_error_in_its_place(tmp_path):
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    error, path = find([tmp_path / "gone", tmp_path]).paths
    assert isinstance(error, ArticleError)
    assert error.reason is RejectReason.MISSING
    assert path == tmp_path / "a.txt"


def test_a_folder_is_searched_in_the_order_of_its_paths_and_hidden_files_are_left_out(tmp_path):
    for name in ("b.txt", "a/2.txt", "a/1.TXT", ".git/x.txt", ".b.txt"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(TEXT, encoding="utf-8")
    found = [
        str(Path(path).relative_to(tmp_path)) for path in find([tmp_path]).paths if isinstance(path, Path)
    ]
    assert found == ["b.txt", "a/1.TXT", "a/2.txt"]


def test_other_files_of_a_folder_are_left_aside_and_counted(tmp_path):
    for name in ("a.txt", "a.jpg", "b.jpg", "README"):
        (tmp_path / name).write_text(TEXT, encoding="utf-8")
    assert find([tmp_path]).left_aside == {".jpg": 2, "README": 1}


def test_a_folder_without_articles_says_what_it_was_searched_for(tmp_path):
    (tmp_path / "a.jpg").touch()
    (error,) = find([tmp_path]).paths
    assert isinstance(error, ArticleError)
    assert ".txt" in str(error)


def test_a_text_at_hand_with_half_a_character_is_refused():
    with pytest.raises(ArticleError, match="lone surrogate"):
        of_text("建议\ud800", "text")


@given(st.binary(max_size=200))
def test_no_bytes_raise_anything_but_an_article_error(content):
    with suppress(ArticleError):
        assert decode(content, "x").encode() == content.removeprefix(b"\xef\xbb\xbf")


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1).filter(str.strip))
def test_every_text_in_utf_8_comes_back_to_the_letter(text):
    content = text.encode()
    assert decode(content, "x") == content.removeprefix(b"\xef\xbb\xbf").decode()
