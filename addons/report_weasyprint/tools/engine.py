"""WeasyPrint, loaded once per process with its fonts and style sheets."""

import gc
import logging
import threading
from contextlib import contextmanager
from functools import cached_property

from odoo.exceptions import UserError

from .resources import BASE_URL
from .stencil import Sheet

MAX_STYLESHEETS = 64
MAX_STENCILS = 48


class Engine:
    """What all prints of the process share.

    Bootstrap and the web fonts take two seconds to parse, a page a tenth of that: style
    sheets are kept by their content. Pango's font map serves one thread at a time, so
    whoever prints holds the ``lock``.
    """

    def __init__(self):
        self.lock = threading.RLock()
        self._stylesheets = {}
        self._stencils = {}

    @cached_property
    def weasyprint(self):
        import weasyprint  # noqa: PLC0415  costs half a second and needs system libraries

        # WeasyPrint reports each rule of Bootstrap it ignores, fontTools each table it drops
        logging.getLogger("weasyprint").setLevel(logging.ERROR)
        logging.getLogger("fontTools").setLevel(logging.WARNING)
        return weasyprint

    @cached_property
    def fonts(self):
        return self.weasyprint.text.fonts.FontConfiguration()

    @contextmanager
    def work(self):
        """One thread at a time draws, and nothing is looked for in memory meanwhile.

        A layout makes a million small objects and keeps nearly all of them: Python's search for
        garbage, which walks through everything that Odoo holds, took a sixth of the time.
        """
        with self.lock:
            was_on = gc.isenabled()
            gc.disable()
            try:
                yield
            finally:
                if was_on:
                    gc.enable()

    def check(self, env):
        """Raise UserError when the engine or one of its system libraries is missing."""
        try:
            return self.weasyprint
        except (ImportError, OSError) as error:
            raise UserError(
                env._(
                    "PDF documents cannot be printed: a library of the print engine is missing "
                    "on the server (%(error)s). Ask the administrator to install WeasyPrint "
                    "with Pango: libpango-1.0-0, libpangoft2-1.0-0, libharfbuzz-subset0.",
                    error=str(error).splitlines()[0],
                )
            ) from error

    def parse_css(self, content, fetcher):
        """The style sheet with this text, parsed at most once."""
        if content not in self._stylesheets:
            if len(self._stylesheets) >= MAX_STYLESHEETS:
                self._stylesheets.clear()
            self._stylesheets[content] = self.weasyprint.CSS(
                string=content, base_url=BASE_URL, url_fetcher=fetcher, font_config=self.fonts
            )
        return self._stylesheets[content]

    def get_stencil(self, html, stylesheets, fetcher):
        """The :class:`Sheet` of each page of a form, laid out at most once.

        :param html: the document with empty slots: no word of whoever is printed
        """
        key = html, tuple(map(id, stylesheets))
        if key not in self._stencils:
            if len(self._stencils) >= MAX_STENCILS:
                self._stencils.clear()
            document = self.layout(html, stylesheets, fetcher)
            # the style sheets are kept with it: their ids stay theirs
            self._stencils[key] = (
                [Sheet(page, is_kept=True) for page in document.pages],
                stylesheets,
            )
        return self._stencils[key][0]

    def layout(self, html, stylesheets, fetcher):
        """Lay out one HTML document and return WeasyPrint's ``Document``."""
        document = self.weasyprint.HTML(string=html, base_url=BASE_URL, url_fetcher=fetcher)
        return document.render(font_config=self.fonts, stylesheets=stylesheets)


engine = Engine()
