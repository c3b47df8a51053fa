from synth.render.layout import columns, elided, excerpt, seen_width
from synth.render.tables import claim_sheet, claims_table, papers_table, status_text
from tests.render.samples import (
    ALONE,
    CONTRADICTED,
    PAPERS,
    RUN,
    VERIFIED_REPORT,
    make_blind_audit,
    make_hostile,
    make_verdict,
)

CLAIMS = [verdict.claim for verdict in VERIFIED_REPORT.verdicts]
VERDICTS = {verdict.claim.id: verdict for verdict in VERIFIED_REPORT.verdicts}


def test_papers_are_aligned_and_a_missing_one_says_why() -> None:
    assert papers_table(PAPERS).splitlines() == [
        "PAPER         STATUS     YEAR  TITLE",
        "2101.00001v2  available  2021  Wide Encoders Tolerate Noise",
        "2102.00002v1  available  2021  Depth, Not Width",
        "2103.00003    not found        arXiv knows no paper 2103.00003",
    ]


def test_claims_show_short_id_mark_label_and_confidence() -> None:
    lines = claims_table(CLAIMS, VERDICTS).splitlines()

    assert lines[1] == f"{CLAIMS[0].id[:8]}  ×  refuted          0.87  result  Wider encoders lose less under noise."


def test_claim_without_a_verdict_is_not_checked_yet() -> None:
    assert "not checked yet" in claims_table(CLAIMS[:1])
    assert claim_sheet(CLAIMS[0]).endswith("not checked yet: synth verify")


def test_empty_lists_say_so() -> None:
    assert (papers_table([]), claims_table([])) == ("no papers yet", "no claims yet")


def test_long_text_is_cut_between_words_at_the_width() -> None:
    table = claims_table([make_verdict("word " * 60).claim], width=80)

    assert max(seen_width(line) for line in table.splitlines()) <= 80
    assert table.endswith("word…")


def test_claim_sheet_holds_quote_place_checks_and_probabilities() -> None:
    text = claim_sheet(CONTRADICTED.claim, CONTRADICTED)

    for part in (
        CONTRADICTED.claim.id,
        "stated by  2101.00001",
        "× refuted 0.87: the paper says the opposite",
        "direction: conflict: the claim says less, the paper says more",
        "“Wider encoders lose more under noise in all our runs.”",
        "2102.00002v1, section 4.2 Results, page 6",
        "refuted 0.87, not enough info 0.04",
    ):
        assert part in text


def test_claim_sheet_of_an_unavailable_source_shows_no_confidence() -> None:
    verdict = make_blind_audit().verdicts[0]

    assert "– source unavailable –: none of the cited papers could be read" in claim_sheet(verdict.claim, verdict)


def test_status_counts_what_waits_and_lists_what_failed() -> None:
    text = status_text(
        workspace="here",
        papers=PAPERS,
        claims=CLAIMS,
        verdicts=[ALONE],
        failures=VERIFIED_REPORT.failures,
        runs=[RUN],
        next_commands=["synth verify"],
    )

    assert text.splitlines() == [
        "workspace  here",
        "papers     3 papers: 2 read, 1 not found",
        "claims     3 claims, 2 waiting to be checked",
        "verdicts   1 claim: 1 not corroborated",
        "last run   verify 0123456789ab, 2026-07-08 09:30 UTC",
        "",
        "will be tried again:",
        "failed: 2103.00003: arXiv knows no paper 2103.00003",
        "next: synth verify",
    ]


def test_hostile_text_sends_no_control_to_the_terminal() -> None:
    data = make_hostile()
    claims = [verdict.claim for verdict in data.verdicts]
    texts = [papers_table(data.papers), claims_table(claims), *(claim_sheet(one.claim, one) for one in data.verdicts)]

    for text in texts:
        assert all(line.isprintable() for line in text.split("\n"))


def test_wide_letters_keep_the_columns_aligned() -> None:
    lines = columns([("模型", "a"), ("x", "b")], width=40).splitlines()

    assert [seen_width(line) for line in lines] == [7, 7]


def test_elided_text_is_never_wider_than_asked() -> None:
    for width in range(2, 30):
        for text in ("Wider encoders lose less.", "模型模型模型模型", "x" * 50, "a\u0301" * 40, ""):
            assert seen_width(elided(text, width)) <= width


def test_excerpt_shows_the_place_and_is_never_wider_than_asked() -> None:
    text = "one two three four five six seven eight nine ten eleven twelve"

    for place in range(0, len(text), 5):
        for width in (20, 30, 70):
            cut = excerpt(text, place, width)
            assert seen_width(cut) <= width
            assert text[place : place + 2].strip() in cut
