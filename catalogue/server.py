"""Serving with Waitress: one process, some threads, nothing to set up."""

from collections.abc import Callable

from flask import Flask
from waitress.server import create_server

THREADS = 8


def serve_forever(app: Flask, host: str, port: int, tell: Callable[[str], None]) -> None:
    """Serve until interrupted; `tell` is called with the address once pages can be opened."""
    server = create_server(app, host=host, port=port, threads=THREADS, ident="Tilts")
    shown = "127.0.0.1" if host in ("0.0.0.0", "::") else host
    port = getattr(server, "effective_port", port)
    tell(f"http://{f'[{shown}]' if ':' in shown else shown}:{port}/")
    try:
        server.run()
    except KeyboardInterrupt:
        pass
    finally:
        server.close()
