"""The colours of the HTML report, light and dark, against the contrast that WCAG 2.2 AA asks for (4.5 to 1)."""

import re

import pytest

from synth.render.engine import shipped_templates
from synth.render.words import Standing

CSS = (shipped_templates() / "report.css").read_text(encoding="utf-8")
_ROOTS = re.findall(r":root \{(.*?)\}", CSS, re.DOTALL)
LIGHT, DARK = (dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", block)) for block in _ROOTS[:2])
PAIRS = [
    *((name, ground) for name in ("ink", "soft", "link") for ground in ("paper", "card")),
    *((standing.value, "paper") for standing in Standing),
    *(("ink", f"{standing.value}-fill") for standing in Standing),
    ("unsupported", "card"),
    ("ink", "mark"),
]


def luminance(colour: str) -> float:
    channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in channels]
    return sum(weight * value for weight, value in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


@pytest.mark.parametrize("scheme", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("text", "ground"), PAIRS)
def test_text_stands_out_from_its_ground(scheme: dict[str, str], text: str, ground: str) -> None:
    darker, lighter = sorted((luminance(scheme[text]), luminance(scheme[ground])))

    assert (lighter + 0.05) / (darker + 0.05) >= 4.5


def test_every_standing_has_its_styles() -> None:
    for standing in Standing:
        for selector in (f"rect.{standing.value}", f".swatch.{standing.value}", f".badge.{standing.value}"):
            assert selector in CSS


def test_style_asks_for_nothing_from_elsewhere() -> None:
    assert "url(" not in CSS
    assert "@import" not in CSS
