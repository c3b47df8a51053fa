import pytest

from synth.verdict.checkable import why_uncheckable


@pytest.mark.parametrize(
    "text",
    [
        "Width helps a lot.",
        "BERT reaches 86.7 F1 on MNLI.",
        "α is set to 0.1 in all experiments.",
        "In El Niño years the model of De la Cruz et al. is less accurate.",
        "RoBERTa outperforms BERT.",
    ],
)
def test_statement_can_be_checked(text: str) -> None:
    assert why_uncheckable(text) == ""


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("Does model size matter?", "question"),
        ("Width", "one word"),
        ("Width helps.", "two words"),
        ("== 86.7 / 3 >> 12 %", "symbols"),
        ("", "symbols"),
        ("Das Modell ist auf der Aufgabe nicht besser als die anderen.", "English"),
        ("Le modèle est plus rapide que les autres sur cette tâche.", "English"),
        ("模型在所有任务上 都比 以前的模型 更好", "English"),
        ("word and " * 300, "too long"),
    ],
)
def test_what_is_no_claim_says_why(text: str, why: str) -> None:
    assert why in why_uncheckable(text)
