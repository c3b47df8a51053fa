"""The HTML report in a real browser: finding claims, keys, print, accessibility, a phone, and no request."""

import dataclasses
import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from synth.claims.document import Box
from synth.documents.pictures import shaded_png
from synth.render.data import ReportData
from synth.render.formats import Format, report_files
from synth.render.scenes import Region, Scene, place_of
from tests.render.samples import CONTRADICTED, CORROBORATED, make_audit, make_hostile

pytestmark = pytest.mark.browser
AXE = Path(__file__).parents[1] / "data" / "axe" / "axe.min.js"
WAIT_MS = 20_000  # a loaded machine is slow, not wrong
expect.set_options(timeout=WAIT_MS)
ATTACK = {
    "mutants": 2,
    "caught": 1,
    "rate": 0.5,
    "discriminating": True,
    "items": [
        {"kind": "number", "text": "One.", "change": "", "label": "refuted", "confidence": 0.7, "caught": True},
        {"kind": "unit", "text": "Two.", "change": "", "label": "supported", "confidence": 0.6, "caught": False},
    ],
}


def make_full() -> ReportData:
    """An audit with everything that a page can show of a claim."""
    area = Box(6, 40.0, 60.0, 240.0, 120.0)
    png = shaded_png(np.full((60, 200), 240, np.uint8))
    scene = Scene("What stands before. ", " And after.", Region(area, png, (Box(6, 50.0, 80.0, 230.0, 92.0),)))
    data = make_audit()
    first, second, third = data.verdicts
    return dataclasses.replace(
        data,
        verdicts=(first, dataclasses.replace(second, attack=ATTACK), third),
        scenes={place_of(verdict.evidence[0]): scene for verdict in (CONTRADICTED, CORROBORATED)},
    )


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """Debian's chromium, for all tests of this file."""
    program = shutil.which("chromium")
    if program is None:
        pytest.skip("needs chromium (Debian's package of that name)")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A report as a file."""
    return saved(make_full(), tmp_path_factory.mktemp("report"))


def saved(data: ReportData, folder: Path) -> Path:
    path = folder / "report.html"
    path.write_bytes(report_files(data, formats=(Format.HTML,)).files["report.html"])
    return path


class Tab:
    """A tab on a report; notes what went wrong and what was asked for."""

    def __init__(self, page: Page, path: Path) -> None:
        self.page = page
        self.problems: list[str] = []
        page.set_default_timeout(WAIT_MS)
        page.on("pageerror", lambda error: self.problems.append(str(error)))
        page.on("console", lambda said: self.problems.append(said.text) if said.type == "error" else None)
        page.on("request", lambda request: self._note(request.url, path))
        page.goto(path.as_uri())

    def _note(self, url: str, path: Path) -> None:
        if not url.startswith(("data:", path.as_uri())):
            self.problems.append(f"asked for {url}")

    @property
    def shown(self) -> list[str]:
        """Numbers of the claims whose sheets can be seen."""
        sheets = self.page.locator("details.claim:not([hidden])")
        return [identity.removeprefix("claim-") for identity in sheets.evaluate_all("all => all.map(each => each.id)")]


@pytest.fixture
def tab(chromium: Browser, report: Path) -> Iterator[Tab]:
    """A tab under the page's own policy; at the end nothing went wrong and nothing was asked for."""
    context = chromium.new_context(viewport={"width": 1000, "height": 800})
    tab = Tab(context.new_page(), report)
    yield tab
    context.close()
    assert tab.problems == []


def test_words_find_claims_in_the_table_and_below(tab: Tab) -> None:
    tab.page.keyboard.press("/")
    tab.page.keyboard.type("ACCURACY falls")

    expect(tab.page.locator("#found")).to_have_text("1 of 3 claims shown")
    assert tab.shown == ["2"]
    assert tab.page.locator("tr[data-claim]:not([hidden])").count() == 1

    tab.page.keyboard.press("Escape")
    assert tab.shown == ["1", "2", "3"]


def test_words_of_the_evidence_find_its_claim(tab: Tab) -> None:
    tab.page.fill("#find-words", "in all our runs")

    assert tab.shown == ["1"]


def test_labels_are_a_filter(tab: Tab) -> None:
    tab.page.get_by_role("checkbox", name="refuted").check()
    assert tab.shown == ["1"]
    tab.page.get_by_role("checkbox", name="without support").check()
    assert tab.shown == ["1", "3"]


def test_link_to_a_claim_opens_it_even_if_it_was_filtered_away(tab: Tab) -> None:
    tab.page.fill("#find-words", "nothing has these words")
    assert tab.shown == []

    tab.page.evaluate("location.hash = '#claim-2'")

    expect(tab.page.locator("#claim-2")).to_have_attribute("open", "")
    assert tab.shown == ["1", "2", "3"]


def test_all_claims_open_and_close_at_once(tab: Tab) -> None:
    tab.page.click("#close-all")
    assert tab.page.locator("details.claim[open]").count() == 0
    tab.page.click("#open-all")
    assert tab.page.locator("details.claim[open]").count() == 3


def test_region_shows_the_page_and_the_box_on_it(tab: Tab) -> None:
    region = tab.page.locator("#claim-1 svg.region")

    expect(region).to_be_visible()
    box, line = region.bounding_box(), region.locator("rect").bounding_box()
    assert box is not None
    assert line is not None
    assert box["width"] == pytest.approx(200 * 1.3, abs=3)
    assert line["x"] - box["x"] == pytest.approx(8.5 * 1.3, abs=3)
    assert tab.page.locator("symbol image").count() == 1  # one picture, shown twice


def test_pictures_and_charts_are_there(tab: Tab) -> None:
    loaded = tab.page.locator("img").evaluate_all("all => all.map(each => each.naturalWidth > 0)")

    assert loaded == [True, True]


def test_without_javascript_everything_is_there(chromium: Browser, report: Path) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(report.as_uri())

    expect(page.locator("#find")).to_be_hidden()
    assert page.locator("details.claim").count() == 3
    page.locator("#claim-2 > summary").click()
    expect(page.locator("#claim-2 blockquote").first).to_be_visible()
    context.close()


def test_closed_claims_are_printed(tab: Tab) -> None:
    tab.page.click("#close-all")
    tab.page.emulate_media(media="print")
    tab.page.evaluate("dispatchEvent(new Event('beforeprint'))")

    expect(tab.page.locator("#claim-2 blockquote").first).to_be_visible()
    expect(tab.page.locator("#find")).to_be_hidden()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1000, 360])
def test_axe_finds_nothing_serious(chromium: Browser, report: Path, scheme: Any, width: int) -> None:
    context = chromium.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme, bypass_csp=True)
    page = context.new_page()
    page.goto(report.as_uri())
    page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
    page.add_script_tag(path=AXE)

    found = page.evaluate("axe.run()")

    context.close()
    serious = [rule for rule in found["violations"] if rule["impact"] in {"serious", "critical"}]
    assert not serious, json.dumps(serious, indent=1)[:3000]


@pytest.mark.parametrize("make", [make_full, make_hostile])
def test_page_is_no_wider_than_a_phone_whatever_it_holds(chromium: Browser, tmp_path: Path, make: Any) -> None:
    context = chromium.new_context(viewport={"width": 360, "height": 800})
    tab = Tab(context.new_page(), saved(make(), tmp_path))
    tab.page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")

    wide = tab.page.evaluate(
        """() => [...document.querySelectorAll("body *")].filter(each => !each.closest("svg.pictures"))
        .filter(each => each.getBoundingClientRect().right > 361).map(each => each.outerHTML.slice(0, 120))"""
    )
    assert wide == []
    assert tab.page.evaluate("document.documentElement.scrollWidth") <= 360
    context.close()
    assert tab.problems == []
