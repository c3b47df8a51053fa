import dataclasses
import io
import re
import sqlite3
from pathlib import Path
from urllib.parse import parse_qsl, urlencode

import pytest
from pypdf import PdfWriter

from synth.claims.document import Box
from synth.claims.ids import claim_id
from synth.documents.pictures import PdfPictures
from synth.documents.read import FileReader
from synth.pipeline.desk import ReviewDesk
from synth.ports.review import Action, Decision, Stance, Wanted
from synth.store.engine import open_store
from synth.store.review import SqlReviews
from synth.verdict.types import Label
from synth.web.app import AT_FIRST
from tests.conftest import fixed_clock
from tests.render.samples import HOSTILE
from tests.web.conftest import (
    CLAIMS,
    PDF,
    PRINTED,
    WEB,
    WEB_CLAIM,
    Place,
    Serve,
    Site,
    make_verdict,
    relabelled,
    verdict_of,
)

FIRST = "Embeddings find the evidence sentence more often than BM25."
ID = claim_id(FIRST)
TAG = re.compile(r"<[a-z!/][^>]*>")


def twice(pdf: Path) -> bytes:
    """A PDF that holds each page of another one two times."""
    writer, out = PdfWriter(), io.BytesIO()
    writer.append(pdf)
    writer.append(pdf)
    writer.write(out)
    return out.getvalue()


def shown(page: str) -> str:
    """The words of a page without its markup."""
    return " ".join(re.sub(r"<[^>]*>", "", page).split())


def test_page_lists_every_claim_and_shows_the_one_that_asks_for_attention(site: Site) -> None:
    page = site.get().text

    assert all(text in page for text in CLAIMS)
    assert page.index(f'data-claim="{ID}"') < page.index("data-claim=", page.index(f'data-claim="{ID}"') + 1)
    assert f'<article class="claim refuted" data-claim="{ID}"' in page


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ({"label": "refuted"}, 1),
        ({"label": "supported"}, 3),
        ({"label": "source_unavailable"}, 0),
        ({"stance": "open"}, 6),
        ({"stance": "accepted"}, 0),
        ({"q": "EVIDENCE sentence"}, 3),
        ({"q": ID[:8]}, 1),
        ({"q": "evidence", "label": "refuted"}, 1),
        ({"q": "nothing has this"}, 0),
    ],
)
def test_filter_shows_the_claims_that_fit(site: Site, query: dict[str, str], count: int) -> None:
    assert site.get(f"claims?{urlencode(query)}").text.count("data-claim=") == count


def test_long_list_comes_in_two_pieces_that_hold_every_claim_once(site: Site, place: Place) -> None:
    more = [make_verdict(f"Claim number {number}.", Label.PARTIAL, place.printed) for number in range(AT_FIRST)]
    place.add(*more, run="a" * 12)

    first, rest = site.get("claims?label=partial").text, site.get("claims?label=partial&rest=1").text
    ids = re.findall(r'data-claim="(\w+)"', first + rest)

    assert len(ids) == len(set(ids)) == AT_FIRST + 1
    assert f"{AT_FIRST + 1} claims" in first
    assert first.count("data-claim") == AT_FIRST
    assert "rest=1" in first
    assert "rest=1" not in site.get("claims?label=refuted").text


def test_claim_shows_checks_numbers_attack_and_papers(site: Site) -> None:
    text = shown(site.get(f"claim/{claim_id(next(iter(CLAIMS)))}").text)

    assert "numbers conflict: 97.2 is not 94.4" in text
    assert "names agrees: both name BM25" in text
    assert "1 of 2 altered claims were caught. Passed, although false: BM25 never finds it." in text
    assert "supported 0.70" in text
    assert "cosine 0.81" in text
    assert "“Word Overlap”: it says so" in text


def test_evidence_is_boxed_on_a_picture_of_its_page(site: Site) -> None:
    page = site.get(f"claim/{ID}").text
    address = re.search(r'src="/(page\.png[^"]*)"', page)
    assert address is not None
    picture = site.get(address[1].replace("&amp;", "&"))

    assert picture.headers["Content-Type"] == "image/png"
    assert picture.content.startswith(b"\x89PNG")
    assert re.search(r'<svg viewBox="0 0 595\.\d* 841\.\d*"', page)
    assert page.count("<rect ") >= 1


def test_paper_without_pdf_shows_the_paragraph_with_the_quote_marked(site: Site) -> None:
    page = site.get(f"claim/{claim_id(WEB_CLAIM)}").text

    assert "page.png" not in page
    assert '<span class="around">We read forty papers. </span>' in page
    assert "<mark>Wide models lose less under noise</mark>" in page
    assert "Nobody knows why this is so." in page


def test_deleted_pdf_is_said_and_the_words_stay(site: Site, place: Place) -> None:
    (place.cache / "overlap.pdf").unlink()

    page = site.get(f"claim/{ID}")

    assert page.status_code == 200
    assert "the PDF of 2104.00001 is gone: overlap.pdf" in page.text
    assert "<blockquote" in page.text
    assert "page.png" not in page.text
    picture = site.get(f"page.png?paper={PRINTED}&version=1&page=1")
    assert (picture.status_code, "is gone" in picture.text) == (404, True)


def test_pdf_that_is_no_pdf_any_more_is_said(site: Site, place: Place) -> None:
    (place.cache / "overlap.pdf").write_bytes(b"gone wrong")

    page = site.get(f"claim/{ID}")

    assert page.status_code == 200
    assert "not readable as a PDF" in page.text


def test_passage_that_goes_on_on_the_next_page_shows_both(serve: Serve, place: Place) -> None:
    verdict = verdict_of(place, FIRST)
    boxes = (Box(1, 50, 700, 300, 710), Box(2, 50, 60, 200, 70))
    (piece,) = verdict.evidence
    across = dataclasses.replace(piece, boxes=boxes)
    place.add(dataclasses.replace(verdict, evidence=(across,), by_paper=()), run="a" * 12)
    (place.cache / "overlap.pdf").write_bytes(twice(PDF))

    page = serve().get(f"claim/{ID}").text

    assert re.findall(r'alt="Page (\d) of', page) == ["1", "2"]
    assert page.count("<rect ") == 2
    assert "the passage goes on" in page


def test_other_passages_are_found_and_can_be_looked_at(site: Site) -> None:
    page = site.get(f"claim/{ID}").text
    places = re.findall(r'hx-get="/(claim/[^"]*)"', page)
    other = site.get(places[1].replace("&amp;", "&")).text

    assert len(places) >= 3
    assert "found by words" in page
    assert 'id="p-2" href=' in other
    assert re.search(r'id="p-2"[^>]*aria-current="true"', other)


def test_decision_is_kept_with_who_when_before_after_and_why(site: Site, place: Place) -> None:
    answer = site.decide(ID, "relabel:partial", why="it depends on the length")

    (decision,) = SqlReviews(place.store).decisions()
    assert answer.status_code == 200
    assert (decision.reviewer, decision.action, decision.why) == ("Ada", Action.RELABEL, "it depends on the length")
    assert decision.at.isoformat() == "2026-01-02T03:04:05+00:00"
    assert (decision.before.label, decision.after.label) == (None, Label.PARTIAL)
    assert "corrected: partial" in answer.text
    assert "1</b> of 6 reviewed" in answer.text


def test_other_evidence_can_be_picked(site: Site, place: Place) -> None:
    page = site.get(f"claim/{ID}").text
    passage = site.get(re.findall(r'hx-get="/(claim/[^"]*)"', page)[1].replace("&amp;", "&")).text
    form = passage[passage.index('id="decision"') : passage.index("</form>")]
    fields = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', form))
    fields.pop("seen")

    answer = site.decide(ID, "evidence", fields=fields)

    (decision,) = SqlReviews(place.store).decisions()
    chosen = decision.after.evidence
    assert chosen is not None
    assert chosen.quote == place.printed.quote(chosen.place.span)
    assert "This is your evidence" in answer.text
    assert "This is your evidence" in site.get(f"claim/{ID}").text


def test_passage_in_view_stays_in_view_after_a_decision(site: Site) -> None:
    page = site.get(f"claim/{ID}").text
    address = re.findall(r'hx-get="/(claim/[^"]*)"', page)[1].replace("&amp;", "&")
    fields = dict(parse_qsl(address.partition("?")[2]))

    answer = site.decide(ID, "accept", fields=fields)

    assert re.search(r'id="p-2"[^>]*aria-current="true"', answer.text)


def test_undo_takes_back_one_decision_at_a_time(site: Site, place: Place) -> None:
    site.decide(ID, "accept")
    site.decide(ID, "note", seen=1, why="see page 3")
    site.decide(ID, "undo", seen=2)
    site.decide(ID, "undo", seen=3)
    nothing = site.decide(ID, "undo", seen=4)

    opinions = [decision.after for decision in SqlReviews(place.store).decisions()]
    assert [opinion.stance for opinion in opinions] == [Stance.ACCEPTED] * 3 + [Stance.OPEN]
    assert [opinion.note for opinion in opinions] == ["", "see page 3", "", ""]
    assert nothing.status_code == 422
    assert "there is nothing to undo" in nothing.text


def test_decisions_survive_a_restart(site: Site, place: Place, serve: Serve) -> None:
    site.decide(ID, "reject", why="wrong table")

    again = open_store(f"sqlite:///{place.root}/db/synth.db")
    assert [decision.why for decision in SqlReviews(again).decisions()] == ["wrong table"]
    again.close()
    assert "wrong table" in serve().get(f"claim/{ID}").text


def test_second_person_is_told_and_nothing_is_lost(site: Site, place: Place, serve: Serve) -> None:
    other = serve()  # another process on the same workspace
    assert other.get(f"claim/{ID}").ok
    site.decide(ID, "accept")

    answer = other.decide(ID, "reject", reviewer="Bob", why="I read it\ndifferently")

    assert answer.status_code == 409
    assert "Ada decided meanwhile: accept" in answer.text
    assert 'data-draft="' + ID + '">I read it\ndifferently</textarea>' in answer.text
    assert [decision.reviewer for decision in SqlReviews(place.store).decisions()] == ["Ada"]
    assert other.decide(ID, "reject", seen=1, reviewer="Bob").status_code == 200


def test_decision_that_lost_the_race_in_the_database_is_a_conflict_too(place: Place) -> None:
    class Late(SqlReviews):
        """Sees nothing of what others decide."""

        def decisions(self, *, after: int = 0) -> list[Decision]:  # noqa: ARG002 - the port's
            return []

    desk = place.desk()
    desk._reviews = Late(place.store)
    place.desk().decide(ID, Action.ACCEPT, seen=0, reviewer="Ada")

    with pytest.raises(Exception, match="Ada decided meanwhile: accept"):
        desk.decide(ID, Action.REJECT, seen=0, reviewer="Bob")


def test_database_in_use_is_said_and_nothing_is_half_done(serve: Serve, place: Place) -> None:
    impatient = open_store(f"sqlite:///{place.root}/db/synth.db", busy_s=0.05)
    desk = Place(place.root, impatient, place.printed).desk()
    site = serve(desk=desk)
    other = sqlite3.connect(place.root / "db" / "synth.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")

    answer = site.decide(ID, "accept")
    other.execute("ROLLBACK")
    other.close()

    assert answer.status_code == 503
    assert "is locked" in answer.text
    assert answer.headers["Content-Type"].startswith("text/plain")
    assert SqlReviews(place.store).decisions() == []
    assert site.decide(ID, "accept").status_code == 200
    impatient.close()


@pytest.mark.parametrize(
    ("action", "fields", "message"),
    [
        ("dance", {}, "unknown action"),
        ("relabel:true", {}, "unknown label"),
        ("relabel", {}, "which label?"),
        ("evidence", {}, "which passage?"),
        ("evidence", {"paper": PRINTED, "version": "1", "start": "5", "end": "9999999"}, "no such passage"),
        ("evidence", {"paper": PRINTED, "version": "1", "start": "9", "end": "5"}, "not a passage"),
        ("evidence", {"paper": PRINTED, "version": "x", "start": "0", "end": "5"}, "version is no number"),
        ("accept", {"reviewer": "  "}, "the name is empty"),
        ("note", {"why": ""}, "that is how it stands already"),
        ("note", {"why": "x" * 10_001}, "10000 is the most"),
        ("note", {"why": "x" * 70_000}, "a decision of more than"),
    ],
)
def test_decision_that_makes_no_sense_is_refused(
    site: Site, place: Place, action: str, fields: dict[str, str], message: str
) -> None:
    answer = site.decide(ID, action, fields=fields)

    assert answer.status_code == 422
    assert message in answer.text
    assert SqlReviews(place.store).decisions() == []


def test_claim_that_rests_on_a_withdrawn_paper_says_so(site: Site, place: Place) -> None:
    claim = verdict_of(place, WEB_CLAIM).claim.id
    assert "withdrawn" not in site.get(f"claim/{claim}").text
    paper = next(paper for paper in place.store.papers() if paper.id == WEB)
    place.store.save_papers([dataclasses.replace(paper, withdrawn="withdrawn by the <b>authors</b>")])
    place.add(relabelled(verdict_of(place, WEB_CLAIM), Label.SUPPORTED), run="b" * 12)  # as verify does

    assert "arXiv says: <bdi>withdrawn by the &lt;b&gt;authors&lt;/b&gt;" in site.get(f"claim/{claim}").text


def test_unknown_claim_is_said(site: Site) -> None:
    assert site.get("claim/0123456789abcdef").status_code == 422
    page = site.get("?claim=0123456789abcdef")
    assert page.status_code == 200
    assert "no claim" in page.text


def test_text_of_papers_is_never_markup(site: Site, place: Place) -> None:
    def tags(page: str) -> list[str]:
        """The tags down to the evidence, whose passages differ from claim to claim."""
        return [re.sub(r'="[^"]*"', "", tag) for tag in TAG.findall(page[: page.index("evidence-title")])]

    texts = ["harmless", *HOSTILE, "' hx-on:click=alert(1) x='", '" autofocus onfocus=alert(1) "']
    verdicts = [make_verdict(text, Label.REFUTED, place.printed) for text in texts]
    place.add(*verdicts, run="a" * 12)
    plain, *hostile = [site.get(f"claim/{verdict.claim.id}").text for verdict in verdicts]

    for page in hostile:
        assert tags(page) == tags(plain)
        assert "<script" not in page
    rows = site.get("claims").text
    assert set(TAG.findall(re.sub(r'="[^"]*"', "", rows))) == {
        *(
            "<p class>",
            "</p>",
            "<ol class start>",
            "</ol>",
            "<li id class>",
            "</li>",
            "<a id href data-claim tabindex>",
            "</a>",
        ),
        *("<span class aria-hidden>", "<span class dir>", "<span class>", "</span>"),
    }


def test_note_is_never_markup(site: Site) -> None:
    answer = site.decide(ID, "note", why="<img src=x onerror=alert(1)>")

    assert "<img src=x" not in answer.text
    assert "&lt;img src=x onerror=alert(1)&gt;" in answer.text


def test_verdict_that_changed_after_its_review_is_marked(site: Site, place: Place) -> None:
    site.decide(ID, "accept")
    assert "verdict changed" not in site.get().text
    place.add(relabelled(verdict_of(place, FIRST), Label.PARTIAL), run="c" * 12)

    page = site.get().text

    assert "verdict changed" in page
    assert "The verdict changed after it was reviewed" in site.get(f"claim/{ID}").text
    assert site.decide(ID, "accept", seen=1).status_code == 200
    assert "verdict changed" not in site.get().text


def test_verdicts_made_while_the_page_is_open_appear(site: Site, place: Place) -> None:
    assert "A new claim" not in site.get().text
    place.add(make_verdict("A new claim came.", Label.REFUTED, place.printed), run="d" * 12)

    assert "A new claim came." in site.get().text


def test_workspace_without_verdicts_says_what_to_do(serve: Serve, tmp_path: Path) -> None:
    store = open_store(f"sqlite:///{tmp_path}/empty.db")
    desk = ReviewDesk(
        store=store,
        reviews=SqlReviews(store),
        reader=FileReader(tmp_path),
        pictures=PdfPictures(tmp_path),
        clock=fixed_clock,
    )

    page = serve(desk=desk).get()

    assert "Run <code>synth verify</code>" in page.text
    assert desk.listing(Wanted()).total == 0
    store.close()
