"""Where a read comes from: a route and its purpose, a scheduled job, or neither."""

import uuid
from typing import NamedTuple

from odoo.http import Request, request
from odoo.service.server import thread_local

# The first prefix that fits; every other route is a screen of the web client.
PURPOSES = (
    ("/web/export", "export"),
    ("/report", "report"),
    ("/web/content", "file"),
    ("/web/image", "file"),
    ("/my", "portal"),
    ("/json", "api"),
)
LONGEST_ROUTE = 200


class Origin(NamedTuple):
    """The columns of an event that are the same for all models of a request."""

    purpose: str
    route: str = ""
    request: str = ""
    remote: str = ""


def http_request():
    """The HTTP request being served or None.

    A websocket message is none: it never reaches ``ir.http._post_dispatch``.
    """
    current = request._get_current_object() if request else None
    return current if isinstance(current, Request) else None


def origin(env) -> Origin:
    """Who calls, from the server's own knowledge alone: nothing a client may set is asked."""
    if current := http_request():
        path = current.httprequest.path
        purpose = next((value for prefix, value in PURPOSES if path.startswith(prefix)), "screen")
        if purpose == "file":
            # The rest of the path is the name of the file, and that may be a person's.
            path = "/".join(path.split("/")[:3])
        number = _request_number(current)
        return Origin(purpose, path[:LONGEST_ROUTE], number, current.httprequest.remote_addr or "")
    if job := env.context.get("cron_id"):
        return Origin("schedule", f"ir.cron/{job}")
    if method := getattr(thread_local, "rpc_model_method", ""):
        # XML-RPC hides its request while it serves it.
        return Origin("api", method)
    return Origin("system")


def _request_number(current) -> str:
    """The same for all rows of one request."""
    if not hasattr(current, "access_audit_number"):
        current.access_audit_number = uuid.uuid4().hex[:16]
    return current.access_audit_number
