"""A way to the catalogue that can be lost and mended while a browser looks at it."""

import threading

from flask import Flask
from werkzeug.serving import make_server


class Connection:
    """A server of one's own that can be cut off. (Chromium's emulated "offline" now and then reloads the page one came from.)"""

    def __init__(self, app: Flask) -> None:
        self.app = app
        self.port = 0
        self.mend()
        self.address = f"http://127.0.0.1:{self.port}"

    def mend(self) -> None:
        """Serve, on the port served on before."""
        self._server = make_server("127.0.0.1", self.port, self.app, threaded=True)
        self.port = self._server.port
        self._thread = threading.Thread(target=self._server.serve_forever, daemon=True)
        self._thread.start()

    def cut(self) -> None:
        """Answer nothing any more."""
        self._server.shutdown()
        self._server.server_close()
        self._thread.join(5)
