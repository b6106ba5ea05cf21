"""Headers of every page: it loads nothing from elsewhere, and nobody may frame it.

Forms of other sites are refused before any page is reached, by `service.api.guards`.
"""

from flask import Response

HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
        "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",  # "no-referrer" would make our own forms' origin "null"
    "Cross-Origin-Opener-Policy": "same-origin",
}


def add_headers(response: Response) -> Response:
    """Put them on a response that does not bring its own."""
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    return response
