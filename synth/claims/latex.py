"""LaTeX markup as the characters that a printed page shows."""

import re
import unicodedata

_GREEK = (
    "alpha α beta β gamma γ delta δ epsilon ε varepsilon ε zeta ζ eta η theta θ vartheta θ iota ι kappa κ lambda λ mu μ nu ν "
    "xi ξ pi π varpi π rho ρ varrho ρ sigma σ varsigma ς tau τ upsilon υ phi φ varphi φ chi χ psi ψ omega ω Gamma Γ Delta Δ "
    "Theta Θ Lambda Λ Xi Ξ Pi Π Sigma Σ Upsilon Υ Phi Φ Psi Ψ Omega Ω"
)
_OPERATORS = (
    "times × cdot · cdots ⋯ ldots ... dots ... dotsc ... dotsb ... vdots ⋮ ddots ⋱ pm ± mp ∓ div ÷ ast ∗ star ⋆ circ ∘ bullet • "
    "oplus ⊕ otimes ⊗ odot ⊙ cup ∪ cap ∩ setminus \\ wedge ∧ vee ∨ land ∧ lor ∨ neg ¬ lnot ¬ sum ∑ prod ∏ int ∫ partial ∂ "
    "nabla ∇ infty ∞ forall ∀ exists ∃ emptyset ∅ varnothing ∅ in ∈ notin ∉ ni ∋ subset ⊂ subseteq ⊆ supset ⊃ supseteq ⊇ "
    "leq ≤ le ≤ leqslant ≤ geq ≥ ge ≥ geqslant ≥ neq ≠ ne ≠ ll ≪ gg ≫ approx ≈ sim ∼ simeq ≃ cong ≅ equiv ≡ propto ∝ mid | "
    "vert | Vert ‖ lvert | rvert | lVert ‖ rVert ‖ to → rightarrow → leftarrow ← leftrightarrow ↔ Rightarrow ⇒ Leftarrow ⇐ "
    "Leftrightarrow ⇔ longrightarrow → mapsto ↦ uparrow ↑ downarrow ↓ uparrows ⇈ implies ⇒ iff ⇔ langle ⟨ rangle ⟩ lfloor ⌊ "
    "rfloor ⌋ lceil ⌈ rceil ⌉ lbrace { rbrace } lbrack [ rbrack ] ell ℓ hbar ℏ Re ℜ Im ℑ aleph ℵ perp ⊥ top ⊤ bot ⊥ angle ∠ "
    "triangle △ square □ checkmark ✓ cmark ✓ xmark ✗ dagger † ddagger ‡ S § P ¶ copyright © degree ° prime ′ colon : lt < gt > "
    "textless < textgreater > textbar | textasciitilde ~ textasciicircum ^ textbackslash \\ textendash – textemdash — "
    "textquoteright ’ textquoteleft ‘ textquotedblleft “ textquotedblright ” textdegree ° textpm ± texttimes × textmu μ "
    "textrightarrow → textuparrow ↑ textdownarrow ↓ aa å AA Å ae æ AE Æ oe œ OE Œ o ø O Ø ss ß l ł L Ł i ı j ȷ dh ð th þ"
)
_NAMES = (
    "log ln exp max min sup inf lim arg argmax argmin softmax sin cos tan tanh det dim ker deg gcd Pr mod bmod sigmoid"
)
_SPACES = ", ; : > ! quad qquad enspace thinspace space nobreakspace hspace newline linebreak hfill hfil xspace hskip"
_words = f"{_GREEK} {_OPERATORS}".split()
_FUNCTIONS = frozenset(_NAMES.split())
SYMBOLS = dict(zip(_words[::2], _words[1::2], strict=True)) | {name: name for name in _FUNCTIONS}
SYMBOLS |= dict.fromkeys(_SPACES.split(), " ") | {"\\": " ", " ": " ", "!": "", "/": "", "-": "", "@": ""}
SYMBOLS |= {char: char for char in "%&#_$"} | {"{": "{", "}": "}", "|": "‖"}
_ACCENTS = {"'": "\u0301", "`": "\u0300", '"': "\u0308", "^": "\u0302", "~": "\u0303", "=": "\u0304", ".": "\u0307"}
_ACCENTS |= {"c": "\u0327", "v": "\u030c", "u": "\u0306", "H": "\u030b", "k": "\u0328", "r": "\u030a", "d": "\u0323"}
_MATH_ACCENTS = {"hat": "\u0302", "widehat": "\u0302", "tilde": "\u0303", "widetilde": "\u0303", "bar": "\u0304"}
_MATH_ACCENTS |= {"overline": "\u0304", "dot": "\u0307", "ddot": "\u0308"}
_DROPPED = frozenset(
    "left right big Big bigg Bigg bigl bigr Bigl Bigr displaystyle textstyle scriptstyle limits nolimits centering noindent "
    "small footnotesize scriptsize tiny large Large normalsize bf it em tt sc rm sf bfseries itshape ttfamily scshape rmfamily "
    "boldmath protect relax par item maketitle smallskip medskip bigskip hline toprule midrule bottomrule nonumber notag".split()
)
_HIDDEN = frozenset("label vspace hspace phantom hphantom vphantom tag color input vskip cite citep citet ref".split())
_MATH = re.compile(
    r"\$\$(?P<a>.+?)\$\$|\\\[(?P<b>.+?)\\\]|\\\((?P<c>.+?)\\\)|(?<![\\$])\$(?P<d>[^\s$](?:[^$]*?[^\s\\$])?)\$(?!\d)"
    r"|(?<![\\$])\$(?P<e>\\[a-zA-Z][^$]*)\$",
    re.DOTALL,
)
_COMMAND = re.compile(r"\\([A-Za-z]+\*?|.)", re.DOTALL)


def readable_latex(text: str) -> str:
    """Text with its LaTeX markup as plain characters; text without markup comes back as it is.

    Dollar signs count as mathematics only in pairs that hug their content, so that prices stay.

    >>> readable_latex(r"$\\lambda$ is set to 1; $B \\times T$; 10$^{-3}$; \\emph{all} of $5 and $6")
    'λ is set to 1; B × T; 10^-3; all of $5 and $6'
    """
    if "\\" not in text and "$" not in text:
        return text
    out: list[str] = []
    end = 0
    for match in _MATH.finditer(text):
        out += [_plain(text[end : match.start()], math=False), readable_math(match[match.lastgroup or 0])]
        end = match.end()
    return "".join([*out, _plain(text[end:], math=False)])


def readable_math(formula: str) -> str:
    """A formula, without its delimiters, as one line of plain characters.

    >>> readable_math(r"\\frac{1}{n}\\sum_{i=1}^n x_i \\leq \\mathbb{R}^{d}")
    '1/n ∑i = 1^n xi ≤ R^d'
    """
    uncommented = re.sub(r"(?<!\\)%[^\n]*\n\s*", "", formula)
    plain = re.sub(r"\s+", " ", _plain(uncommented, math=True)).strip()
    plain = re.sub(r"\s+([,.;)\]}])", r"\1", re.sub(r"([(\[{])\s+", r"\1", plain))
    return re.sub(r" ?([=<>≤≥≈≠∈×→≪≫∝]) ?", r" \1 ", plain).strip()


def _plain(text: str, *, math: bool) -> str:
    """Resolve commands from left to right; unknown ones leave their argument, or nothing."""
    if "\\" not in text and not math:
        return text
    out: list[str] = []
    index = 0
    while index < len(text):
        char = text[index]
        if char == "\\" and index + 1 < len(text):
            piece, index = command_at(text, index, math=math)
            is_glued_name = piece in _FUNCTIONS and out and out[-1][-1:].isalnum()
            out.append(f" {piece}" if is_glued_name else piece)
        elif math and char in "^_":
            argument, index = argument_at(text, index + 1)
            inner = _plain(argument, math=True).strip()
            out.append(_script(char, inner))
        elif char in "{}":
            index += 1
        elif char in "~&" and (math or (char == "~" and _is_tie(text, index))):
            out.append(" ")
            index += 1
        elif math and char in "'-*":
            out.append({"'": "′", "-": "-", "*": "∗"}[char])
            index += 1
        else:
            out.append(char)
            index += 1
    return "".join(out)


def _is_tie(text: str, index: int) -> bool:
    """Whether a tilde binds two words ("Table~3"); one after white space means "about"."""
    return index > 0 and not text[index - 1].isspace()


def _script(mark: str, inner: str) -> str:
    """A superscript behind a caret, except marks that print as such; a subscript as the page's text has it."""
    is_mark = not inner or inner in {"∗", "′", "†", "‡", "°", "∘", "⊤", "th", "st", "nd", "rd"}
    return inner if mark == "_" or is_mark else f"^{inner}"


def command_at(text: str, index: int, *, math: bool) -> tuple[str, int]:
    r"""What the command at ``index`` prints, and where the text goes on.

    >>> command_at(r"\emph{so} it goes", 0, math=False)
    ('so', 9)
    """
    match = _COMMAND.match(text, index)
    if match is None:
        return "", index + 1
    name, end = match[1].rstrip("*"), match.end()
    if name in {"frac", "tfrac", "dfrac", "nicefrac", "sfrac"}:
        over, end = argument_at(text, end)
        under, end = argument_at(text, end)
        return f"{_bracketed(over, math=math)}/{_bracketed(under, math=math)} ", end
    if name == "sqrt":
        argument, end = argument_at(text, end)
        return f"√{_bracketed(argument, math=math)}", end
    if name in {"href", "textcolor", "begin", "end"}:
        _, end = argument_at(text, end)
        return ("", end) if name in {"begin", "end"} else _resolved(text, end, math=math)
    if name in (_MATH_ACCENTS if math else _ACCENTS):
        argument, end = argument_at(text, end)
        mark = _MATH_ACCENTS[name] if math else _ACCENTS[name]
        base = {"\\i": "i", "\\j": "j"}.get(argument.strip(), _plain(argument, math=math))
        composed = unicodedata.normalize("NFC", base[:1] + mark)
        return (composed if len(composed) == 1 else base[:1]) + base[1:], end
    if name in SYMBOLS:
        return SYMBOLS[name], end
    if name in _DROPPED:
        return "", end + (end < len(text) and text[end] in " .")
    if name in _HIDDEN:
        return "", argument_at(text, end)[1]
    return _resolved(text, end, math=math)


def _resolved(text: str, index: int, *, math: bool) -> tuple[str, int]:
    """The braced argument at ``index`` in plain characters; nothing where there is none."""
    if index < len(text) and text[index] in "{[":
        argument, index = argument_at(text, index)
        return _plain(argument, math=math), index
    return "", index


def _bracketed(argument: str, *, math: bool) -> str:
    """An argument in plain characters, in brackets where it is more than one term."""
    inner = _plain(argument, math=math).strip()
    return f"({inner})" if re.search(r"[\s+*/·×-]", inner) else inner


def argument_at(text: str, index: int) -> tuple[str, int]:
    """The argument that begins at ``index``, without its braces, and where the text goes on.

    Optional arguments in square brackets are passed over; a missing closing brace takes the rest.

    >>> argument_at("[opt]{a{b}c}d", 0)
    ('a{b}c', 12)
    """
    while index < len(text) and text[index].isspace():
        index += 1
    if index < len(text) and text[index] == "[":
        close = text.find("]", index)
        if 0 <= close and text[close + 1 : close + 2] == "{":
            index = close + 1
    if index >= len(text):
        return "", index
    if text[index] == "\\":
        match = _COMMAND.match(text, index)
        return (match[0], match.end()) if match else ("", index + 1)
    if text[index] != "{":
        return text[index], index + 1
    depth = 0
    for place in range(index, len(text)):
        if text[place] == "{" and text[place - 1] != "\\":
            depth += 1
        elif text[place] == "}" and text[place - 1] != "\\":
            depth -= 1
            if depth == 0:
                return text[index + 1 : place], place + 1
    return text[index + 1 :], len(text)
