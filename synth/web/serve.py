"""Serving an application on a socket of our own, so that a taken port is known before anything is printed."""

import errno
import ipaddress
import socket
from typing import Any, Final

from starlette.types import ASGIApp

from synth.errors import ServeError
from synth.web.guard import Door

_GRACE_S: Final = 2  # for answers under way when the server is told to end
_ANY: Final = frozenset({"0.0.0.0", "::"})  # noqa: S104 - recognised here, never bound to unasked
_LOOPBACK: Final = frozenset({"localhost", "127.0.0.1", "[::1]"})


def bound(host: str, port: int) -> socket.socket:
    """A listening socket.

    Args:
        host: A name or address of this machine.
        port: 0 takes a free one.

    Raises:
        ServeError: If the port is taken or not allowed, or the host is no address of this machine.
    """
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    except (socket.gaierror, UnicodeError) as error:
        raise ServeError(f"no address is called {host!r}", hint="--host 127.0.0.1 serves this machine only") from error
    made = socket.socket(family, kind, protocol)
    try:
        made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        made.bind(address)
        made.listen()
    except OSError as error:
        made.close()
        if error.errno == errno.EADDRINUSE:
            hint = "is synth review running already? another port: --port 8766, or any free one: --port 0"
            raise ServeError(f"port {port} is in use", hint=hint) from error
        raise ServeError(f"cannot listen on {host}, port {port}: {error.strerror}") from error
    return made


def is_loopback(listening: socket.socket) -> bool:
    """Whether only this machine can reach the socket."""
    return ipaddress.ip_address(listening.getsockname()[0]).is_loopback


def door_to(listening: socket.socket, host: str, *, csrf: str, token: str) -> Door:
    """Who is let in at a socket: this machine's names for itself, or whoever has the token."""
    port = listening.getsockname()[1]
    names = _LOOPBACK | {_in_url(host).lower()} if host not in _ANY else frozenset()
    return Door(hosts=frozenset(f"{name}:{port}" for name in names), csrf=csrf, token=token)


def address_of(listening: socket.socket, host: str, *, token: str = "") -> str:
    """The address to open in a browser on this machine, or elsewhere with the token."""
    shown = socket.gethostname() if host in _ANY else host
    url = f"http://{_in_url(shown)}:{listening.getsockname()[1]}/"
    return f"{url}?token={token}" if token else url


def serve(app: ASGIApp, listening: socket.socket) -> None:
    """Answer until the process is told to end.

    Raises:
        KeyboardInterrupt: When that was by Ctrl-C; answers under way were given first.
    """
    import uvicorn

    config: Any = uvicorn.Config(
        app,
        log_config=None,
        access_log=False,
        lifespan="off",
        ws="none",
        server_header=False,
        timeout_graceful_shutdown=_GRACE_S,
    )
    uvicorn.Server(config).run(sockets=[listening])


def _in_url(host: str) -> str:
    return f"[{host}]" if ":" in host else host
