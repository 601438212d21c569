"""Machine-readable pictures for labels, made here: a label must never depend on the net."""

import base64
import io

import qrcode
from PIL import Image
from reportlab.graphics.barcode.code128 import Code128

_QUIET_MODULES = 10
# Pixels of a module: viewers and printers blur a picture that is enlarged too much.
MODULE = 4


def qr_code(text):
    """QR code of ``text`` as data URI; error correction M (15 %)."""
    # A fixed mask: trying all eight takes ten times as long, and readers take any.
    code = qrcode.QRCode(
        error_correction=qrcode.constants.ERROR_CORRECT_M, border=2, mask_pattern=2
    )
    code.add_data(text)
    code.make(fit=True)
    return _png(code.get_matrix())


def code_128(text):
    """Code 128 of ``text`` as data URI, to be stretched in height; None if it has other than ASCII signs."""
    if not text or not text.isascii() or not text.isprintable():
        return None
    code = Code128(text)
    code.validate()
    code.encode()
    code.decompose()
    # reportlab writes widths as letters: a bar of 2 modules is "B", a space of 2 modules "b"
    bars = [
        module for sign in code.decomposed for module in [sign.isupper()] * (ord(sign.lower()) - 96)
    ]
    quiet = [False] * _QUIET_MODULES
    return _png([quiet + bars + quiet])


def _png(rows):
    image = Image.new("1", (len(rows[0]), len(rows)), 1)
    image.putdata([0 if dark else 1 for row in rows for dark in row])
    image = image.resize((image.width * MODULE, image.height * MODULE))
    output = io.BytesIO()
    image.save(output, "PNG")
    return f"data:image/png;base64,{base64.b64encode(output.getvalue()).decode()}"
