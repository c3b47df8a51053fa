"""What can go wrong with a database outside of us, each with a real one."""

import errno
import multiprocessing
import os
import signal
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError, OperationalError

from synth.errors import StoreError
from synth.store import engine
from synth.store.engine import SqlStore, open_store
from synth.store.faults import named
from tests.conftest import MakeClaim
from tests.store.conftest import make_paper


def refused(url: str, match: str) -> StoreError:
    """The error that opening gives, with a hint."""
    with pytest.raises(StoreError, match=match) as caught:
        open_store(url, busy_s=0.05)
    assert caught.value.hint
    return caught.value


def broken(place: str, match: str) -> StoreError:
    """The error of a database that shows what is wrong with it when it is opened, read or written."""
    with pytest.raises(StoreError, match=match) as caught:
        use(place)
    return caught.value


def use(place: str) -> None:
    with closing(open_store(place)) as store:
        store.claims()
        store.save_note("question", "Who?")


def file_of(store: SqlStore) -> Path:
    return Path(store.place)


@pytest.fixture
def unprivileged() -> Iterator[Path]:
    """A folder to be made read-only, and no power to write there all the same."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        is_root = os.geteuid() == 0
        if is_root:
            os.chown(folder, 65534, 65534)
            os.seteuid(65534)
        try:
            yield folder
        finally:
            if is_root:
                os.seteuid(0)
            folder.chmod(0o755)


def test_locked_database_says_so(store: SqlStore) -> None:
    store.close()
    other = sqlite3.connect(file_of(store), isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    waiting = open_store(store.place, busy_s=0.05)
    with pytest.raises(StoreError, match="is locked") as caught:
        waiting.save_note("question", "Who?")
    assert "another synth" in caught.value.hint
    assert waiting.note("question") == ""  # readers go on
    other.execute("ROLLBACK")
    other.close()

    waiting.save_note("question", "Now?")
    assert waiting.note("question") == "Now?"
    waiting.close()


def test_writer_holds_the_lock_from_its_first_read(store: SqlStore) -> None:
    other = open_store(store.place, busy_s=0.05)
    with store.writing() as connection:
        connection.execute(text("SELECT count(*) FROM note"))
        with pytest.raises(StoreError, match="is locked"):
            other.save_note("question", "Who?")
        connection.execute(text("INSERT INTO note VALUES ('question', 'Mine.')"))
    other.close()

    assert store.note("question") == "Mine."


def test_read_only_file_says_so(unprivileged: Path) -> None:
    file = unprivileged / "synth.db"
    open_store(str(file)).close()
    file.chmod(0o444)
    unprivileged.chmod(0o555)

    assert "writable" in broken(str(file), r"read-only|cannot be opened").hint


def test_read_only_folder_says_so(unprivileged: Path) -> None:
    unprivileged.chmod(0o555)

    refused(f"{unprivileged}/synth.db", "cannot be opened|read-only")
    refused(f"{unprivileged}/db/synth.db", "cannot be opened")


def test_folder_in_place_of_a_file_says_so(tmp_path: Path) -> None:
    refused(str(tmp_path), "cannot be opened")


def test_file_that_is_no_database_says_so(tmp_path: Path) -> None:
    file = tmp_path / "synth.db"
    file.write_bytes(b"This is a letter, not a database. " * 100)

    refused(str(file), "is not a database")
    assert file.read_bytes().startswith(b"This is a letter")


def test_damaged_database_says_so(store: SqlStore, make_claim: MakeClaim) -> None:
    store.save_claims([make_claim(f"Claim number {number}.") for number in range(500)])
    store.close()
    file = file_of(store)
    data = bytearray(file.read_bytes())
    data[4096 * 2 :] = b"\xff" * (len(data) - 4096 * 2)
    file.write_bytes(data)

    assert broken(store.place, "is damaged").hint


def test_newer_database_says_so_and_stays_as_it_is(store: SqlStore) -> None:
    with store.writing() as connection:
        connection.execute(text("INSERT INTO schema_migration VALUES ('9999_future', 'x', 'then')"))
    store.close()

    assert "update" in refused(store.place, "newer synth").hint


def test_database_of_another_program_is_left_alone(tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "other.db") as other:
        other.execute("CREATE TABLE bookmark (url)")
    other.close()

    refused(f"{tmp_path}/other.db", "not made by synth")
    with sqlite3.connect(tmp_path / "other.db") as other:
        assert other.execute("SELECT name FROM sqlite_master").fetchall() == [("bookmark",)]
    other.close()


def test_full_disk_says_so_and_loses_nothing(store: SqlStore, make_claim: MakeClaim) -> None:
    store.save_claims([make_claim()])
    with store.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA max_page_count = 1")  # SQLite takes the present size: not one page more
    with pytest.raises(StoreError, match="disk is full") as caught:
        store.save_claims([make_claim(f"Claim number {number} is one too many.") for number in range(2000)])
    assert "free some space" in caught.value.hint

    assert store.claims() == [make_claim()]
    with store.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA max_page_count = 100000")
    assert store.save_claims([make_claim("Now it fits.")]) == 1


def test_disk_that_is_full_before_sqlite_notices_says_so_too() -> None:
    with pytest.raises(StoreError, match="disk is full"), named("db/synth.db"):
        raise OSError(errno.ENOSPC, "No space left on device")


def test_sqlite_without_full_text_search_says_so(store: SqlStore) -> None:
    with pytest.raises(StoreError, match="full-text search") as caught, store.writing() as connection:
        connection.exec_driver_sql("CREATE VIRTUAL TABLE words USING fts99(text)")
    assert "FTS5" in caught.value.hint


def test_bug_of_ours_keeps_its_own_error(store: SqlStore) -> None:
    with pytest.raises(OperationalError, match="no such table"), store.reading() as connection:
        connection.exec_driver_sql("SELECT * FROM nowhere")


@pytest.mark.parametrize("url", ["mysql://host/name", "nonsense://", "://"])
def test_address_of_no_database_of_ours_is_refused(url: str) -> None:
    refused(url, "not a database address")


def test_missing_postgres_driver_names_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)

    assert "synth[pg]" in refused("postgresql://nobody:secret@localhost/none", "psycopg").hint


def test_password_is_never_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)

    assert "secret" not in str(refused("postgresql://nobody:secret@localhost/none", "psycopg"))


def test_paper_must_be_there_before_its_claims(store: SqlStore, make_claim: MakeClaim) -> None:
    with pytest.raises(IntegrityError, match="FOREIGN KEY"):
        store.save_claims([make_claim(paper="2104.08645")])
    store.save_papers([make_paper()])

    assert store.save_claims([make_claim(paper="2104.08645")]) == 1


_ABORTED = """
import sys
from synth.ports import Paper, PaperStatus
from synth.store.engine import open_store
from sqlalchemy import text
store = open_store(sys.argv[1])
store.save_note("done", "yes")
with store.writing() as connection:
    for number in range(20000):
        connection.execute(text("INSERT INTO note VALUES (:key, 'x')"), {"key": str(number)})
    print("ready", flush=True)
    sys.stdin.read()
"""


def test_killed_process_loses_only_its_open_transaction(address: str) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", _ABORTED, address], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        process.send_signal(signal.SIGKILL)
        process.wait()

    store = open_store(address)
    assert store.note("done") == "yes"
    assert store.note("0") == ""
    store.save_note("0", "afterwards")
    assert store.note("0") == "afterwards"
    store.close()


def _open(address: str) -> str:
    store = open_store(address)
    store.save_note(str(os.getpid()), "here")
    store.close()
    return str(os.getpid())


def test_processes_that_open_a_new_database_at_once_all_find_it_ready(address: str) -> None:
    with multiprocessing.get_context("spawn").Pool(3) as pool:
        names = pool.map(_open, [address] * 6, chunksize=1)

    store = open_store(address)
    assert all(store.note(name) == "here" for name in names)
    store.close()


def test_busy_wait_is_five_seconds_unless_said_otherwise(store: SqlStore) -> None:
    assert engine.BUSY_S == 5.0
    with store.reading() as connection:
        assert connection.exec_driver_sql("PRAGMA busy_timeout").scalar() == 5000
