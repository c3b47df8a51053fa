"""Values of the core as JSON and back, without loss: dataclasses by field name, tuples as lists.

Which type a value is read back as comes from the annotations alone, so that a field added with a default can be
read from records written before it.
"""

import dataclasses
import json
import types
import typing
from collections.abc import Callable, Mapping
from datetime import datetime
from enum import Enum
from functools import cache
from typing import Any, Final, TypeVar

from synth.errors import StoreError

T = TypeVar("T")
_UNSTORABLE: Final = dict.fromkeys((0, *range(0xD800, 0xE000)), "\ufffd")
_Reader = Callable[[Any], Any]


def storable(text: str) -> str:
    r"""Text for a column: what no database takes (NUL, half characters) is replaced one for one, so spans stay right.

    >>> storable("a\0b") == "a\ufffdb"
    True
    """
    return text.translate(_UNSTORABLE)


def dumps(value: Any) -> str:
    """A value of the core as compact ASCII JSON; equal values give equal text."""
    return json.dumps(value, default=_plain, separators=(",", ":"))


def loads(kind: type[T], text: str | bytes) -> T:
    """The value of type ``kind`` that ``dumps`` wrote.

    Raises:
        StoreError: If the text is not what ``dumps`` writes for such a value.
    """
    try:
        value: T = _reader(typing.cast("Any", kind))(json.loads(text))
    except (ValueError, TypeError, KeyError) as error:
        raise StoreError(
            f"a stored {kind.__name__} cannot be read: {error}",
            hint="the database is damaged, or was changed by another program",
        ) from error
    return value


def _plain(value: Any) -> Any:
    """One value in terms that ``json`` knows."""
    if dataclasses.is_dataclass(value):
        return {field.name: getattr(value, field.name) for field in dataclasses.fields(value)}
    if isinstance(value, Mapping):
        return dict(value)
    if isinstance(value, datetime):
        return value.isoformat()
    raise TypeError(f"cannot be stored: {type(value).__name__}")


@cache
def _reader(kind: Any) -> _Reader:
    """How a value annotated ``kind`` is read; worked out once for each annotation."""
    kind = kind.__supertype__ if isinstance(kind, typing.NewType) else kind
    origin, arguments = typing.get_origin(kind), typing.get_args(kind)
    if origin in {types.UnionType, typing.Union}:
        (inner,) = [_reader(argument) for argument in arguments if argument is not type(None)]
        return lambda value: None if value is None else inner(value)
    if origin is tuple:
        return _tuple_reader(arguments)
    if dataclasses.is_dataclass(kind):
        return _dataclass_reader(typing.cast("type[Any]", kind))
    if isinstance(kind, type) and issubclass(kind, Enum):
        return kind
    return datetime.fromisoformat if kind is datetime else _as_it_is


def _tuple_reader(arguments: tuple[Any, ...]) -> _Reader:
    if len(arguments) == 2 and arguments[1] is Ellipsis:
        inner = _reader(arguments[0])
        return tuple if inner is _as_it_is else lambda items: tuple([inner(item) for item in items])
    readers = [_reader(argument) for argument in arguments]
    if all(reader is _as_it_is for reader in readers):
        return tuple
    return lambda items: tuple([reader(item) for reader, item in zip(readers, items, strict=True)])


def _dataclass_reader(kind: type[Any]) -> _Reader:
    hints = typing.get_type_hints(kind)
    readers = {field.name: _reader(hints[field.name]) for field in dataclasses.fields(kind)}

    def read(record: Any) -> Any:
        if not isinstance(record, dict):
            raise TypeError(f"expected an object, found {type(record).__name__}")
        return kind(**{name: readers[name](value) for name, value in record.items()})

    return read


def _as_it_is(value: Any) -> Any:
    return value
