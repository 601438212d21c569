"""What was painted of a page, to be painted again without looking at its boxes."""

from copy import copy

_DRAWN_APART = ("XObject", "Pattern", "Shading")
"""What a page refers to besides fonts and states: pictures, gradients."""


class Ink:
    """The operations of a page in a PDF, with the fonts and states they name.

    A font is named by what describes it, so its name is the same in every PDF; its face belongs to
    the font map, which lives as long as the process.
    """

    def __init__(self, page, stream, scale):
        resources = {name: copy(value) for name, value in stream._resources.items()}
        for name in ("ExtGState", *_DRAWN_APART):
            resources[name] = type(stream._resources[name])()
        recorder = stream.clone(fonts={}, resources=resources, images={}, tags=None)
        page.paint(recorder, scale)
        self._operations = recorder.stream
        self._fonts = recorder._fonts
        self._states = resources["ExtGState"]
        self._has_more = any(resources[name] for name in _DRAWN_APART)
        self._scale = scale

    def is_whole(self, scale):
        """Whether painting these operations gives the page at this scale: it has no picture."""
        return not self._has_more and self._scale == scale

    def paint(self, stream):
        """Paint into the stream of a page."""
        stream.stream.extend(self._operations)
        stream._resources["ExtGState"].update(self._states)
        for key, font in self._fonts.items():
            if key not in stream._fonts:
                stream._fonts[key] = copy(font)
                stream._fonts[key].cmap, stream._fonts[key].widths = {}, {}
            stream._fonts[key].cmap.update(font.cmap)
            stream._fonts[key].widths.update(font.widths)
