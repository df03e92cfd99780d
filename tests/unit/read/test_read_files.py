from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

from app.domain.article import Article
from app.errors import InputError, TooLarge
from app.read.files import find_files, read_file

if TYPE_CHECKING:
    import pytest

ROW = json.dumps({"text": "The mayor said ten houses burned."})


def test_folders_are_walked_in_a_stable_order_and_hidden_files_left_out(tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.txt", "a/.hidden", ".git/x.txt", "a/b/c.txt", ".named.txt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("x")
    (tmp_path / "a" / "loop").symlink_to(tmp_path)
    found = [
        path.relative_to(tmp_path).as_posix() for path in find_files([tmp_path, tmp_path / ".named.txt"])
    ]
    assert found == ["a/b/c.txt", "a/z.txt", "b.txt", ".named.txt"]


def test_a_file_that_is_not_there_is_given_so_that_reading_says_so(tmp_path: Path) -> None:
    missing = tmp_path / "missing.txt"
    assert list(find_files([missing])) == [missing]
    (found,) = read_file(missing)
    assert str(found) == f"{missing}: cannot be read (No such file or directory)"


def test_a_file_is_read_with_its_path_as_origin(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("The mayor said so.\n", encoding="utf-8")
    assert list(read_file(path)) == [Article(text="The mayor said so.\n", origin=str(path))]


def test_a_file_of_fifty_megabytes_is_refused_without_being_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "big.txt"
    with path.open("wb") as file:
        file.truncate(50_000_000)

    def no_reading(*_: object, **__: object) -> None:
        raise AssertionError

    monkeypatch.setattr(Path, "open", no_reading)
    (found,) = read_file(path)
    assert isinstance(found, TooLarge)
    assert str(found) == f"{path}: has 50000000 bytes; expected at most 10485760"


def test_json_lines_over_the_limit_are_read_line_by_line(tmp_path: Path) -> None:
    path = tmp_path / "batch.jsonl"
    long = json.dumps({"text": "a" * 500})
    path.write_text(f"{ROW}\n{long}\n{ROW}\nbroken\n\n{ROW}", encoding="utf-8")
    found = list(read_file(path, 100))
    assert [isinstance(one, Article) for one in found] == [True, False, True, False, True]
    assert [str(one).partition(": ")[0] for one in found if isinstance(one, InputError)] == [
        f"{path} line 2",
        f"{path} line 4",
    ]
    assert len(list(read_file(path))) == 5


def test_a_folder_named_like_a_file_cannot_be_read(tmp_path: Path) -> None:
    (found,) = read_file(tmp_path)
    assert isinstance(found, InputError)
    assert "cannot be read (Is a directory)" in str(found)
