"""The way of slices from the page to the disk."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest
import requests

from media.recording import files
from media.recording.page_server import Assets, PageServer
from media.recording.slices import SliceFile, SliceMissing


@pytest.fixture
def server(tmp_path):
    dist = tmp_path / "dist"
    dist.mkdir()
    (dist / "main.js").write_text("1")
    (tmp_path / "secret.txt").write_text("no")
    server = PageServer(Assets(dist, "/assets/main.js", ("/assets/a.css",)))
    yield server
    server.close()


@pytest.fixture
def file(tmp_path):
    file = SliceFile(tmp_path / "1.webm")
    yield file
    file.close()


def send(url: str, part: int, number: int, content: bytes) -> int:
    return requests.post(f"{url}parts/{part}/slices/{number}", data=content, timeout=5).status_code


def test_slices_are_on_the_disk_in_order_and_once(server, file):
    url, parts = server.open_page()
    parts[1] = file
    assert send(url, 1, 0, b"one") == 204
    assert send(url, 1, 0, b"one") == 204
    assert send(url, 1, 2, b"three") == 409
    assert send(url, 1, 1, b"two") == 204
    assert file.path.read_bytes() == b"onetwo"
    assert file.size == 6


def test_a_page_can_write_to_its_own_parts_alone(server, file):
    url, parts = server.open_page()
    other, _ = server.open_page()
    parts[1] = file
    assert send(other, 1, 0, b"one") == 404
    assert send(url, 2, 0, b"one") == 404
    server.close_page(url)
    assert send(url, 1, 0, b"one") == 404
    assert file.size == 0


def test_only_a_page_that_was_opened_is_served_and_only_built_files(server):
    url, _ = server.open_page()
    root = url.rsplit("/", 2)[0]
    page = requests.get(url, timeout=5)
    assert 'src="/assets/main.js"' in page.text
    assert "script-src 'self'" in page.headers["Content-Security-Policy"]
    assert requests.get(f"{root}/assets/main.js", timeout=5).text == "1"
    for path in (
        "/",
        "/guess/",
        "/assets/none.js",
        "/assets/%2e%2e/secret.txt",
        "/assets/../secret.txt",
    ):
        assert requests.get(root + path, timeout=5).status_code == 404


def test_a_full_disk_is_said_and_what_is_there_stays_whole(server, file, monkeypatch):
    url, parts = server.open_page()
    parts[1] = file
    send(url, 1, 0, b"one")

    def full(content: bytes) -> None:
        file._file.write(content[:1])
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(file, "_write", full)
    assert send(url, 1, 1, b"two") == 507
    assert file.failure == "disk-full"
    assert file.path.read_bytes() == b"one"


def test_a_file_is_never_written_over(tmp_path: Path, file):
    with pytest.raises(FileExistsError):
        SliceFile(file.path)
    with pytest.raises(SliceMissing):
        file.append(3, b"x")


def test_the_folder_may_go_while_a_recorder_gets_ready(monkeypatch, tmp_path: Path):
    """The part before is stored meanwhile, and its removal leaves an empty folder."""
    monkeypatch.setattr(files, "root", lambda: tmp_path)
    before, after = files.prepared("1/13/0001-7.webm"), files.prepared("1/13/0002-8.webm")
    before.touch()
    files.remove(before)
    assert not after.parent.exists()
    file = SliceFile(after)
    file.append(0, b"one")
    file.close()
    assert after.read_bytes() == b"one"
