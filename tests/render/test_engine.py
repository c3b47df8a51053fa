import dataclasses
from pathlib import Path

import pytest

from synth.errors import RenderError
from synth.render.engine import rendered, shipped_templates
from tests.render.samples import VERIFIED_REPORT

REFERENCE = VERIFIED_REPORT.references.items[0]


def template(folder: Path, text: str, name: str = "own.j2") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_workspace_template_stands_in_for_the_shipped_one(tmp_path: Path) -> None:
    template(tmp_path, "mine: {{ report }}", "report.md.j2")

    assert rendered("report.md.j2", {"report": "x"}, workspace=tmp_path) == "mine: x"


def test_workspace_template_may_include_shipped_ones(tmp_path: Path) -> None:
    template(tmp_path, "{% include 'report.css' %}")

    assert "prefers-color-scheme" in rendered("own.j2", {}, workspace=tmp_path)


def test_shipped_templates_are_there() -> None:
    assert {path.name for path in shipped_templates().iterdir()} >= {"report.md.j2", "report.html.j2", "report.css"}


def test_values_are_escaped_for_html_by_default(tmp_path: Path) -> None:
    template(tmp_path, "{{ text }}")

    assert rendered("own.j2", {"text": "<b> & {{ 1 }}"}, workspace=tmp_path) == "&lt;b&gt; &amp; {{ 1 }}"


def test_values_are_escaped_as_told(tmp_path: Path) -> None:
    template(tmp_path, "{{ text }} {{ [text] | join }} {{ text ~ text }} <b>")

    assert rendered("own.j2", {"text": "<"}, workspace=tmp_path, escape=lambda _: "E") == "E E E <b>"


def test_syntax_error_names_file_and_line(tmp_path: Path) -> None:
    path = template(tmp_path, "one\ntwo {% if %}\n")

    with pytest.raises(RenderError) as raised:
        rendered("own.j2", {}, workspace=tmp_path)

    assert str(raised.value).startswith(f"{path}, line 2: ")
    assert raised.value.hint


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("{{ nothing }}", "'nothing' is undefined"),
        ("{{ report.nothing }}", "has no attribute 'nothing'"),
        ("{{ 1 / 0 }}", "division by zero"),
        ("{{ [1] | join(2) | int + 'a' }}", "unsupported operand"),
        ("{{ report.__class__ }}", "unsafe"),
        ("{% include 'own.j2' %}", "recursion"),
        ("{{ 'x' | nofilter }}", "No filter named 'nofilter'"),
    ],
)
def test_error_while_rendering_names_file_and_line(tmp_path: Path, line: str, message: str) -> None:
    path = template(tmp_path, f"one\n\n{line}\n")

    with pytest.raises(RenderError, match=message) as raised:
        rendered("own.j2", {"report": "x"}, workspace=tmp_path)

    assert str(raised.value).startswith(f"{path}, line 3: ")


def test_missing_template_names_where_it_was_looked_for(tmp_path: Path) -> None:
    with pytest.raises(RenderError, match=str(tmp_path)):
        rendered("none.j2", {}, workspace=tmp_path)


def test_template_that_is_no_text_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "own.j2").write_bytes(b"\xff\xfe\x00")

    with pytest.raises(RenderError, match=r"own\.j2 is not UTF-8"):
        rendered("own.j2", {}, workspace=tmp_path)


def test_template_cannot_change_what_it_is_given(tmp_path: Path) -> None:
    template(tmp_path, "{{ items.append(1) }}")
    items: list[int] = []

    with pytest.raises(RenderError):
        rendered("own.j2", {"items": items}, workspace=tmp_path)

    assert items == []


def test_error_of_our_own_code_stays_what_it_is(tmp_path: Path) -> None:
    template(tmp_path, "{{ reference.who }}")
    broken = dataclasses.replace(REFERENCE, authors=(None,))  # type: ignore[arg-type]  # what a bug would pass

    with pytest.raises(TypeError, match="NoneType"):
        rendered("own.j2", {"reference": broken}, workspace=tmp_path)
