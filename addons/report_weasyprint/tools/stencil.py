"""Forms that are laid out once: of a page with hundreds of boxes only few words differ.

A template marks the page with ``data-stencil``, and with ``data-slot`` each element whose text
differs and each picture of a fixed size; everything else has to be the same for everybody. Laying
such a page out takes half a second, putting the words into their places a hundredth. Words that
don't fit on the line they have are laid out as usual, so that nothing is ever cut off.
"""

from base64 import b64decode
from copy import copy
from functools import partial
from math import inf

import lxml.html

from .ink import Ink

BLANK = "\u200b"
"""Stands in a slot while the form is laid out: a sign without width."""
PAGES = "pages"
"""The slot that is filled with the number of the page and of all pages."""
NO_PICTURE = "data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7"
"""A picture of one transparent point."""
_TOLERANCE = 0.01


class Slot:
    """A place for words: the box of text, and the room up to the right edge of its cell."""

    def __init__(self, box, edge):
        self.name = box.element.get("data-slot")
        self._box = box
        self._is_picture = hasattr(box, "replacement")
        self._left, self._width = box.position_x, box.width
        self._is_centred = box.element.get("data-align") == "center"
        self._room = edge - box.position_x

    def fits(self, text):
        """Whether ``text`` stands on the line of this slot."""
        return not text or self._is_centred or self._is_picture or (
            "\n" not in text and self._measure(text) <= self._room + _TOLERANCE
        )  # fmt: skip

    def fill(self, text):
        box = self._box
        if self._is_picture:
            box.replacement = _load_picture(text or NO_PICTURE)
            return
        if text and self._is_centred:
            box.position_x = self._left + (self._width - self._measure(text)) / 2
        box.text = box.pango_layout.text = text or " "

    def draw(self, stream):
        """Draw what was filled in, by itself."""
        from weasyprint import draw  # noqa: PLC0415  see engine

        if self._is_picture:
            draw.draw_replacedbox(stream, self._box)
        else:
            draw.draw_text(stream, self._box, 0, "clip", "none")

    def hide(self, is_hidden):
        """A picture without width isn't drawn."""
        if self._is_picture:
            self._box.width = 0 if is_hidden else self._width

    def _measure(self, text):
        from weasyprint.text.line_break import line_size  # noqa: PLC0415  see engine

        layout = self._box.pango_layout
        layout.text = text
        layout.reactivate(self._box.style)
        width, _height = line_size(layout.get_first_line()[0], self._box.style)
        layout.deactivate()
        return width


class Sheet:
    """A page that was laid out, with its slots. One that is kept remembers how it is painted."""

    def __init__(self, page, is_kept=False):
        self._page = page
        self._slots = list(_find_slots(page._page_box))
        self._is_kept = is_kept
        self._ink = None

    def fits(self, texts):
        """Whether each of the texts ``{name of a slot: text}`` stands on its line."""
        return all(slot.fits(texts.get(slot.name)) for slot in self._slots)

    def show(self, texts):
        """The page of WeasyPrint with these texts; they are put in when it is painted."""
        page = copy(self._page)
        page.paint = partial(self._paint, texts)
        return page

    def _paint(self, texts, stream, scale=1):
        if self._is_kept and not self._ink:
            self._ink = self._record(stream, scale)
        self._fill(texts)
        try:
            if self._ink and self._ink.is_whole(scale):
                self._ink.paint(stream)
                self._draw_slots(texts, stream, scale)
            else:
                self._page.paint(stream, scale)
        finally:
            # the next one who is printed must not find the words of this one
            self._fill({})

    def _record(self, stream, scale):
        """The page without what stands in its slots."""
        self._fill({})
        for slot in self._slots:
            slot.hide(True)
        try:
            return Ink(self._page, stream, scale)
        finally:
            for slot in self._slots:
                slot.hide(False)

    def _draw_slots(self, texts, stream, scale):
        with stream.stacked():
            stream.transform(a=scale, d=scale)
            for slot in self._slots:
                if texts.get(slot.name):
                    slot.draw(stream)

    def _fill(self, texts):
        for slot in self._slots:
            slot.fill(texts.get(slot.name))


def _load_picture(uri):
    from weasyprint import DEFAULT_OPTIONS, images  # noqa: PLC0415  see engine

    return images.get_image_from_uri({}, _read_data, DEFAULT_OPTIONS, uri)


def _read_data(uri):
    """Fetch a picture that stands in its address itself; of others the resources take care."""
    head, _comma, data = uri.partition(";base64,")
    return {"string": b64decode(data), "mime_type": head.removeprefix("data:")}


def is_stencilled(root):
    """Whether a document has pages that are laid out once."""
    return bool(root.xpath("/html/body/*[@data-stencil]"))


def split_document(root):
    """``[(is it a stencil, document)]``: each marked page, and what stands between two of them.

    Elements with ``data-running``, such as headers of the pages, belong to all of them.
    """
    for number, element in enumerate(root.xpath("//*[@data-slot='']")):
        element.set("data-slot", str(number))
    running = root.xpath("/html/body/*[@data-running]")
    parts = []
    for element in root.body:
        if element in running:
            continue
        is_stencil = element.get("data-stencil") is not None
        if is_stencil or not parts or parts[-1][0]:
            parts.append((is_stencil, []))
        parts[-1][1].append(element)
    return [(is_stencil, _copy_with(root, running + own)) for is_stencil, own in parts]


def take_texts(root):
    """Take the words out of the slots of a document: ``{name of a slot: text}``."""
    texts = {}
    for element in root.xpath("//*[@data-slot]"):
        name = element.get("data-slot")
        if element.tag == "img":
            texts[name] = element.get("src")
            element.set("src", NO_PICTURE)
        else:
            texts[name] = (element.text or "").strip()
            element.text = BLANK
    return texts


def put_texts(root, texts):
    """Put the words back, to be laid out as any other text."""
    for element in root.xpath("//*[@data-slot]"):
        if (name := element.get("data-slot")) == PAGES:
            continue
        del element.attrib["data-slot"]
        if element.tag == "img":
            element.set("src", texts[name])
        else:
            # an empty box keeps its height
            element.text = texts[name] or BLANK


def _copy_with(root, elements):
    document = lxml.html.Element("html", **root.attrib)
    document.append(copy(root.head))
    body = lxml.html.Element("body", **root.body.attrib)
    body.extend(copy(element) for element in elements)
    document.append(body)
    return document


def _find_slots(box, edge=inf, floats=(), is_cell=False):
    """The slots below ``box``; the text of the page, a cell of a table, and a box that floats in
    it end the room for words."""
    if box.element_tag == "body" or (not is_cell and box.element_tag in ("td", "th")):
        edge = box.content_box_x() + box.width
        is_cell = box.element_tag != "body"
        floats = [child for child in box.descendants() if _is_float(child)] if is_cell else ()
    element = box.element
    if (
        (hasattr(box, "pango_layout") or hasattr(box, "replacement"))
        and element is not None
        and element.get("data-slot")
    ):
        ends = [one.position_x for one in floats if _is_beside(one, box)]
        yield Slot(box, min([edge, *ends]))
    for child in box.children:
        yield from _find_slots(child, edge, floats, is_cell)


def _is_float(box):
    return getattr(box, "is_floated", bool)()


def _is_beside(one, box):
    """Whether a box that floats stands right of ``box``, on its line."""
    return one.position_x > box.position_x and one.position_y + one.margin_height() > box.position_y
