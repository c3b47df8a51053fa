"""Markup resolved, characters that mean the same made one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from synth.claims.latex import argument_at, command_at
from synth.claims.text import normalise, readable_latex, readable_math, strip_html


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        (r"$\lambda$ is set to 1", "λ is set to 1"),
        (r"B \times T \times E", "B × T × E"),
        (r"gains of $\sim$3\% ($p < 0.05$)", "gains of ∼3% (p < 0.05)"),
        (r"$10^{-3}$ and $x^2$", "10^-3 and x^2"),
        (r"$\mathcal{L}_{\text{MLM}}$", "LMLM"),
        (r"\textbf{bold} and \emph{slanted \texttt{code}}", "bold and slanted code"),
        (r"Sch\"utze, Erd\H{o}s, na\"{\i}ve, \c{C}elik", "Schütze, Erdős, naïve, Çelik"),
        (r"Table~3 of \href{https://x.org}{this page}", "Table 3 of this page"),
        (r"$\frac{a+b}{c}$, $\sqrt{x}$, $\hat{y}$", "(a+b)/c, √x, ŷ"),
        (r"\(a \leq b\) and \[c \geq d\]", "a ≤ b and c ≥ d"),
        (r"$O(n\log n)$", "O(n log n)"),
        (r"F$_1$ of 90\,\%", "F1 of 90 %"),
    ],
)
def test_latex_reads_as_it_prints(source: str, shown: str) -> None:
    assert readable_latex(source) == shown


@pytest.mark.parametrize(
    "text", ["costs $5 to $10", "$5-$10", "plain text", "~5 % of a_b and x^2", "100 $ and 200 $", ""]
)
def test_text_without_markup_comes_back_as_it_is(text: str) -> None:
    assert readable_latex(text) == text


def test_price_beside_a_formula_stays() -> None:
    assert readable_latex(r"$5 for $\alpha$ runs") == "$5 for α runs"


def test_unknown_command_leaves_its_argument() -> None:
    assert readable_latex(r"\ours{Tern} wins") == "Tern wins"


@pytest.mark.parametrize("text", ["\\frac{" * 5000, "{" * 100_000 + "\\a", "\\hat" * 3000, "$" * 999 + "\\x", "\\"])
def test_hostile_markup_is_survived(text: str) -> None:
    assert isinstance(readable_latex(text), str)
    assert isinstance(readable_math(text), str)


@given(st.text(alphabet=st.sampled_from("\\{}$^_a1 []~&%frac"), max_size=60))
def test_any_markup_is_resolved_to_some_text(text: str) -> None:
    assert isinstance(readable_latex(text), str)


@given(st.text(alphabet=st.sampled_from("\\{}[]a "), min_size=1, max_size=40))
def test_reading_a_command_or_argument_moves_on_and_stays_inside(text: str) -> None:
    _, after = command_at("\\" + text, 0, math=False)
    _, stop = argument_at(text, 0)

    assert 0 < after <= len(text) + 1
    assert 0 < stop <= len(text)


def test_normalise_makes_quotes_dashes_spaces_and_ligatures_one() -> None:
    assert normalise("the  “eﬃcient”\u00a0state‐of‐the‐art – −3") == 'the "efficient" state-of-the-art - -3'
    assert normalise("soft\u00adhyphen") == "softhyphen"


@given(st.text(max_size=60))
def test_normalise_twice_changes_nothing_more(text: str) -> None:
    assert normalise(normalise(text)) == normalise(text)


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        ('<a href="https://x.org/?a=1&b=2">Li &amp; Wu</a>', "Li & Wu"),
        ("p < .05 and q > 3", "p < .05 and q > 3"),
        ("one<br>two", "one two"),
        ("<script>alert(1)</script>text", "text"),
        ("&lt;b&gt;", "<b>"),
        ("a <!-- hidden --> b", "a  b"),
    ],
)
def test_html_is_stripped_and_resolved_once(source: str, shown: str) -> None:
    assert strip_html(source) == shown
