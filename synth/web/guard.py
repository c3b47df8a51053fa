"""What stands before the page: who may ask, from where, and what a browser may do with the answers."""

import secrets
from dataclasses import dataclass
from http.cookies import CookieError, SimpleCookie
from typing import Final
from urllib.parse import parse_qs, urlencode, urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

CSRF_HEADER: Final = "X-CSRF-Token"
COOKIE: Final = "synth_review"
_SAFE: Final = frozenset({"GET", "HEAD"})
_HEADERS: Final = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",  # "no-referrer" would make the browser hide its Origin from us too
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
"""Sent with every answer.

Source:
    https://owasp.org/www-project-secure-headers/
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Door:
    """Who is let in.

    Attributes:
        hosts: Values of the Host header that are ours; empty takes any, which needs a token. A web page elsewhere
            that lets its name point to this machine (DNS rebinding) sends its own name, and is refused.
        csrf: What a page of ours sends with every decision, and no other page can know.
        token: What a browser must have shown once; empty asks for none.
    """

    hosts: frozenset[str]
    csrf: str
    token: str = ""


class Guard:
    """ASGI middleware that turns away whom a ``Door`` does not let in."""

    def __init__(self, app: ASGIApp, door: Door) -> None:
        self._app = app
        self._door = door

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer the request here, or pass it on; either way with our headers."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in _HEADERS.items():
                    headers[name] = value
                headers.setdefault("Cache-Control", "no-store")
            await send(message)

        answer = self._refused(scope)
        await (answer or self._app)(scope, receive, send_with_headers)

    def _refused(self, scope: Scope) -> Response | None:
        """The answer to whoever is not let in; None for all others."""
        headers = Headers(scope=scope)
        host = headers.get("host", "").lower()
        if self._door.hosts and host not in self._door.hosts:
            return PlainTextResponse("this is not the address that synth review printed", 421)
        if self._door.token and (answer := self._without_token(scope, headers)) is not None:
            return answer
        if scope["method"] in _SAFE:
            return None
        origin = headers.get("origin")
        is_from_elsewhere = origin is not None and urlsplit(origin).netloc.lower() != host
        if is_from_elsewhere or headers.get("sec-fetch-site", "same-origin") != "same-origin":
            return PlainTextResponse("decisions are taken from this page only", 403)
        if not _is_same(headers.get(CSRF_HEADER, ""), self._door.csrf):
            return PlainTextResponse(
                "this page is from before synth review was started again: load it again, then decide", 403
            )
        return None

    def _without_token(self, scope: Scope, headers: Headers) -> Response | None:
        """None where the token was shown before; a redirect that remembers it where it is in the address."""
        if _is_same(_cookie(headers), self._door.token):
            return None
        query = parse_qs(scope["query_string"].decode("latin-1"))
        if scope["method"] in _SAFE and _is_same(query.pop("token", [""])[0], self._door.token):
            rest = urlencode(query, doseq=True)
            answer = RedirectResponse("/" + (f"?{rest}" if rest else ""), 303)  # the token leaves the address bar
            answer.set_cookie(COOKIE, self._door.token, httponly=True, samesite="strict")
            return answer
        return PlainTextResponse("open the address with the token that synth review printed", 401)


def _cookie(headers: Headers) -> str:
    try:
        morsel = SimpleCookie(headers.get("cookie", "")).get(COOKIE)
    except CookieError:
        return ""
    return morsel.value if morsel else ""


def _is_same(given: str, wanted: str) -> bool:
    """Whether two secrets are equal, in a time that does not tell how far they agree."""
    return secrets.compare_digest(given.encode(), wanted.encode())
