"""Every command has help with an example, and the start stays light."""

import subprocess
import sys

import click
import pytest

from synth.cli import COMMANDS, main
from tests.cli.conftest import RunSynth

WORDS: list[tuple[str, ...]] = [(name,) for name in COMMANDS]
SUBCOMMANDS: list[tuple[str, ...]] = [
    ("claims", "list"), ("claims", "show"), ("claims", "add"), ("claims", "remove"), ("render", "report"),
]  # fmt: skip


@pytest.mark.parametrize("words", WORDS + SUBCOMMANDS, ids=" ".join)
def test_command_has_help_with_an_example(synth: RunSynth, words: tuple[str, ...]) -> None:
    result = synth(*words, "--help")

    assert result.code == 0
    assert "Example: synth " in " ".join(result.out.split())


@pytest.mark.parametrize("words", WORDS + SUBCOMMANDS, ids=" ".join)
def test_every_option_has_help(words: tuple[str, ...]) -> None:
    command = main.get_command(click.Context(main), words[0])
    for word in words[1:]:
        assert isinstance(command, click.Group)
        command = command.commands[word]
    assert command is not None

    options = [option for option in command.params if isinstance(option, click.Option)]

    assert [option.name for option in options if not option.help] == []


def test_help_imports_nothing_heavy() -> None:
    code = "import sys; from synth.cli import main; main(['--help'], standalone_mode=False); print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()

    assert not {"numpy", "sqlmodel", "torch", "lxml", "requests", "onnxruntime"} & set(loaded)


def test_unknown_command_is_a_usage_error(synth: RunSynth) -> None:
    assert synth("nope").code == 2
