"""Every command has help with an example, and the start stays light."""

import shlex
import subprocess
import sys

import click
import pytest

from synth.cli import COMMANDS, main
from tests.cli.conftest import RunSynth

WORDS: list[tuple[str, ...]] = [(name,) for name in COMMANDS]
SUBCOMMANDS: list[tuple[str, ...]] = [
    ("claims", "list"), ("claims", "show"), ("claims", "add"), ("claims", "remove"), ("render", "report"),
    ("render", "flow"),
]  # fmt: skip


SUBS = {words[1] for words in SUBCOMMANDS}


def found(words: tuple[str, ...]) -> click.Command:
    """The command of these words."""
    command = main.get_command(click.Context(main), words[0])
    for word in words[1:]:
        assert isinstance(command, click.Group)
        command = command.commands[word]
    assert command is not None
    return command


@pytest.mark.parametrize("words", WORDS + SUBCOMMANDS, ids=" ".join)
def test_command_has_help_with_an_example(synth: RunSynth, words: tuple[str, ...]) -> None:
    result = synth(*words, "--help")

    assert result.code == 0
    assert "Example: synth " in " ".join(result.out.split())


@pytest.mark.parametrize("words", WORDS + SUBCOMMANDS, ids=" ".join)
def test_every_option_has_help(words: tuple[str, ...]) -> None:
    options = [option for option in found(words).params if isinstance(option, click.Option)]

    assert [option.name for option in options if not option.help] == []


@pytest.mark.parametrize("words", WORDS + SUBCOMMANDS, ids=" ".join)
def test_example_names_options_that_there_are(words: tuple[str, ...]) -> None:
    command = found(words)
    for example in (command.epilog or "").partition("Example: ")[2].split(";"):
        _, *typed = shlex.split(example.strip())
        named = found(tuple(word for word in typed[:2] if word in COMMANDS or word in SUBS))
        options = {name for option in named.params for name in (*option.opts, *option.secondary_opts)}

        assert [word for word in typed if word.startswith("--") and word not in options] == []


@pytest.mark.parametrize("words", WORDS + SUBCOMMANDS, ids=" ".join)
def test_every_command_speaks_json_and_can_be_quiet(words: tuple[str, ...]) -> None:
    command = found(words)
    options = {name for option in command.params for name in option.opts}

    assert isinstance(command, click.Group) or {"--json", "--quiet"} <= options


def test_help_imports_nothing_heavy() -> None:
    code = "import sys; from synth.cli import main; main(['--help'], standalone_mode=False); print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()

    assert not {"numpy", "sqlmodel", "torch", "lxml", "requests", "onnxruntime"} & set(loaded)


def test_unknown_command_is_a_usage_error(synth: RunSynth) -> None:
    assert synth("nope").code == 2
