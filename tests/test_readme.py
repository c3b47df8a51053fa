"""The README shows what the program prints today; ``SYNTH_WRITE_README=1 pytest tests/test_readme.py`` rewrites it."""

import os
import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from synth.cli import COMMANDS, main

README = Path(__file__).parents[1] / "README.md"
WRITES = bool(os.environ.get("SYNTH_WRITE_README"))


def block(name: str) -> str:
    """The text between two markers, fence included."""
    found = re.search(
        rf"(?<=<!-- {name} -->\n)(.*?)(?=<!-- /{name} -->)", README.read_text(encoding="utf-8"), re.DOTALL
    )
    assert found, f"the README has no block {name}"
    return found[0]


def check(name: str, text: str) -> None:
    """The block holds the text; confidences may differ in the last digit between processors."""
    wanted = f"```text\n{text.strip()}\n```\n"
    if WRITES:
        whole = README.read_text(encoding="utf-8")
        README.write_text(whole.replace(block(name), wanted, 1), encoding="utf-8")
    assert _masked(block(name)) == _masked(wanted)


def _masked(text: str) -> str:
    return re.sub(r"(supported|refuted|partial|info) 0\.\d\d", r"\1 0.__", text)


def test_help_is_the_programs() -> None:
    check("help", CliRunner().invoke(main, ["--help"], prog_name="synth").stdout)


def test_end_of_the_demos_audit_is_the_programs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    printed = CliRunner().invoke(main, ["demo"], catch_exceptions=False).stdout
    audit = re.search(r"\$ synth audit .*?\n(.*?)\n+\$ synth render", printed, re.DOTALL)

    assert audit
    assert "--audit ''" not in printed
    check("demo", audit[1])


@pytest.mark.parametrize("name", COMMANDS)
def test_command_is_named(name: str) -> None:
    assert f"synth {name}" in README.read_text(encoding="utf-8") or f"{name} " in block("help")
