"""The script of ``verify.html``: it stands in the page itself, which is opened from disk."""

import base64
import hashlib

from odoo.tools import file_open

_FILES = ("sha256.js", "zip_reader.js", "verify_page.js", "verify_form.js")


def get_script():
    """JavaScript text that may stand inside ``<script>`` as it is."""
    parts = []
    for name in _FILES:
        with file_open(f"evidence/static/src/package_page/{name}") as file:
            parts.append(file.read())
    return "\n".join(parts)


def get_policy(script):
    """Content security policy: this script, the page's own style, and no network at all."""
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    return f"default-src 'none'; script-src 'sha256-{digest}'; style-src 'unsafe-inline'"
