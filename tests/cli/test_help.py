"""Every command has help with an example, and the start stays light."""

import subprocess
import sys

import pytest

from synth.cli import COMMANDS
from tests.cli.conftest import RunSynth

SUBCOMMANDS = [
    ("claims", "list"), ("claims", "show"), ("claims", "add"), ("claims", "remove"), ("render", "report"),
]  # fmt: skip


@pytest.mark.parametrize("words", [(name,) for name in COMMANDS] + SUBCOMMANDS, ids=" ".join)
def test_command_has_help_with_an_example(synth: RunSynth, words: tuple[str, ...]) -> None:
    result = synth(*words, "--help")

    assert result.code == 0
    assert "Example: synth " in " ".join(result.out.split())


@pytest.mark.parametrize("words", [(name,) for name in COMMANDS if name not in {"render", "claims"}] + SUBCOMMANDS)
def test_every_option_has_help(synth: RunSynth, words: tuple[str, ...]) -> None:
    from synth.cli import main

    command = main.get_command(None, words[0])  # type: ignore[arg-type]  # a lazy group needs no context
    for word in words[1:]:
        command = command.commands[word]  # type: ignore[union-attr]  # the words name a group first
    assert command is not None
    for option in command.params:
        assert option.param_type_name == "argument" or getattr(option, "help", ""), option.name


def test_help_imports_nothing_heavy() -> None:
    code = "import sys; from synth.cli import main; main(['--help'], standalone_mode=False); print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()

    assert not {"numpy", "sqlmodel", "torch", "lxml", "requests", "onnxruntime"} & set(loaded)


def test_unknown_command_is_a_usage_error(synth: RunSynth) -> None:
    assert synth("nope").code == 2
