"""For the tests of printed forms."""

from io import BytesIO

from pypdf import PdfReader


def read_pages(content):
    """Text of each page of a PDF."""
    return [page.extract_text() for page in PdfReader(BytesIO(content)).pages]
