import pytest

from synth.claims.citations import without_citations


@pytest.mark.parametrize(
    ("cited", "bare"),
    [
        ("BLEU (Papineni et al., 2002) counts n-grams.", "BLEU counts n-grams."),
        ("It helps (Roe, 2001; Doe and Poe, 2003; Lee et al., 2010b).", "It helps."),
        ("It helps [3], [4, 5] and [7-9].", "It helps, and."),
        ("It helps [Roe99].", "It helps."),
        ("It helps (see Roe, 2001, p. 12).", "It helps."),
        ("Roe and Doe (2019) show it.", "Roe and Doe show it."),
        ("van der Poe et al. (2019)'s parser is fast.", "van der Poe et al.'s parser is fast."),
        ("The parser of (Collins, 1999) is fast.", "The parser of Collins is fast."),
        ("The corpus (news only; Roe, 2001) is small.", "The corpus (news only) is small."),
        ("Values below .76 (or 2001 words) stay.", "Values below .76 (or 2001 words) stay."),
        ("LetterBank,1 a corpus, is free.", "LetterBank, a corpus, is free."),
    ],
)
def test_citation_marks_leave_a_sentence(cited: str, bare: str) -> None:
    assert without_citations(cited).text == bare


@pytest.mark.parametrize("text", ["As shown in [12].", "We follow [3] and extend [4]."])
def test_mark_that_is_a_part_of_speech_breaks_the_sentence(text: str) -> None:
    assert without_citations(text).is_broken


@pytest.mark.parametrize("text", ["Roe et al. (2019) show it.", "Interestingly, Roe et al. report it."])
def test_cited_subject_makes_it_theirs(text: str) -> None:
    assert without_citations(text).is_theirs


@pytest.mark.parametrize("text", ["Previous work ignores it.", "Many authors ignore it.", "It has been shown to fail."])
def test_previous_work_leads(text: str) -> None:
    assert without_citations(text).is_led


def test_own_statement_with_a_mark_is_not_led() -> None:
    bare = without_citations("We use the Brown corpus (Francis, 1979).")

    assert bare.has_marks
    assert not bare.is_led
    assert not bare.is_theirs
