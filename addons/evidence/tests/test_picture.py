import io
from datetime import datetime

from PIL import Image

from odoo.tests import BaseCase, tagged

from ..tools import PictureError, read_picture
from .common import make_photo


@tagged("post_install", "-at_install")
class TestPicture(BaseCase):
    def test_display_copy_is_smaller_and_tells_nothing(self):
        copy = Image.open(io.BytesIO(read_picture(make_photo(), 64).display))
        self.assertEqual(copy.size, (1920, 1440))
        self.assertFalse(copy.getexif())
        self.assertNotIn("exif", copy.info)

    def test_display_copy_stands_upright(self):
        copy = Image.open(io.BytesIO(read_picture(make_photo(orientation=6), 64).display))
        self.assertEqual(copy.size, (1440, 1920))

    def test_claims_are_read_from_exif(self):
        picture = read_picture(make_photo((80, 60)), 64)
        self.assertEqual(picture.taken_at, datetime(2026, 3, 1, 2, 30), "Beijing time as UTC")
        self.assertAlmostEqual(picture.latitude, 23.325)
        self.assertAlmostEqual(picture.longitude, 106.62)

    def test_picture_without_exif_claims_nothing(self):
        output = io.BytesIO()
        Image.new("RGBA", (40, 30), (0, 0, 0, 0)).save(output, "PNG")
        picture = read_picture(output.getvalue(), 64)
        self.assertEqual(picture[1:], (None, None, None))
        self.assertEqual(Image.open(io.BytesIO(picture.display)).format, "PNG")

    def test_pixel_bomb_is_refused_by_its_header(self):
        output = io.BytesIO()
        Image.new("1", (20000, 20000)).save(output, "PNG")
        for content in (output.getvalue(), make_photo()):
            with self.assertRaises(PictureError) as caught:
                read_picture(content, 10)
            self.assertGreaterEqual(caught.exception.megapixels, 10)

    def test_truncated_picture_is_refused(self):
        content = make_photo()
        with self.assertRaises(PictureError) as caught:
            read_picture(content[: len(content) // 2], 64)
        self.assertIsNone(caught.exception.megapixels)
