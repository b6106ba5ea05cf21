"""What stands before every request: size, host, origin. There is no authentication yet.

A page of another site can make a browser send a form here, and browsers say so in `Sec-Fetch-Site`
and `Origin`, which no page can forge (OWASP, Cross-Site Request Forgery Prevention, "Fetch
Metadata"). A page that makes its own name point to this machine (DNS rebinding) has that name in
`Host`.
"""

from urllib.parse import urlsplit

from flask import Flask, request

from service.errors import Problem
from service.settings import LOOPBACK_NAMES, ServiceSettings

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
LOOPBACK_HOSTS = [*sorted(LOOPBACK_NAMES), "127.0.0.1", "[::1]"]


def guard(app: Flask, settings: ServiceSettings) -> None:
    """Limit bodies, refuse pages of other sites, and, on loopback, other names for this machine."""
    app.config["MAX_CONTENT_LENGTH"] = settings.upload_limit_bytes
    app.config["MAX_FORM_MEMORY_SIZE"] = settings.upload_limit_bytes
    if not settings.allow_remote:
        app.config["TRUSTED_HOSTS"] = LOOPBACK_HOSTS
    app.before_request(refuse_other_sites)


def refuse_other_sites() -> None:
    """403 for whatever another site's page sends; the dashboard shows it as a page."""
    origin = request.headers.get("Origin")
    fetch_site = request.headers.get("Sec-Fetch-Site")
    if request.method not in SAFE_METHODS and not is_our_own(fetch_site, origin, request.host):
        raise Problem("cross_origin", f"It came from {origin or 'another site'}.")


def is_our_own(fetch_site: str | None, origin: str | None, host: str) -> bool:
    """Whether a request comes from our own page, or from no page at all (curl sends neither)."""
    if fetch_site is not None:
        return fetch_site in {"same-origin", "none"}
    return origin is None or urlsplit(origin).netloc == host
