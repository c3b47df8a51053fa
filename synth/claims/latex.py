"""LaTeX markup as the characters that a printed page shows."""

import re
import unicodedata

from synth.claims.symbols import ACCENTS, DROPPED, FUNCTIONS, HIDDEN, MATH_ACCENTS, SYMBOLS

_MATH = re.compile(
    r"\$\$(?P<a>.+?)\$\$|\\\[(?P<b>.+?)\\\]|\\\((?P<c>.+?)\\\)|(?<![\\$])\$(?P<d>[^\s$](?:[^$]*?[^\s\\$])?)\$(?!\d)"
    r"|(?<![\\$])\$(?P<e>\\[a-zA-Z][^$]*)\$",
    re.DOTALL,
)
_BRACE = re.compile(r"\\.|[{}]", re.DOTALL)
_FRACTIONS = frozenset(["frac", "tfrac", "dfrac", "cfrac", "nicefrac", "sfrac"])
_TWO_ARGUMENTS = frozenset(["href", "textcolor", "colorbox", "resizebox", "scalebox", "raisebox", "begin", "end"])
_DOTLESS = {"\\i": "i", "\\j": "j"}
MAX_DEPTH = 60  # of braces; text nested deeper is returned as it stands
_COMMAND = re.compile(r"\\([A-Za-z]+\*?|.)", re.DOTALL)


def readable_latex(text: str) -> str:
    r"""Text with its LaTeX markup as plain characters; text without markup comes back as it is.

    Dollar signs count as mathematics only in pairs that hug their content, so that prices stay.

    >>> readable_latex(r"$\lambda$ is set to 1; $B \times T$; 10$^{-3}$; \emph{all} of $5 and $6")
    'λ is set to 1; B × T; 10^-3; all of $5 and $6'
    """
    if ("\\" not in text and "$" not in text) or is_deep(text):
        return text
    out: list[str] = []
    end = 0
    for match in _MATH.finditer(text):
        out += [_plain(text[end : match.start()], math=False), readable_math(match[match.lastgroup or 0])]
        end = match.end()
    return "".join([*out, _plain(text[end:], math=False)])


def readable_math(formula: str) -> str:
    r"""A formula, without its delimiters, as one line of plain characters.

    >>> readable_math(r"\frac{1}{n}\sum_{i=1}^n x_i \leq \mathbb{R}^{d}")
    '1/n ∑i = 1^n xi ≤ R^d'
    """
    if is_deep(formula):
        return formula
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
            is_glued_name = piece in FUNCTIONS and out and out[-1][-1:].isalnum()
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
    if name in _FRACTIONS:
        return _fraction(text, end, math=math)
    if name in (MATH_ACCENTS if math else ACCENTS):
        return _accented(text, end, MATH_ACCENTS[name] if math else ACCENTS[name], math=math)
    if name in SYMBOLS:
        return SYMBOLS[name], end
    if name in DROPPED:
        return "", end + (end < len(text) and text[end] in " .")
    if name in HIDDEN or name in _TWO_ARGUMENTS:
        end = argument_at(text, end)[1]
    is_silent = name in HIDDEN or name in {"begin", "end"}
    shown, end = ("", end) if is_silent else _resolved(text, end, math=math)
    return (f"√{_bracketed(shown)}" if name == "sqrt" else shown), end


def _fraction(text: str, index: int, *, math: bool) -> tuple[str, int]:
    """A fraction in one line."""
    over, index = argument_at(text, index)
    under, index = argument_at(text, index)
    return f"{_bracketed(_plain(over, math=math))}/{_bracketed(_plain(under, math=math))} ", index


def _accented(text: str, index: int, mark: str, *, math: bool) -> tuple[str, int]:
    """A letter with its accent as one character; the letter alone where there is none such."""
    argument, index = argument_at(text, index)
    base = _DOTLESS.get(argument.strip()) or _plain(argument, math=math)
    composed = unicodedata.normalize("NFC", base[:1] + mark)
    return (composed if len(composed) == 1 else base[:1]) + base[1:], index


def _resolved(text: str, index: int, *, math: bool) -> tuple[str, int]:
    """The braced argument at ``index`` in plain characters; nothing where there is none."""
    if index < len(text) and text[index] in "{[":
        argument, index = argument_at(text, index)
        return _plain(argument, math=math), index
    return "", index


def _bracketed(term: str) -> str:
    """A term in brackets if it is more than one."""
    term = term.strip()
    return f"({term})" if re.search(r"[\s+*/·×-]", term) else term


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
        if close >= 0 and text[close + 1 : close + 2] == "{":
            index = close + 1
    if index >= len(text):
        return "", index
    if text[index] == "\\":
        match = _COMMAND.match(text, index)
        return (match[0], match.end()) if match else ("", index + 1)
    if text[index] != "{":
        return text[index], index + 1
    depth = 0
    for brace in _BRACE.finditer(text, index):
        depth += {"{": 1, "}": -1}.get(brace[0], 0)
        if depth == 0:
            return text[index + 1 : brace.start()], brace.end()
    return text[index + 1 :], len(text)


def is_deep(text: str) -> bool:
    """Whether braces are nested deeper than anybody writes by hand.

    >>> is_deep("{" * 200), is_deep("{}" * 200)
    (True, False)
    """
    depth = 0
    for brace in _BRACE.finditer(text):
        depth = max(0, depth + {"{": 1, "}": -1}.get(brace[0], 0))
        if depth > MAX_DEPTH:
            return True
    return False
