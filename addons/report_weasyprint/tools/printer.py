"""Turn the HTML of Odoo's reports into PDF with WeasyPrint."""

from dataclasses import dataclass

import lxml.html

from odoo.tools import file_open

from .engine import engine
from .resources import BASE_URL
from .stencil import PAGES, Sheet, is_stencilled, put_texts, split_document, take_texts

PX_PER_MM = 96 / 25.4
# Distances of header and footer in mm: from the edge of the paper and from the text
EDGE = 10
GAP = 3
# Higher than any header, in mm
ENDLESS = 2000


@dataclass(frozen=True)
class PageFormat:
    """Paper and margins in millimetres."""

    width: float = 210
    height: float = 297
    top: float = 40
    right: float = 7
    bottom: float = 20
    left: float = 7

    def css(self, header_height=0, footer_height=0):
        """The ``@page`` rule; a tall header or footer widens its margin."""
        top = max(self.top, header_height and header_height + EDGE + GAP)
        bottom = max(self.bottom, footer_height and footer_height + EDGE + GAP)
        return (
            f"@page {{ size: {self.width}mm {self.height}mm;"
            f" margin: {top}mm {self.right}mm {bottom}mm {self.left}mm; }}"
        )


class Printer:
    """Print several HTML documents into one PDF, each with its own page numbers.

    :param env: environment of the user, for the messages
    :param fetcher: callable that resolves the addresses in the documents
    :param page_format: the :class:`PageFormat`
    :param lang: language of the documents that name none, e.g. ``zh_CN``
    """

    def __init__(self, env, fetcher, page_format, lang):
        engine.check(env)
        self.fetcher = fetcher
        self.page_format = page_format
        self.lang = lang
        self.heights = {}

    def print(self, bodies, header=None, footer=None):
        """Return the PDF as bytes.

        :param bodies: HTML documents
        :param header: HTML document holding the headers of all bodies, in their order
        :param footer: the same for the footers
        """
        bodies = list(bodies)
        headers = _split(header, "minimal_layout_report_headers", len(bodies))
        footers = _split(footer, "minimal_layout_report_footers", len(bodies))
        with engine.lock:
            pages = []
            for parts in zip(bodies, headers, footers, strict=True):
                # one by one: what a layout leaves behind is taken away before the next
                with engine.work():
                    pages += self._render(*parts)
            with engine.work():
                return self._write(pages)

    def _write(self, pages):
        weasyprint = engine.weasyprint
        return weasyprint.Document(
            pages, weasyprint.document.DocumentMetadata(), self.fetcher, engine.fonts
        ).write_pdf()

    def _render(self, body, header, footer):
        root = lxml.html.document_fromstring(body)
        sheets = self._take_stylesheets(root)
        lang = root.xpath("string(//@data-oe-lang)") or self.lang
        root.set("lang", lang.replace("_", "-"))
        if is_stencilled(root):
            return self._render_by_stencil(root, [*sheets, self._parse_css(self.page_format.css())])
        page = self.page_format.css(
            self._measure(header, root, sheets), self._measure(footer, root, sheets)
        )
        running = [_running("o_running_header", header), _running("o_running_footer", footer)]
        for position, element in enumerate(part for part in running if part is not None):
            root.body.insert(position, element)
        return self._layout(root, sheets, page).pages

    def _render_by_stencil(self, root, sheets):
        """The pages of a document that is partly laid out once, see ``stencil``."""
        found = []
        for is_stencil, part in split_document(root):
            texts = take_texts(part)
            stencil = is_stencil and engine.get_stencil(_to_html(part), sheets, self.fetcher)
            if not stencil or not all(sheet.fits(texts) for sheet in stencil):
                put_texts(part, texts)
                document = engine.layout(_to_html(part), sheets, self.fetcher)
                stencil = map(Sheet, document.pages)
            found += [(sheet, texts) for sheet in stencil]
        return [
            sheet.show(texts | {PAGES: f"{number} / {len(found)}"})
            for number, (sheet, texts) in enumerate(found, start=1)
        ]

    def _measure(self, part, root, sheets):
        """Height in millimetres that a header or footer takes on this paper."""
        if not part:
            return 0
        key = (part, root.get("lang"))
        if key not in self.heights:
            probe = lxml.html.document_fromstring(
                f"<body><div class='o_running'>{part}</div><div id='o_end'></div></body>"
            )
            probe.set("lang", root.get("lang"))
            width = self.page_format.width - self.page_format.left - self.page_format.right
            page = PageFormat(width, ENDLESS, 0, 0, 0, 0).css()
            document = self._layout(probe, sheets, page)
            self.heights[key] = document.pages[0].anchors["o_end"][1] / PX_PER_MM
        return self.heights[key]

    def _layout(self, root, sheets, page):
        return engine.layout(_to_html(root), [*sheets, self._parse_css(page)], self.fetcher)

    def _take_stylesheets(self, root):
        """Take the links out of the document: Bootstrap is parsed once, not once per record."""
        for element in root.xpath("//base | //script"):
            element.drop_tree()
        sheets = []
        for link in root.xpath("//link[@rel='stylesheet']"):
            url = link.get("href")
            if url.startswith("/"):
                sheets.append(self._parse_css(self.fetcher(BASE_URL + url)["string"].decode()))
            link.drop_tree()
        with file_open("report_weasyprint/static/src/report/report.css") as file:
            return [*sheets, self._parse_css(file.read())]

    def _parse_css(self, content):
        return engine.parse_css(content, self.fetcher)


def _to_html(root):
    return lxml.html.tostring(root, encoding="unicode")


def _split(document, container_id, count):
    """The header (or footer) of each of ``count`` bodies; one for all serves all."""
    parts = []
    if document:
        root = lxml.html.document_fromstring(document)
        children = root.xpath(f"//*[@id='{container_id}']/*")
        parts = [lxml.html.tostring(child, encoding="unicode") for child in children]
    if len(parts) == 1:
        return parts * count
    return [parts[index] if index < len(parts) else "" for index in range(count)]


def _running(css_class, part):
    if not part:
        return None
    element = lxml.html.fragment_fromstring(part, create_parent="div")
    element.set("class", f"o_running {css_class}")
    return element
