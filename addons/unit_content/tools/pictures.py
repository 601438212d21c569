"""Which pictures a text shows, and what a picture is."""

import re

from lxml import etree, html

OWN = re.compile(r"^(/web/(image|content)/|data:image/(png|jpe?g|gif|webp);base64,)", re.IGNORECASE)
STYLE_URL = re.compile(r"url\(\s*['\"]?([^'\")]+)", re.IGNORECASE)
SOURCES = ("src", "srcset", "poster", "background", "data")
SIGNATURES = ((b"\x89PNG\r\n\x1a\n", "png"), (b"\xff\xd8\xff", "jpeg"))


def find_foreign(body):
    """The address of the first picture in an HTML text that lies on another site, or None."""
    if not body or not body.strip():
        return None
    try:
        root = html.fragment_fromstring(body, create_parent="div")
    except etree.ParserError:
        return None
    for element in root.iter(etree.Element):
        addresses = [element.get(name) for name in SOURCES if element.get(name)]
        addresses += STYLE_URL.findall(element.get("style") or "")
        for address in addresses:
            if not OWN.match(address.strip()):
                return address.strip()
    return None


def get_picture_kind(content):
    """``png`` or ``jpeg``, by the first bytes; None for anything else."""
    return next((kind for start, kind in SIGNATURES if content.startswith(start)), None)
