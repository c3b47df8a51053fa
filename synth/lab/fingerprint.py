"""A hash of the code that makes the numbers, so that runs of other code are not taken for runs of this one."""

import ast
import hashlib
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Final

_LAB: Final = Path(__file__).parent
_MADE: Final = ("world", "models", "train", "bench.py", "recipe.py")
_REAL: Final = ("data", "real.py")


@cache
def code_hash(experiment: str, *, is_real: bool) -> str:
    """16 hex digits over the lab's code and an experiment's file.

    Words for people (comments, docstrings, the experiment's card) and layout do not count.

    Args:
        experiment: The name of the module, as ``noise_scale``.
        is_real: Whether encoders and data come from outside.
    """
    return _hash_of((*_MADE, *(_REAL if is_real else ()), f"experiments/{experiment}.py"))


@cache
def training_hash() -> str:
    """16 hex digits over the code that makes worlds and models; names checkpoints."""
    return _hash_of(_MADE)


def _hash_of(parts: Iterable[str]) -> str:
    digest = hashlib.sha256()
    for part in parts:
        place = _LAB / part
        files = [place] if place.is_file() else sorted(place.glob("*.py"))
        for file in files:
            digest.update(f"{part}/{file.name}".encode())
            digest.update(meaning_of(file.read_text(encoding="utf-8")).encode())
    return digest.hexdigest()[:16]


def meaning_of(source: str) -> str:
    r"""Python code as its syntax tree, without docstrings and cards.

    >>> meaning_of("def f():  # why\n    'Says.'\n    return 1") == meaning_of("def f(): return 1")
    True
    """
    tree = ast.parse(source)
    for node in ast.walk(tree):
        body = getattr(node, "body", None)
        if isinstance(body, list):
            body[:] = [statement for statement in body if not _is_for_people(statement)]
    return ast.dump(tree)


def _is_for_people(statement: ast.stmt) -> bool:
    if isinstance(statement, ast.AnnAssign) and isinstance(statement.target, ast.Name):
        return statement.target.id == "card"
    return (
        isinstance(statement, ast.Expr)
        and isinstance(statement.value, ast.Constant)
        and isinstance(statement.value.value, str)
    )
