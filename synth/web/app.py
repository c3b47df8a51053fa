"""The review page as a Starlette application on a ``ports.review.Desk``."""

from collections.abc import Awaitable, Callable, Mapping
from pathlib import Path
from typing import Any, Final
from urllib.parse import parse_qsl

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from synth.claims.types import PaperId, Span
from synth.errors import ConflictError, SourceError, StoreError, SynthError, UsageError
from synth.ports.review import Action, Desk, Listing, Place, Wanted
from synth.verdict.types import Label
from synth.web.guard import Door, Guard
from synth.web.views import query_of, row_of, sheet_view
from synth.web.words import FILTERS, LABELS, MARKS, STANCES, plain

MOST_BYTES: Final = 65_536  # of a decision with its note
AT_FIRST: Final = 200  # claims of the list that are sent at once; the others follow when these can be seen
_HERE: Final = Path(__file__).parent
_STATUS: Final[Mapping[type[SynthError], int]] = {
    ConflictError: 409,
    UsageError: 422,
    SourceError: 404,
    StoreError: 503,
}
Endpoint = Callable[[Request], Awaitable[Response]]


def build_app(desk: Desk, door: Door, *, reviewer: str) -> Starlette:
    """The application.

    Args:
        desk: What is shown, and where decisions go.
        door: Who is let in.
        reviewer: The name that stands in the page's field at first.
    """
    pages = _Pages(desk, csrf=door.csrf, reviewer=reviewer)
    return Starlette(
        routes=[
            Route("/", pages.whole),
            Route("/claims", pages.claims),
            Route("/claim/{claim}", pages.claim),
            Route("/claim/{claim}/decision", pages.decision, methods=["POST"]),
            Route("/page.png", pages.picture),
            Mount("/static", StaticFiles(directory=_HERE / "static")),
        ],
        middleware=[Middleware(Guard, door=door)],
        exception_handlers={SynthError: pages.failed},
    )


class _Pages:
    """The endpoints; whatever waits for the database or a PDF runs in a thread."""

    def __init__(self, desk: Desk, *, csrf: str, reviewer: str) -> None:
        self._desk = desk
        self._templates = Environment(
            loader=FileSystemLoader(_HERE / "templates"),
            autoescape=True,
            undefined=StrictUndefined,
            finalize=_shown,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._templates.globals |= {
            "csrf": csrf,
            "reviewer": reviewer,
            "labels": LABELS,
            "filters": FILTERS,
            "stances": STANCES,
            "marks": MARKS,
        }

    async def whole(self, request: Request) -> Response:
        """The whole page."""
        return await run_in_threadpool(self._whole, request)

    def _whole(self, request: Request) -> Response:
        wanted = _wanted(request)
        listing = self._desk.listing(wanted)
        asked = request.query_params.get("claim", "")
        claim = asked or (listing.items[0].verdict.claim.id if listing.items else "")
        sheet, problem = None, ""
        if claim:
            try:
                sheet = sheet_view(self._desk.sheet(claim, _place(request.query_params)))
            except UsageError as error:
                problem = str(error)
        return self._html("page.html", **_list_of(listing, wanted, claim), sheet=sheet, draft="", problem=problem)

    async def claims(self, request: Request) -> Response:
        """The list, filtered: its beginning, or with ``rest`` what comes after it."""
        return await run_in_threadpool(self._claims, request)

    def _claims(self, request: Request) -> Response:
        wanted = _wanted(request)
        claim = request.query_params.get("claim", "")
        listing = self._desk.listing(wanted)
        if request.query_params.get("rest"):
            rows = [row_of(item) for item in listing.items[AT_FIRST:]]
            return self._html("rows.html", rows=rows, start=AT_FIRST + 1, selected=claim)
        return self._html("claims.html", **_list_of(listing, wanted, claim))

    async def claim(self, request: Request) -> Response:
        """One claim."""
        sheet = await run_in_threadpool(self._desk.sheet, request.path_params["claim"], _place(request.query_params))
        return self._html("sheet.html", sheet=sheet_view(sheet), draft="")

    async def decision(self, request: Request) -> Response:
        """A decision: keep it, and show how the claim stands now."""
        form = await _form(request)
        return await run_in_threadpool(self._decision, request.path_params["claim"], form)

    def _decision(self, claim: str, form: Mapping[str, str]) -> Response:
        why, place = form.get("why", ""), _place(form)
        action, _, label = form.get("action", "").partition(":")  # a button has one value: relabel:refuted
        try:
            self._desk.decide(
                claim,
                _one_of(Action, action),
                seen=_number(form.get("seen", ""), "seen"),
                reviewer=form.get("reviewer", ""),
                label=_one_of(Label, label) if label else None,
                place=place,
                why=why,
            )
        except ConflictError as error:
            return self._decided(claim, place, draft=why, problem=f"{error}; {error.hint}", status=409)
        return self._decided(claim, place, draft="", problem="", status=200)

    def _decided(self, claim: str, place: Place | None, *, draft: str, problem: str, status: int) -> Response:
        """How a claim stands now, with the same passage in view."""
        sheet = sheet_view(self._desk.sheet(claim, place))
        listing = self._desk.listing(Wanted())
        return self._html(
            "decided.html",
            status=status,
            sheet=sheet,
            draft=draft,
            problem=problem,
            said=f"{sheet.history[0].what}; {listing.decided} of {listing.total} reviewed" if sheet.history else "",
            row=sheet.row,
            selected=sheet.row.id,
            total=listing.total,
            decided=listing.decided,
        )

    async def picture(self, request: Request) -> Response:
        """A page as a picture."""
        query = request.query_params
        version = _number(query["version"], "version") if query.get("version") else None
        page = _number(query.get("page", ""), "page")
        png = await run_in_threadpool(self._desk.page_png, query.get("paper", ""), version, page)
        return Response(png, media_type="image/png", headers={"Cache-Control": "private, max-age=3600"})

    async def failed(self, request: Request, error: Exception) -> Response:  # noqa: ARG002 - Starlette's signature
        """What went wrong, in words for the page's place for messages."""
        hint = error.hint if isinstance(error, SynthError) else ""
        status = next((code for kind, code in _STATUS.items() if isinstance(error, kind)), 500)
        return PlainTextResponse(plain(f"{error} ({hint})" if hint else str(error)).encode("utf-8", "replace"), status)

    def _html(self, name: str, *, status: int = 200, **values: Any) -> HTMLResponse:
        text = self._templates.get_template(name).render(values)
        return HTMLResponse(text.encode("utf-8", "replace"), status)


def _shown(value: Any) -> Any:
    return plain(value) if type(value) is str else value  # what is Markup was escaped already


def _list_of(listing: Listing, wanted: Wanted, claim: str) -> dict[str, Any]:
    """What the list prints: its first claims, and how many there are."""
    return {
        "rows": [row_of(item) for item in listing.items[:AT_FIRST]],
        "start": 1,
        "count": len(listing.items),
        "total": listing.total,
        "decided": listing.decided,
        "wanted": wanted,
        "selected": claim,
        "query": query_of(wanted),
    }


def _wanted(request: Request) -> Wanted:
    query = request.query_params
    return Wanted(query.get("label", ""), query.get("stance", ""), query.get("q", ""))


async def _form(request: Request) -> Mapping[str, str]:
    """The fields of a posted form.

    Raises:
        UsageError: If it is no form, or larger than ``MOST_BYTES``.
    """
    body = b""
    async for piece in request.stream():
        body += piece
        if len(body) > MOST_BYTES:
            raise UsageError(f"a decision of more than {MOST_BYTES} bytes", hint="shorten the note")
    try:
        return dict(parse_qsl(body.decode(), keep_blank_values=True, max_num_fields=20))
    except ValueError as error:
        raise UsageError(f"not a form: {error}") from error


def _place(fields: Mapping[str, str]) -> Place | None:
    """The passage that fields name; None where they name none."""
    if not fields.get("paper") or not fields.get("end"):
        return None
    version = _number(fields["version"], "version") if fields.get("version") else None
    start, end = _number(fields.get("start", ""), "start"), _number(fields["end"], "end")
    if start > end:
        raise UsageError(f"not a passage: [{start}, {end})")
    return Place(PaperId(fields["paper"]), version, Span(start, end))


def _number(text: str, name: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) < 10):
        raise UsageError(f"{name} is no number: {text[:20]!r}")
    return int(text)


def _one_of(kind: Any, text: str) -> Any:
    try:
        return kind(text)
    except ValueError:
        raise UsageError(f"unknown {kind.__name__.lower()} {text[:20]!r}", hint=f"known: {', '.join(kind)}") from None
