"""LaTeX commands by what they print. Data, no behaviour."""

from typing import Final


def _words(*lines: str) -> list[str]:
    """The words of a list that is written like prose."""
    return [word for line in lines for word in line.split()]


def _pairs(*lines: str) -> dict[str, str]:
    """Names and what they print, by turns."""
    words = _words(*lines)
    return dict(zip(words[::2], words[1::2], strict=True))


_GREEK = _pairs(
    "alpha α beta β gamma γ delta δ epsilon ε varepsilon ε zeta ζ eta η theta θ vartheta θ iota ι kappa κ",
    "lambda λ mu μ nu ν xi ξ pi π varpi π rho ρ varrho ρ sigma σ varsigma ς tau τ upsilon υ phi φ varphi φ chi",
    "χ psi ψ omega ω Gamma Γ Delta Δ Theta Θ Lambda Λ Xi Ξ Pi Π Sigma Σ Upsilon Υ Phi Φ Psi Ψ Omega Ω",
)
_OPERATORS = _pairs(
    "times × cdot · cdots ⋯ ldots ... dots ... dotsc ... dotsb ... vdots ⋮ ddots ⋱ pm ± mp ∓ div ÷ ast ∗ star ⋆",
    "circ ∘ bullet • oplus ⊕ otimes ⊗ odot ⊙ cup ∪ cap ∩ setminus \\ wedge ∧ vee ∨ land ∧ lor ∨ neg ¬ lnot ¬",
    "sum ∑ prod ∏ int ∫ partial ∂ nabla ∇ infty ∞ forall ∀ exists ∃ emptyset ∅ varnothing ∅ in ∈ notin ∉ ni ∋",
    "subset ⊂ subseteq ⊆ supset ⊃ supseteq ⊇ leq ≤ le ≤ leqslant ≤ geq ≥ ge ≥ geqslant ≥ neq ≠ ne ≠ ll ≪ gg ≫",
    "approx ≈ sim ∼ simeq ≃ cong ≅ equiv ≡ propto ∝ mid | vert | Vert ‖ lvert | rvert | lVert ‖ rVert ‖ to →",
    "rightarrow → leftarrow ← leftrightarrow ↔ Rightarrow ⇒ Leftarrow ⇐ Leftrightarrow ⇔ longrightarrow →",
    "mapsto ↦ uparrow ↑ downarrow ↓ implies ⇒ iff ⇔ langle ⟨ rangle ⟩ lfloor ⌊ rfloor ⌋ lceil ⌈ rceil ⌉ lbrace",
    "{ rbrace } lbrack [ rbrack ] ell ℓ hbar ℏ Re ℜ Im ℑ aleph ℵ perp ⊥ top ⊤ bot ⊥ angle ∠ triangle △ square □",
    "checkmark ✓ cmark ✓ xmark ✗ dagger † ddagger ‡ degree ° prime ′ colon : lt < gt >",
)
_LETTERS = _pairs(
    "S § P ¶ copyright © aa å AA Å ae æ AE Æ oe œ OE Œ o ø O Ø ss ß l ł L Ł i ı j ȷ dh ð th þ textless <",
    "textgreater > textbar | textasciitilde ~ textasciicircum ^ textbackslash \\ textendash – textemdash —",
    "textquoteright ’ textquoteleft ‘ textquotedblleft “ textquotedblright ” textdegree ° textpm ± texttimes ×",
    "textmu μ textrightarrow → textuparrow ↑ textdownarrow ↓ textunderscore _ textdollar $ textbullet •",
    "textellipsis ...",
)
FUNCTIONS: Final = frozenset(
    _words(
        "log ln exp max min sup inf lim arg argmax argmin softmax sin cos tan tanh det dim ker deg gcd Pr mod",
        "bmod sigmoid",
    )
)
"""Names that print as themselves, set apart from what stands before them."""

_SPACES = _words(
    ", ; : > quad qquad enspace thinspace space nobreakspace newline linebreak hfill hfil hskip",
)
SYMBOLS: Final[dict[str, str]] = {
    **_GREEK,
    **_OPERATORS,
    **_LETTERS,
    **{name: name for name in FUNCTIONS},
    **dict.fromkeys(_SPACES, " "),
    "\\": " ",
    " ": " ",
    "\n": " ",
    "!": "",
    "/": "",
    "-": "",
    "@": "",
    "{": "{",
    "}": "}",
    "|": "‖",
    **{char: char for char in "%&#_$"},
    "LaTeX": "LaTeX",
    "TeX": "TeX",
    "BibTeX": "BibTeX",
    "eg": "e.g.",
    "ie": "i.e.",
    "etal": "et al.",
}
"""What a command without argument prints."""

ACCENTS: Final[dict[str, str]] = {
    "'": "\u0301", "`": "\u0300", '"': "\u0308", "^": "\u0302", "~": "\u0303", "=": "\u0304", ".": "\u0307",
    "c": "\u0327", "v": "\u030c", "u": "\u0306", "H": "\u030b", "k": "\u0328", "r": "\u030a", "d": "\u0323",
}  # fmt: skip
"""Combining marks by the accent commands of text."""

MATH_ACCENTS: Final[dict[str, str]] = {
    "hat": "\u0302", "widehat": "\u0302", "tilde": "\u0303", "widetilde": "\u0303", "bar": "\u0304",
    "overline": "\u0304", "dot": "\u0307", "ddot": "\u0308",
}  # fmt: skip
"""Combining marks by the accent commands of formulas."""

DROPPED: Final = frozenset(
    _words(
        "left right big Big bigg Bigg bigl bigr Bigl Bigr middle displaystyle textstyle scriptstyle limits",
        "nolimits centering noindent small footnotesize scriptsize tiny large Large normalsize bf it em tt sc",
        "rm sf bfseries itshape ttfamily scshape rmfamily mdseries upshape boldmath protect relax par item",
        "maketitle smallskip medskip bigskip hline toprule midrule bottomrule nonumber notag xspace clearpage",
        "newpage raggedright",
    )
)
"""Commands that print nothing and take no argument."""

HIDDEN: Final = frozenset(_words("label vspace hspace phantom hphantom vphantom tag color vskip cite citep citet ref"))
"""Commands that print nothing we can know, argument included."""
