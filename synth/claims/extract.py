"""A paper's claims: which of its sentences assert something, each made to stand alone."""

from collections.abc import Iterator
from dataclasses import dataclass

from synth.claims.atoms import atoms_of
from synth.claims.citations import without_citations
from synth.claims.debris import is_about_layout, is_whole_sentence, names_with_digits
from synth.claims.dedupe import merge_claims
from synth.claims.document import Document, Sentence
from synth.claims.ids import claim_id
from synth.claims.leads import without_lead_in
from synth.claims.names import PaperNames, names_of
from synth.claims.places import Place, place_of_sentence
from synth.claims.resolve import resolved
from synth.claims.rules import judged, speaks_of_itself
from synth.claims.scorer import DEFAULT_WEIGHTS, Weights, importance_of, selected
from synth.claims.types import Claim, Origin

MAX_CHARS = 800  # longer ones are tables or lists that ran together
MIN_IMPORTANCE = 0.15  # below it no rule has found anything worth checking


@dataclass(frozen=True, slots=True)
class _Statement:
    """A sentence on its way to becoming claims."""

    text: str
    sentence: Sentence
    place: Place
    about_others: bool
    is_theirs: bool


def extract_claims(document: Document, *, limit: int, weights: Weights = DEFAULT_WEIGHTS) -> tuple[Claim, ...]:
    """The most important assertions of a paper.

    Pure and deterministic: the same document gives the same claims.

    Args:
        document: Text with sentences and sections; references, captions, tables and front matter are passed over.
        limit: How many claims to keep at most, at least 1.
        weights: What makes a claim important, and how strongly the choice is spread over types.

    Returns:
        Claims most important first. Each stands alone, asserts one thing as far as it can be cut without breaking,
        and holds the span of the sentence it was read from; ``stated_by`` names the document's paper.
    """
    names = names_of(document)
    claims = [
        claim
        for statement in _statements(document)
        for claim in _claims(document, statement, names, weights)
        if claim.importance >= MIN_IMPORTANCE
    ]
    ranked = sorted(claims, key=lambda claim: (-claim.importance, claim.origin.span))
    return selected(merge_claims(ranked), limit, weights)


def _statements(document: Document) -> Iterator[_Statement]:
    """Whole sentences in places where a paper asserts something, citation marks taken out."""
    opening = _opening(document)
    names = names_with_digits(document.text)
    for sentence in document.sentences:
        place = place_of_sentence(document, sentence)
        if place is Place.NOWHERE or len(sentence.span) > MAX_CHARS:
            continue
        raw = " ".join(document.quote(sentence.span).split())
        bare = without_citations(raw)
        if not bare.is_broken and is_whole_sentence(bare.text, names):
            about_others = bare.is_led or bare.has_marks or sentence in opening
            yield _Statement(bare.text, sentence, place, about_others, bare.is_theirs)


def _opening(document: Document) -> list[Sentence]:
    """What an abstract says of the field before its first "we"; empty if it never speaks of itself."""
    abstract = [each for each in document.sentences if place_of_sentence(document, each) is Place.ABSTRACT]
    own = (at for at, sentence in enumerate(abstract) if speaks_of_itself(document.quote(sentence.span)))
    return abstract[: next(own, 0)]


def _claims(document: Document, statement: _Statement, names: PaperNames, weights: Weights) -> Iterator[Claim]:
    """The claims of one statement: its atoms where all of them stand alone, else the whole where that does."""
    own = (names.method, names.resource)
    whole = without_lead_in(statement.text, names)
    if is_about_layout(whole.text):
        return
    for atoms in (atoms_of(whole.text), (whole.text,)):
        claims = []
        for atom in atoms:
            bare = without_lead_in(atom, names)
            was_shown = whole.was_shown or bare.was_shown
            text = resolved(bare.text, names, statement.place)
            if text is None:
                break
            judgement = judged(
                bare.text,
                statement.place,
                names=own,
                about_others=statement.about_others,
                is_theirs=statement.is_theirs,
                was_shown=was_shown,
            )
            claim = Claim(
                id=claim_id(text),
                text=text,
                type=judgement.type,
                origin=Origin(paper=document.paper, span=statement.sentence.span),
                stated_by=(document.paper,),
                importance=importance_of(text, judgement, statement.place, own, weights) if judgement.weight else 0.0,
            )
            claims.append(claim)
        else:
            yield from claims
            return
