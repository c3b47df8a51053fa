"""Small reports to render: papers that disagree, an audit, and an audit without sources. All values are made up."""

import dataclasses
from datetime import UTC, date, datetime

from synth.claims.ids import claim_id, text_hash
from synth.claims.types import Claim, ClaimType, Origin, PaperId, Reported, Span
from synth.ports import Failure, Paper, PaperRequest, PaperStatus, Report, Run
from synth.render.data import ReportData
from synth.render.formats import Format, report_files
from synth.verdict.types import (
    CalibrationNote,
    Cell,
    Check,
    ClaimVerdict,
    Evidence,
    Label,
    Outcome,
    PaperVerdict,
    Probabilities,
    Status,
)

_TEXTS = tuple(Format(name) for name in ("html", "markdown", "latex", "json", "csv", "bibtex", "ris", "csl"))
WIDE, NARROW, LOST = PaperId("2101.00001"), PaperId("2102.00002"), PaperId("2103.00003")
PAPERS = (
    Paper(
        WIDE,
        2,
        "Wide Encoders Tolerate Noise",
        PaperStatus.AVAILABLE,
        authors=("Ada Example", "Bo Sample"),
        published="2021-01-04",
        abstract="We show something that no report may copy.",
    ),
    Paper(NARROW, 1, "Depth, Not Width", PaperStatus.AVAILABLE, authors=("Cy van Test",), published="2021-02-03"),
    Paper(LOST, None, "", PaperStatus.NOT_FOUND, reason="arXiv knows no paper 2103.00003"),
)
CALIBRATION = CalibrationNote("twins/dev", 400, 0.041, 0.038, "paper")
RUN = Run(
    "0123456789ab",
    "verify",
    datetime(2026, 7, 8, 9, 30, tzinfo=UTC),
    settings={"claims_per_paper": 15},
    models={"minilm": "sha256:00112233aabbccdd"},
    versions={"synth": "0.1.0"},
    inputs={"2101.00001v2": "sha256:0123456789abcdef"},
)


def shares(label: Label, confidence: float) -> Probabilities:
    """Probabilities with ``confidence`` for the label and the rest spread evenly."""
    rest = (1.0 - confidence) / 3
    return Probabilities(**{each.value: confidence if each is label else rest for each in Label})


def make_evidence(quote: str, paper: PaperId = NARROW, *, mark: str = "", page: int | None = 6) -> Evidence:
    """A quote from a paper, with one marked word."""
    marks = (Span(quote.index(mark), quote.index(mark) + len(mark)),) if mark else ()
    return Evidence(
        paper,
        2 if paper == WIDE else 1,
        "4.2 Results",
        page,
        Span(1200, 1200 + len(quote)),
        quote,
        text_hash(quote),
        scores={"cosine": 0.8123, "bm25": 11.5},
        marks=marks,
    )


def make_verdict(
    text: str,
    label: Label | None = Label.SUPPORTED,
    confidence: float = 0.91,
    *,
    stated_by: tuple[PaperId, ...] = (),
    evidence: tuple[Evidence, ...] = (),
    checks: tuple[Check, ...] = (),
    reported: Reported | None = None,
    reason: str = "",
    truncated: bool = False,
    status: Status = Status.CHECKED,
) -> ClaimVerdict:
    """A verdict; a test names only what it cares about."""
    origin = Origin(stated_by[0] if stated_by else None, None if stated_by else "ffeeddccbbaa", Span(0, len(text)))
    claim = Claim(
        claim_id(text), text, ClaimType.RESULT, origin, truncated=truncated, stated_by=stated_by, reported=reported
    )
    if label is None:
        return ClaimVerdict(claim, status, reason or "no source at hand")
    probabilities = shares(label, confidence)
    by_paper = tuple(
        PaperVerdict(item.paper, item.version, label, probabilities, reason, checks, (item,)) for item in evidence[:1]
    )
    return ClaimVerdict(
        claim,
        Status.CHECKED,
        reason or f"the passage and the claim: {label.value}",
        label,
        probabilities,
        verified=label is Label.SUPPORTED and confidence >= 0.5,
        checks=checks,
        evidence=evidence,
        by_paper=by_paper,
    )


CORROBORATED = make_verdict(
    "Accuracy falls by 4.1 points under 10% noise.",
    stated_by=(WIDE,),
    evidence=(make_evidence("With 10% noise we lose 4.1 points of accuracy.", mark="4.1 points"),),
    checks=(
        Check("numbers", Outcome.AGREE, "4.1 points stands with accuracy in both"),
        Check("hedges", Outcome.SILENT, ""),
    ),
)
CONTRADICTED = make_verdict(
    "Wider encoders lose less under noise.",
    Label.REFUTED,
    0.87,
    stated_by=(WIDE,),
    evidence=(make_evidence("Wider encoders lose more under noise in all our runs.", mark="more"),),
    checks=(Check("direction", Outcome.CONFLICT, "the claim says less, the paper says more"),),
    reason="the paper says the opposite: less against more",
)
ALONE = make_verdict("Depth explains most of the variance.", Label.NOT_ENOUGH_INFO, 0.72, stated_by=(NARROW,))

VERIFIED_REPORT = ReportData(
    run=RUN,
    date=date(2026, 7, 8),
    papers=PAPERS,
    verdicts=(CONTRADICTED, CORROBORATED, ALONE),
    failures=(Failure("fetch", "2103.00003", "arXiv knows no paper 2103.00003", "check the id"),),
    calibration=(CALIBRATION,),
    title="Noise and the Width of Encoders",
    author="Ann Author",
    topic="how encoders of different width take noise",
    question="Does a wider encoder lose less under noise?",
    rerun=("synth fetch 2101.00001v2 2102.00002v1 2103.00003", "synth verify", "synth render report"),
)

AUDITED = Report(
    "ffeeddccbbaa",
    "report.md",
    "Noise in Encoders",
    "Assignee Research",
    "June 30, 2026",
    "A copied abstract.",
    "Wide Encoders Tolerate Noise",
    "Does width help?",
    {"papers": 12, "claims": 3, "verified": 2, "quality_score": 7.6},
    (),
    (PaperRequest(WIDE, 2), PaperRequest(NARROW, 1), PaperRequest(LOST, 1)),
    ("Some Author. A paper without an id. 2020.",),
)


def make_audit() -> ReportData:
    """An audit with the report's flags beside ours."""
    flags = (Reported(verified=True, confidence=0.16), Reported(verified=False, confidence=0.14), None)
    verdicts = tuple(
        dataclasses.replace(
            verdict,
            claim=dataclasses.replace(
                verdict.claim, stated_by=(), origin=Origin(None, AUDITED.id, Span(0, 1)), reported=flag
            ),
        )
        for verdict, flag in zip((CONTRADICTED, CORROBORATED, ALONE), flags, strict=True)
    )
    return dataclasses.replace(
        VERIFIED_REPORT,
        title="",
        topic="",
        question="",
        report=AUDITED,
        verdicts=verdicts,
        rerun=("synth audit report.md",),
    )


def make_blind_audit() -> ReportData:
    """An audit whose papers cannot be had."""
    audit = make_audit()
    return dataclasses.replace(
        audit,
        papers=tuple(
            dataclasses.replace(paper, status=PaperStatus.UNAVAILABLE, reason="no network") for paper in PAPERS
        ),
        verdicts=tuple(
            ClaimVerdict(verdict.claim, Status.SOURCE_UNAVAILABLE, "none of the cited papers could be read")
            for verdict in audit.verdicts
        ),
        calibration=(),
    )


def report_texts(data: ReportData) -> dict[str, str]:
    """The files of a report that are text, without charts, which depend on the version of matplotlib."""
    files = report_files(data, formats=_TEXTS, figures=False).files
    return {name: content.decode() for name, content in files.items()}


HOSTILE = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "[x](javascript:alert(1)) and ![a](http://evil.example/x.png)",
    "`code` | a pipe | $x^2$ and \\(y\\) **bold** _low_ ~~gone~~",
    "# not a heading",
    "1. not a list",
    "--- not a rule",
    "=HYPERLINK(1)",
    "[ref]: http://evil.example",
    "{{ 7 * 7 }} {% raw %} {# gone #} ${x}",
    "first line\n\n- second line\n> third",
    "&lt;b&gt; stays as written &amp; so does this",
    "<http://evil.example> www.evil.example",
    "\u202eright to left override\u202c مرحبا שלום",
    "𝔐𝔬𝔡𝔢𝔩 😀 模型",
    "\x1b[31mred\x1b[0m \x00 \x07",
    "a backslash \\ at the end \\",
    "    four spaces",
)


def make_hostile() -> ReportData:
    """An audit in which every text that comes from outside is hostile, each claim in another way."""
    every = " ".join((*HOSTILE, "half a character \ud800"))
    verdicts = tuple(
        dataclasses.replace(
            make_verdict(
                text,
                Label.REFUTED,
                0.8,
                evidence=(
                    dataclasses.replace(
                        make_evidence(f"{text} 4.1 {text}", mark=text),
                        section=text,
                        cell=Cell(text, text, text, text),
                        scores={text: 0.5},
                    ),
                ),
                checks=(Check(text, Outcome.CONFLICT, text), Check(text, Outcome.SILENT, text)),
                reported=Reported(verified=True, confidence=0.16),
                reason=text,
            ),
        )
        for text in HOSTILE
    )
    papers = tuple(
        dataclasses.replace(
            paper, title=every, reason=every, authors=(every, "B"), url="javascript:alert(1)", doi=f"10.1/{every}"
        )
        for paper in PAPERS
    )
    local = Paper(
        PaperId(f"local:{every}"),
        None,
        every,
        PaperStatus.AVAILABLE,
        doi='10.1000/"><script>alert(1)</script>',
        request=PaperRequest(PaperId("local:x"), path=f"/secret/{every}"),
    )
    report = dataclasses.replace(
        AUDITED,
        title=every,
        author=every,
        date=every,
        references=(*AUDITED.references, PaperRequest(local.id)),
        unresolved_references=HOSTILE,
        warnings=HOSTILE,
    )
    return ReportData(
        run=dataclasses.replace(RUN, settings={every: every}, models={every: every}, inputs={every: every}),
        date=date(2026, 7, 8),
        papers=(*papers, local),
        verdicts=verdicts,
        failures=(Failure(every, every, every, every),),
        calibration=(CalibrationNote(every, 400, 0.041, 0.038, every),),
        report=report,
        title=every,
        author=every,
        topic=every,
        question=every,
        rerun=HOSTILE,
        warnings=HOSTILE,
    )
