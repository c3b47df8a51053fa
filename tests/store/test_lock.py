import subprocess
import sys
from pathlib import Path

import pytest

from synth.errors import StoreError
from synth.store.lock import workspace_lock

_HOLD = """
import sys
from pathlib import Path
from synth.store.lock import workspace_lock
with workspace_lock(Path(sys.argv[1]), command="synth fetch"):
    print("ready", flush=True)
    sys.stdin.read()
"""


def test_second_writer_is_told_at_once_who_is_there(tmp_path: Path) -> None:
    path = tmp_path / "db" / ".lock"
    with subprocess.Popen(
        [sys.executable, "-c", _HOLD, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        with (
            pytest.raises(StoreError, match=rf"synth fetch \(process {process.pid}\)") as caught,
            workspace_lock(path, command="synth verify"),
        ):
            pass
        assert "status" in caught.value.hint
        process.kill()
        process.wait()

        with workspace_lock(path, command="synth verify"):  # a killed writer holds nothing
            pass


def test_workspace_is_free_again_after_a_failure(tmp_path: Path) -> None:
    path = tmp_path / ".lock"
    with pytest.raises(KeyboardInterrupt), workspace_lock(path, command="synth fetch"):
        raise KeyboardInterrupt

    with workspace_lock(path, command="synth verify"):
        assert path.read_text(encoding="utf-8").startswith("synth verify")


def test_lock_that_cannot_be_made_is_a_store_error(tmp_path: Path) -> None:
    (tmp_path / "db").write_text("a file where the folder should be", encoding="utf-8")

    with pytest.raises(StoreError, match="cannot be opened"), workspace_lock(tmp_path / "db" / ".lock", command="x"):
        pass
