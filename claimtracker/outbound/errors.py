"""What goes wrong outside, split by the one question a caller has: could asking again help?

Messages name the host and never the path or the query, where addresses carry their secrets.
"""

from datetime import timedelta


class OutboundError(Exception):
    """No answer that can be used. `code` names the rule, `status` is the HTTP status where there was one."""

    def __init__(self, code: str, message: str, *, status: int | None = None) -> None:
        super().__init__(message)
        self.code = code
        self.status = status


class OutboundRefused(OutboundError):
    """Permanent: the same request will not do better later.

    Codes: address, body_redirect, certificate, circle, downgrade, encoding, header, port, redirects, scheme,
    status, too_large, type, url.
    """


class OutboundFailed(OutboundError):
    """Temporary: the request may be made again, and not before `retry_after` where the server asked for that.

    Codes: connection, dns, protocol, status, timeout, truncated.
    """

    def __init__(
        self, code: str, message: str, *, status: int | None = None, retry_after: timedelta | None = None
    ) -> None:
        super().__init__(code, message, status=status)
        self.retry_after = retry_after
