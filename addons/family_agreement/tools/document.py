"""Texts with placeholders, filled without running anything that a user wrote."""

import re

from markupsafe import Markup, escape

PLACEHOLDER = re.compile(r"\{\{\s*([a-z_]+)\s*\}\}")


def fill(template, values):
    """``template`` (HTML) with each ``{{ name }}`` replaced by the escaped value of that name.

    Values that are ``Markup`` go in as they are.
    """
    return Markup(PLACEHOLDER.sub(lambda match: str(escape(values[match[1]])), template or ""))
