"""Settings: defaults < synth.toml < SYNTH_* environment < flags. Unknown keys are errors."""

import dataclasses
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from synth.errors import UsageError

_LOOPBACK = {"localhost", "127.0.0.1", "::1"}
_SEARCHED = ("semantic_scholar_url", "openalex_url", "crossref_url")
_USUAL_NAMES = {
    "semantic_scholar_api_key": ("SEMANTIC_SCHOLAR_API_KEY", "S2_API_KEY"),
    "openalex_api_key": ("OPENALEX_API_KEY",),
    "crossref_mailto": ("CROSSREF_MAILTO",),
}
"""Environment names that other programs read, too; SYNTH_<NAME> goes before them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Everything a user can set, checked.

    Raises:
        UsageError: If a number is out of range or an address is not http(s).
    """

    db: str = ""  # SQLAlchemy URL; "" is db/synth.db in the workspace
    arxiv_api_url: str = "https://export.arxiv.org/api/query"
    arxiv_site_url: str = "https://arxiv.org"
    arxiv_gap_s: float = 3.0  # between two requests; may be less than 3 only on loopback
    contact: str = ""  # e-mail or URL in our User-Agent
    semantic_scholar_url: str = "https://api.semanticscholar.org"
    openalex_url: str = "https://api.openalex.org"
    crossref_url: str = "https://api.crossref.org"
    search_gap_s: float = 1.0  # between two requests to one of these three; may be less than 1 only on loopback
    semantic_scholar_api_key: str = dataclasses.field(default="", repr=False)
    openalex_api_key: str = dataclasses.field(default="", repr=False)
    crossref_mailto: str = ""  # "" is contact, if that is an e-mail address
    timeout_s: float = 30.0  # for connecting and between two bytes
    max_bytes: int = 100_000_000  # of one download or local file
    claims_per_paper: int = 15
    boxes: bool = True  # fetch the PDF too, so that evidence gets page and boxes
    encoder: str = "minilm"
    entailment: str = "auto"  # auto is our own model, or none where it is not there
    judge: str = ""  # "URL MODEL" of an OpenAI-compatible server that reads claim and sentence instead
    calibration: str = ""  # path of a calibration made by `synth calibrate`
    jobs: int = 0  # worker processes; 0 is one for each core
    most_pairs: int = 0  # of claim and passage that the entailment model reads in one run; 0 is no limit

    def __post_init__(self) -> None:
        for name in ("arxiv_api_url", "arxiv_site_url", *_SEARCHED):
            if not _is_web_address(getattr(self, name)):
                raise UsageError(f"{name} is not an http(s) address: {getattr(self, name)!r}")
        if self.arxiv_gap_s < 3.0 and not self.is_loopback:
            raise UsageError(
                f"arxiv_gap_s is {self.arxiv_gap_s}, arXiv asks for at least 3 s between requests",
                hint="a shorter gap is for mirrors on this machine only",
            )
        if self.search_gap_s < 1.0 and not {urlsplit(getattr(self, name)).hostname for name in _SEARCHED} <= _LOOPBACK:
            raise UsageError(
                f"search_gap_s is {self.search_gap_s}, Semantic Scholar asks for at least 1 s between requests",
                hint="a shorter gap is for servers on this machine only",
            )
        for name, least in (
            ("timeout_s", 0.1),
            ("max_bytes", 1000),
            ("claims_per_paper", 1),
            ("jobs", 0),
            ("most_pairs", 0),
        ):
            if getattr(self, name) < least:
                raise UsageError(f"{name} is {getattr(self, name)}, expected at least {least}")

    @property
    def is_loopback(self) -> bool:
        """Whether both arXiv addresses point to this machine."""
        return {
            urlsplit(self.arxiv_api_url).hostname,
            urlsplit(self.arxiv_site_url).hostname,
        } <= _LOOPBACK


def _is_web_address(text: str) -> bool:
    try:
        parts = urlsplit(text)
    except ValueError:  # an open bracket
        return False
    return parts.scheme in {"http", "https"} and bool(parts.hostname)


def read_settings(file: Path, environment: Mapping[str, str], flags: Mapping[str, Any]) -> Settings:
    """Settings of a workspace; a flag of None was not given.

    Args:
        file: ``synth.toml``; it need not exist.
        environment: Where ``SYNTH_<NAME>`` is looked up.
        flags: Values from the command line, by setting name.

    Raises:
        UsageError: If the file is no TOML, or a key or value is not one of ours.
    """
    known = {field.name: field for field in dataclasses.fields(Settings)}
    values: dict[str, Any] = {}
    if file.is_file():
        try:
            values |= tomllib.loads(file.read_text(encoding="utf-8"))
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            raise UsageError(f"{file}: not readable as TOML: {error}") from error
    if unknown := sorted(set(values) - set(known)):
        raise UsageError(f"{file}: unknown setting {unknown[0]!r}", hint=f"known: {', '.join(known)}")
    for name, usual in _USUAL_NAMES.items():
        if found := [environment[other] for other in usual if environment.get(other)]:
            values[name] = found[0]
    values |= {name: environment[f"SYNTH_{name.upper()}"] for name in known if f"SYNTH_{name.upper()}" in environment}
    values |= {name: value for name, value in flags.items() if value is not None}
    return Settings(**{name: _typed(name, known[name].type, value) for name, value in values.items()})


def _typed(name: str, kind: Any, value: Any) -> Any:
    """A value as the type of its setting; text from the environment is parsed."""
    try:
        if kind is bool and isinstance(value, str):
            return {"1": True, "true": True, "yes": True, "0": False, "false": False, "no": False}[value.lower()]
        if kind in (int, float) and not isinstance(value, bool):
            return kind(value)
        if isinstance(value, kind):
            return value
    except (KeyError, ValueError, TypeError):
        pass
    raise UsageError(f"setting {name}: {value!r} is not a {kind.__name__}")
