"""Whether an address of this machine can be listened on, and who answers there, without loading a web server."""

from __future__ import annotations

import errno
import json
import socket
from http.client import HTTPConnection, HTTPException
from typing import Any, Final

SERVER_NAME: Final = "usynys"  # in the header Server of every answer
_WITHIN: Final = 5.0  # seconds; /readyz itself gives its parts two
_EVERYWHERE: Final = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # listening on all addresses: which one to ask


def refusal(host: str, port: int, problem: OSError) -> str:
    """Why ``host`` and ``port`` cannot be listened on, in one line that names the setting."""
    match problem.errno:
        case errno.EADDRINUSE:
            return f"port {port} on {host} is taken; set another HTTP_PORT"
        case errno.EACCES:
            return f"port {port} may not be listened on; set HTTP_PORT to one above 1023"
        case _:
            return f"{host} cannot be listened on; set HTTP_HOST to an address of this machine"


def why_not(host: str, port: int) -> str | None:
    """Why nobody could listen there now; None: one could."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind, protocol) as one:
            one.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            one.bind(address)
    except OSError as problem:
        return refusal(host, port, problem)
    return None


def ask_ready(host: str, port: int) -> dict[str, Any] | None:
    """What /readyz of a bot that listens there says; None: no bot does."""
    connection = HTTPConnection(_EVERYWHERE.get(host, host), port, timeout=_WITHIN)
    try:
        connection.request("GET", "/readyz")
        answer = connection.getresponse()
        told = json.loads(answer.read())
    except (OSError, HTTPException, ValueError):
        return None
    finally:
        connection.close()
    return told if answer.getheader("Server") == SERVER_NAME and isinstance(told, dict) else None
