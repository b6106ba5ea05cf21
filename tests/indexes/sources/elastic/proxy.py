"""A proxy before the server: speaks TLS, asks for a header, fails on request."""

import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from urllib.parse import urlsplit

Reply = tuple[int, bytes]
Interception = Callable[["Request"], Reply | None]


@dataclass(frozen=True)
class Request:
    method: str
    path: str
    body: bytes


@dataclass
class Proxy:
    """`intercept` may answer in the server's place; `seen` is what came."""

    server: str
    authorization: str = ""  # what each request must carry
    intercept: Interception = lambda _: None
    seen: list[Request] = field(default_factory=list)
    port: int = 0

    def reply(self, request: Request, headers: dict[str, str]) -> tuple[int, bytes, str]:
        self.seen.append(request)
        if self.authorization and headers.get("Authorization") != self.authorization:
            return 401, b'{"error": {"type": "security_exception", "reason": "who are you?"}}', JSON
        answered = self.intercept(request)
        return (*answered, JSON) if answered else self._forward(request, headers)

    def _forward(self, request: Request, headers: dict[str, str]) -> tuple[int, bytes, str]:
        connection = HTTPConnection(urlsplit(self.server).netloc, timeout=60)
        try:
            kept = {name: value for name, value in headers.items() if name in FORWARDED}
            connection.request(request.method, request.path, request.body, kept)
            answer = connection.getresponse()
            return answer.status, answer.read(), answer.getheader("Content-Type", JSON)
        finally:
            connection.close()


JSON = "application/json"
FORWARDED = ("Content-Type", "Accept")


@contextmanager
def running(proxy: Proxy, certificate: tuple[str, str] | None = None) -> Iterator[Proxy]:
    """On a free port; `certificate`: paths of chain and key, for TLS."""
    with ThreadingHTTPServer(("127.0.0.1", 0), _handler(proxy)) as listening:
        if certificate:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(*certificate)
            listening.socket = context.wrap_socket(listening.socket, server_side=True)
        proxy.port = listening.server_address[1]
        thread = Thread(target=listening.serve_forever)
        thread.start()
        try:
            yield proxy
        finally:
            listening.shutdown()
            thread.join()


def _handler(proxy: Proxy) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def answer(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            request = Request(self.command, self.path, body)
            status, content, kind = proxy.reply(
                request, {name.title(): value for name, value in self.headers.items()}
            )
            self.send_response(status)
            self.send_header("X-Elastic-Product", "Elasticsearch")
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            if self.command != "HEAD":
                self.wfile.write(content)

        do_GET = do_POST = do_PUT = do_DELETE = do_HEAD = answer  # noqa: N815 - their names

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - its name above
            """Tests read `seen`."""

    return Handler
