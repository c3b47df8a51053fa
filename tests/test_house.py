"""The house rules, as tests."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
FILES = sorted((ROOT / "synth").rglob("*.py"))
MAX_FILE_LINES = 300
MAX_FUNCTION_LINES = 50


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_file_and_its_functions_are_small(path: Path) -> None:
    source = path.read_text(encoding="utf-8")

    assert source.count("\n") <= MAX_FILE_LINES
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            assert (node.end_lineno or 0) - node.lineno < MAX_FUNCTION_LINES, node.name


def _imports(path: Path) -> set[str]:
    names = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            names.add((node.module or "").partition(".")[0])
    return names


@pytest.mark.parametrize(
    ("package", "allowed"),
    [
        ("torch", {"training", "models", "lab"}),
        ("click", {"cli"}),
        ("sqlmodel", {"store"}),
        ("jinja2", {"render", "web"}),
    ],
)
def test_heavy_package_has_one_home(package: str, allowed: set[str]) -> None:
    users = {path.relative_to(ROOT / "synth").parts[0] for path in FILES if package in _imports(path)}

    assert users <= allowed
