"""``synth review``."""

import getpass
import secrets
from contextlib import suppress

import click

from synth.cli.output import echo_json
from synth.cli.workspace import Workspace, workspace_options
from synth.errors import ServeError
from synth.ports.review import Listing, Wanted


@click.command(epilog="Example: synth review --port 8765")
@click.option("--port", type=click.IntRange(0, 65535), default=8765, show_default=True, help="0 takes a free one.")
@click.option("--host", default="127.0.0.1", show_default=True, help="Elsewhere than on this machine a token is asked.")
@click.option(
    "--reviewer", default=None, envvar="SYNTH_REVIEWER", metavar="NAME", help="Who decides (default: your login)."
)
@workspace_options
def review(workspace: Workspace, port: int, host: str, reviewer: str | None) -> None:
    """Go through the verdicts in a browser, with the evidence boxed on its page.

    Accept, reject, correct labels, choose other evidence, write notes; every decision is kept with who, when and
    why, can be undone, and shows in the next report. The page opens nothing by itself: visit the printed address.
    Ctrl-C ends it.
    """
    try:
        from synth.web.app import build_app
        from synth.web.serve import address_of, bound, door_to, is_loopback, serve
    except ModuleNotFoundError as error:
        raise ServeError(f"the review page needs {error.name}", hint="pip install 'synth[web]'") from error
    from synth.documents.pictures import PdfPictures
    from synth.pipeline.desk import ReviewDesk
    from synth.store.review import SqlReviews

    with workspace.store() as store:
        desk = ReviewDesk(
            store=store,
            reviews=SqlReviews(store),
            reader=workspace.reader(),
            pictures=PdfPictures(workspace.cache),
            clock=workspace.clock,
        )
        listing = desk.listing(Wanted())
        with bound(host, port) as listening:
            token = "" if is_loopback(listening) else secrets.token_urlsafe(16)
            door = door_to(listening, host, csrf=secrets.token_urlsafe(16), token=token)
            _say(workspace, address_of(listening, host, token=token), listing, has_token=bool(token))
            with suppress(KeyboardInterrupt):  # the way to end it; every decision was kept when it was made
                serve(build_app(desk, door, reviewer=reviewer or _login()), listening)
        now = desk.listing(Wanted())
    if not workspace.is_quiet:
        click.echo(f"{now.decided} of {now.total} claims reviewed\nnext: synth render report", err=True)


def _login() -> str:
    """The user's name on this machine; a container may know none, then the page asks for it."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return ""


def _say(workspace: Workspace, url: str, listing: Listing, *, has_token: bool) -> None:
    """Print the address, and what there is to do."""
    if workspace.is_json:
        echo_json({"command": "review", "url": url, "claims": listing.total, "reviewed": listing.decided})
    else:
        click.echo(url)
    if workspace.is_quiet:
        return
    click.echo(f"{listing.decided} of {listing.total} claims reviewed; Ctrl-C ends", err=True)
    if has_token:
        click.echo("whoever has this address can decide; it is not encrypted: use it in a network you trust", err=True)
