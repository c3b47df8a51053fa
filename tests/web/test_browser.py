"""The review page in a real browser: every key, reload, a second tab, accessibility, a phone."""

import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from synth.claims.ids import claim_id
from synth.ports.review import Action, Decision, Stance
from synth.store.review import SqlReviews
from synth.verdict.types import Label
from synth.web.guard import CSRF_HEADER
from tests.render.samples import HOSTILE
from tests.web.conftest import Place, Serve, Site, make_verdict

pytestmark = pytest.mark.browser
AXE = Path(__file__).parents[1] / "data" / "axe" / "axe.min.js"
FIRST = "Embeddings find the evidence sentence more often than BM25."  # refuted: it stands first
ID = claim_id(FIRST)
WAIT_MS = 20_000  # a loaded machine is slow, not wrong
expect.set_options(timeout=WAIT_MS)


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


class Tab:
    """A tab on the page, with everything that went wrong in it."""

    def __init__(self, page: Page, site: Site) -> None:
        self.page = page
        self.site = site
        self.problems: list[str] = []
        self.asked: list[str] = []
        page.set_default_timeout(WAIT_MS)
        page.on("pageerror", lambda error: self.problems.append(str(error)))
        page.on("console", lambda said: self.problems.append(said.text) if said.type == "error" else None)
        page.on("request", lambda request: self.asked.append(request.url))

    def open(self, path: str = "") -> "Tab":
        """Load the page with its picture and scripts."""
        self.page.goto(self.site.url + path, wait_until="load")
        return self

    def press(self, *keys: str) -> "Tab":
        """Press keys, each when the one before has taken effect."""
        for key in keys:
            self.page.keyboard.press(key)
            self.page.wait_for_selector("#sheet:not([aria-busy])")
        return self

    @property
    def claim(self) -> str:
        """The claim in view."""
        return self.page.locator("#sheet article").get_attribute("data-claim") or ""

    @property
    def focus(self) -> str:
        """The id of what has the focus."""
        return str(self.page.evaluate("document.activeElement.id"))


@pytest.fixture
def tab(chromium: Browser, site: Site) -> Iterator[Tab]:
    """A tab in a browser profile of its own; at the end nothing went wrong and nobody else was asked."""
    context = chromium.new_context(viewport={"width": 1440, "height": 900})
    tab = Tab(context.new_page(), site)
    yield tab
    context.close()
    assert tab.problems == []
    assert [url for url in tab.asked if not url.startswith(site.url)] == []


def decisions(place: Place) -> list[Decision]:
    return list(SqlReviews(place.store).decisions())


def test_page_opens_with_a_claim_its_page_and_a_box(tab: Tab) -> None:
    page = tab.open().page

    assert tab.claim == ID
    expect(page.locator("#claims li")).to_have_count(6)
    assert page.locator(".paper img").evaluate("image => image.complete && image.naturalWidth > 600")
    box, paper = page.locator(".paper rect").first.bounding_box(), page.locator(".paper").bounding_box()
    assert box is not None
    assert paper is not None
    assert paper["x"] < box["x"] < box["x"] + box["width"] < paper["x"] + paper["width"]
    assert box["height"] > 5


def test_j_and_k_walk_through_the_claims_and_stop_at_the_ends(tab: Tab) -> None:
    tab.open().press("k")
    assert tab.claim == ID
    tab.press("j", "j")
    second = tab.page.locator("#claims a").nth(2).get_attribute("data-claim")
    assert tab.claim == second
    assert tab.focus == f"c-{second}"
    tab.press(*"jjjjjj")
    assert tab.claim == tab.page.locator("#claims a").last.get_attribute("data-claim")
    tab.press("k")
    assert tab.page.locator("#claims a[aria-current]").count() == 1


def test_last_of_many_quick_clicks_is_in_view(tab: Tab) -> None:
    tab.open()
    tab.page.evaluate("document.querySelectorAll('#claims a').forEach(row => row.click())")
    tab.page.wait_for_selector("#sheet:not([aria-busy])")

    assert tab.claim == tab.page.locator("#claims a").last.get_attribute("data-claim")
    assert tab.page.locator("#claims a[aria-current]").get_attribute("data-claim") == tab.claim


@pytest.mark.parametrize(
    ("keys", "stance", "label"),
    [
        ("a", Stance.ACCEPTED, Label.REFUTED),
        ("r", Stance.REJECTED, None),
        ("1", Stance.CORRECTED, Label.SUPPORTED),
        ("2", Stance.CORRECTED, Label.PARTIAL),
        ("3", Stance.ACCEPTED, Label.REFUTED),
        ("4", Stance.CORRECTED, Label.NOT_ENOUGH_INFO),
        ("ru", Stance.OPEN, None),
        ("aru", Stance.ACCEPTED, Label.REFUTED),
    ],
)
def test_key_decides(tab: Tab, place: Place, keys: str, stance: Stance, label: Label | None) -> None:
    tab.open().press(*keys)

    last = decisions(place)[-1]
    assert len(decisions(place)) == len(keys)
    assert (last.claim, last.after.stance, last.after.label, last.reviewer) == (ID, stance, label, "Ada")
    row = tab.page.locator(f"#row-{ID}")
    expect(row).to_contain_text("refuted 0.70" + ("" if stance is Stance.OPEN else f" {stance.value}"))
    expect(tab.page.locator("#progress")).to_contain_text(f"{int(stance is not Stance.OPEN)} of 6 reviewed")
    expect(tab.page.locator("#said")).not_to_be_empty()


def test_e_shows_other_passages_and_shift_e_takes_the_one_in_view(tab: Tab, place: Place) -> None:
    tab.open()
    before = tab.page.locator("blockquote .passage").inner_text()
    tab.press("e")
    other = tab.page.locator("blockquote .passage").inner_text()
    assert tab.focus == "p-2"
    tab.press("Shift+E")

    (decision,) = decisions(place)
    assert other != before
    assert decision.after.evidence is not None
    assert decision.after.evidence.quote == other
    expect(tab.page.locator("#do-evidence")).to_be_disabled()


def test_n_writes_a_note_and_its_letters_are_no_keys(tab: Tab, place: Place) -> None:
    tab.open().press("n")
    assert tab.focus == "why"
    tab.page.keyboard.type("jar of /notes? u r e a 1")
    assert decisions(place) == []
    tab.press("Control+Enter")

    (decision,) = decisions(place)
    assert (decision.action, decision.after.note) == (Action.NOTE, "jar of /notes? u r e a 1")
    expect(tab.page.locator(".note")).to_contain_text("jar of /notes?")
    assert tab.page.locator("#why").input_value() == ""
    tab.press("Escape")
    assert tab.focus == f"c-{ID}"


def test_reason_typed_before_a_decision_is_kept_with_it(tab: Tab, place: Place) -> None:
    tab.open().press("n")
    tab.page.keyboard.type("table 2 says so")
    tab.press("Escape", "r")

    assert [(each.action, each.why) for each in decisions(place)] == [(Action.REJECT, "table 2 says so")]


def test_slash_searches_and_question_mark_lists_the_keys(tab: Tab) -> None:
    tab.open().press("?")
    expect(tab.page.locator("#help")).to_be_visible()
    tab.press("j", "Escape")
    expect(tab.page.locator("#help")).to_be_hidden()
    assert tab.claim == ID
    tab.press("/")
    assert tab.focus == "q"
    tab.page.keyboard.type("wide models")
    expect(tab.page.locator("#claims li")).to_have_count(1)
    assert tab.focus == "q"


def test_single_keys_can_be_switched_off(tab: Tab, place: Place) -> None:
    tab.open().press("?")
    tab.page.locator("#keys-on").uncheck()
    tab.press("Escape", "a", "j")
    tab.open().press("r")

    assert decisions(place) == []
    assert tab.claim == ID


def test_filter_and_claim_survive_a_reload(tab: Tab) -> None:
    tab.open()
    tab.page.locator("#label").select_option("supported")
    expect(tab.page.locator("#claims li")).to_have_count(3)
    tab.page.locator("#claims a").nth(1).click()
    tab.page.wait_for_selector("#sheet:not([aria-busy])")
    shown = tab.claim
    tab.page.reload(wait_until="load")

    expect(tab.page.locator("#claims li")).to_have_count(3)
    assert tab.claim == shown
    assert f"claim={shown}" in tab.page.url


def test_claim_in_view_stays_marked_and_can_be_decided_when_the_filter_changes(tab: Tab, place: Place) -> None:
    tab.open()
    tab.page.locator("#label").select_option("refuted")
    expect(tab.page.locator("#claims li")).to_have_count(1)
    expect(tab.page.locator(f"#c-{ID}")).to_have_attribute("aria-current", "true")
    tab.page.locator("#label").select_option("partial")
    expect(tab.page.locator(f"#c-{ID}")).to_have_count(0)
    tab.press("Escape", "a")
    assert [each.claim for each in decisions(place)] == [ID]
    tab.press("j")
    assert tab.claim == tab.page.locator("#claims a").first.get_attribute("data-claim")


def test_name_that_was_typed_is_kept_in_this_tab_and_goes_with_each_decision(tab: Tab, place: Place) -> None:
    tab.open()
    tab.page.locator("#reviewer").fill("Grace")
    tab.open().press("a")
    other = Tab(tab.page.context.new_page(), tab.site).open()
    other.press("j", "r")

    assert [each.reviewer for each in decisions(place)] == ["Grace", "Ada"]


def test_decision_and_undo_survive_a_reload(tab: Tab) -> None:
    tab.open().press("r").open()
    expect(tab.page.locator(f"#row-{ID}")).to_contain_text("rejected")
    tab.press("u").open()
    expect(tab.page.locator(f"#row-{ID}")).not_to_contain_text("rejected")
    expect(tab.page.locator(".history li")).to_have_count(2)


def test_second_tab_is_told_of_the_first_ones_decision(tab: Tab, place: Place) -> None:
    tab.open()
    other = Tab(tab.page.context.new_page(), tab.site).open()
    tab.press("a")
    other.page.locator("#reviewer").fill("Bob")
    other.page.locator("#why").fill("I say no")
    other.press("Escape", "r")

    expect(other.page.locator("#problem")).to_contain_text("Ada decided meanwhile: accept")
    assert [each.action for each in decisions(place)] == [Action.ACCEPT]
    assert other.page.locator("#why").input_value() == "I say no"
    other.press("r")
    assert [(each.reviewer, each.action) for each in decisions(place)][1:] == [("Bob", Action.REJECT)]
    expect(other.page.locator("#problem")).to_be_empty()


def test_draft_of_a_note_outlives_a_look_at_another_claim(tab: Tab) -> None:
    tab.open().press("n")
    tab.page.keyboard.type("half a tho")
    tab.press("Escape", "j")
    assert tab.page.locator("#why").input_value() == ""
    tab.press("k")

    assert tab.page.locator("#why").input_value() == "half a tho"


def test_focus_stays_on_a_button_that_was_pressed(tab: Tab) -> None:
    tab.open()
    tab.page.locator("#do-reject").focus()
    tab.press("Enter")

    expect(tab.page.locator(".badge.review")).to_have_text("rejected")
    assert tab.focus == "do-reject"


def test_tab_stops_once_in_the_list_and_arrows_walk_in_it(tab: Tab) -> None:
    tab.open()
    tab.page.locator("#stance").focus()
    tab.page.keyboard.press("Tab")
    assert tab.focus == f"c-{ID}"
    tab.press("ArrowDown", "ArrowDown", "ArrowUp")
    second = tab.page.locator("#claims a").nth(1).get_attribute("data-claim")
    assert (tab.claim, tab.focus) == (second, f"c-{second}")
    tab.page.keyboard.press("Tab")
    assert tab.focus == "do-accept"
    tab.page.keyboard.press("Shift+Tab")
    assert tab.focus == f"c-{second}"
    tab.page.locator("#label").select_option("not_enough_info")
    expect(tab.page.locator("#claims li")).to_have_count(1)
    expect(tab.page.locator("#claims a")).to_have_attribute("tabindex", "0")


def test_button_goes_to_the_next_claim_and_keeps_the_focus(tab: Tab) -> None:
    tab.open()
    tab.page.locator("#do-next").focus()
    tab.press("Enter", "Enter")

    assert tab.claim == tab.page.locator("#claims a").nth(2).get_attribute("data-claim")
    assert tab.focus == "do-next"


def test_keys_walk_nowhere_where_no_claim_fits(tab: Tab) -> None:
    tab.open()
    tab.page.locator("#q").fill("no such words")
    expect(tab.page.locator("#claims")).to_contain_text("No claim fits")
    tab.page.locator("#sheet").focus()
    tab.press("j", "k", "j")

    assert tab.claim == ID
    assert tab.asked.count(tab.site.url) == 1  # the link to all claims is no claim to walk to


def test_on_a_phone_a_claim_that_is_tapped_is_in_view_and_its_page_stands_below_the_passage(
    chromium: Browser, site: Site
) -> None:
    context = chromium.new_context(viewport={"width": 390, "height": 844})
    tab = Tab(context.new_page(), site).open()
    tab.page.locator("#claims a").nth(2).click()
    tab.page.wait_for_selector("#sheet:not([aria-busy])")
    tops = tab.page.evaluate(
        "['#claim-text', '#evidence', '#page', '#others', '#checks-title']"
        ".map(each => document.querySelector(each).getBoundingClientRect().top)"
    )

    assert 0 <= tops[0] < 400
    assert tops == sorted(tops)
    assert tab.problems == []
    context.close()


def test_server_that_is_gone_is_said_and_the_words_stay(tab: Tab, place: Place) -> None:
    tab.open()
    tab.page.locator("#why").fill("do not lose me")
    tab.page.context.set_offline(True)
    tab.page.locator("#do-reject").click()

    expect(tab.page.locator("#problem")).to_contain_text("does not answer")
    assert tab.page.locator("#why").input_value() == "do not lose me"
    assert decisions(place) == []
    tab.problems.clear()  # the browser's own word for it


def test_page_from_before_a_restart_is_told_to_load_again(tab: Tab, place: Place) -> None:
    tab.open()
    older = json.dumps({CSRF_HEADER: "of another run"})
    tab.page.evaluate("older => document.body.setAttribute('hx-headers:inherited', older)", older)
    tab.press("a")

    expect(tab.page.locator("#problem")).to_contain_text("load it again")
    expect(tab.page.locator("#sheet article")).to_be_visible()
    assert decisions(place) == []
    tab.problems.clear()  # the refusal


def violations(page: Page) -> list[str]:
    """What axe-core finds that is serious."""
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found: dict[str, Any] = page.evaluate("axe.run()")
    return [
        f"{each['id']}: {node['html'][:120]} {json.dumps(node['any'][:1])[:300]}"
        for each in found["violations"]
        if each["impact"] in {"serious", "critical"}
        for node in each["nodes"]
    ]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1440, 390])
def test_axe_finds_no_serious_violation(chromium: Browser, site: Site, scheme: Any, width: int) -> None:
    context = chromium.new_context(viewport={"width": width, "height": 844}, color_scheme=scheme)
    tab = Tab(context.new_page(), site).open()
    assert violations(tab.page) == []
    tab.press("a", "n")
    tab.page.keyboard.type("note")
    tab.press("Control+Enter", "Escape", "e", "j", "1", "?")
    assert violations(tab.page) == []
    tab.press("Escape", "j", "j", "j", "j")  # the claim without a page picture
    assert violations(tab.page) == []
    context.close()


def test_page_is_no_wider_than_a_phone_whatever_it_holds(chromium: Browser, place: Place, serve: Serve) -> None:
    long = ["x" * 400, "http://" + "y" * 300]
    place.add(*(make_verdict(text, Label.REFUTED, place.printed) for text in (*HOSTILE, *long)), run="a" * 12)
    context = chromium.new_context(viewport={"width": 360, "height": 740})
    tab = Tab(context.new_page(), serve()).open()

    for _ in range(len(HOSTILE) + len(long)):
        wide = "['html', '#sheet', '#claims'].filter(each => document.querySelector(each).scrollWidth > innerWidth)"
        assert tab.page.evaluate(wide) == [], tab.claim
        tab.press("j")
    assert tab.problems == []
    context.close()


def test_hostile_text_runs_nothing(chromium: Browser, place: Place, serve: Serve) -> None:
    texts = [*HOSTILE, "<img src=x onerror=document.title='run'>", "<script>document.title='run'</script>"]
    place.add(*(make_verdict(text, Label.REFUTED, place.printed) for text in texts), run="a" * 12)
    context = chromium.new_context()
    tab = Tab(context.new_page(), serve()).open()
    for _ in texts:
        tab.press("j", "n")
        tab.page.keyboard.type("<b onclick=run()>{{ 7 * 7 }}</b>")
        tab.press("Control+Enter", "Escape")

    assert re.fullmatch("Review . synth", tab.page.title())
    assert tab.page.locator(".claims .text *, #claim-text *, .note b:nth-of-type(2)").count() == 0
    assert tab.problems == []
    context.close()
