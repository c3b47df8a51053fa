"""Templates: a workspace's own before the shipped ones, nothing undefined, nothing foreign interpreted."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from traceback import walk_tb
from typing import Any, Final

from jinja2 import ChoiceLoader, FileSystemLoader, StrictUndefined, TemplateError, TemplateNotFound, TemplateSyntaxError
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from synth.errors import RenderError
from synth.render.words import plain

_PACKAGE: Final = Path(__file__).parents[1]
_BY_TEMPLATE: Final = (TemplateError, ArithmeticError, LookupError, TypeError, ValueError, RecursionError)
_HINT: Final = "the shipped template of the same name shows every value there is"


def shipped_templates() -> Path:
    """The templates that come with the program: those of the installed package, else those of the checkout."""
    installed = _PACKAGE / "_installed" / "templates"
    return installed if installed.is_dir() else _PACKAGE.parent / "templates"


def rendered(
    name: str,
    values: Mapping[str, Any],
    *,
    workspace: Path | None = None,
    escape: Callable[[str], str] | None = None,
) -> str:
    """The text that a template gives.

    Every value printed by a template is escaped, unless the template itself calls it ``safe``.

    Args:
        name: ``report.md.j2``.
        values: What the template may use.
        workspace: A folder whose templates stand in for the shipped ones of the same name.
        escape: How values are escaped; None escapes for HTML.

    Raises:
        RenderError: If the template is missing or wrong; the message names its file and line.
    """
    folders = [folder for folder in (workspace, shipped_templates()) if folder is not None]
    try:
        return _environment(folders, escape).get_template(name).render(values)
    except TemplateSyntaxError as error:
        raise RenderError(f"{error.filename or name}, line {error.lineno}: {error.message}", hint=_HINT) from error
    except TemplateNotFound as error:
        raise RenderError(f"template {error.name} not found in {' or '.join(map(str, folders))}") from error
    except UnicodeDecodeError as error:
        raise RenderError(f"template {name} is not UTF-8: {error.reason}", hint=_HINT) from error
    except _BY_TEMPLATE as error:
        place = _place(error, folders)
        if place is None:
            raise
        raise RenderError(f"{place}: {error}", hint=_HINT) from error


def _environment(folders: Sequence[Path], escape: Callable[[str], str] | None) -> ImmutableSandboxedEnvironment:
    def shown(value: Any) -> Any:
        if isinstance(value, Markup) or not isinstance(value, str):
            return value
        return plain(value) if escape is None else Markup(escape(plain(value)))  # noqa: S704 - escaped just before

    return ImmutableSandboxedEnvironment(
        loader=ChoiceLoader([FileSystemLoader(folder) for folder in folders]),
        undefined=StrictUndefined,
        autoescape=escape is None,
        finalize=shown,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


def _place(error: Exception, folders: Sequence[Path]) -> str | None:
    """File and line of the template that raised; None if no template was running, or our own code raised."""
    place = None
    for frame, line in walk_tb(error.__traceback__):
        file = Path(frame.f_code.co_filename)
        if any(file.is_relative_to(folder) for folder in folders):
            place = f"{file}, line {line}"
        elif file.is_relative_to(_PACKAGE):
            place = None
    return place
