from odoo.tests import BaseCase, tagged

from ..tools.pictures import find_foreign, get_picture_kind


@tagged("post_install", "-at_install")
class TestPictures(BaseCase):
    def test_own_pictures_pass(self):
        for body in (
            None,
            "",
            "plain",
            "<img src='/web/image/5'>",
            "<img src='data:image/png;base64,AAAA'>",
            "<a href='https://example.com'>a link</a>",
        ):
            self.assertIsNone(find_foreign(body), body)

    def test_foreign_pictures_are_found_wherever_they_stand(self):
        for body in (
            "<img src='http://x.test/a.png'>",
            "<img src='//x.test/a.png'>",
            "<img srcset='http://x.test/a.png 2x'>",
            "<p><b style=\"background: url('http://x.test/a.png')\">a</b></p>",
            "<table background='http://x.test/a.png'></table>",
            "<img src='data:text/html;base64,AAAA'>",
        ):
            self.assertTrue(find_foreign(body), body)

    def test_the_first_bytes_tell_the_kind(self):
        self.assertEqual(get_picture_kind(b"\x89PNG\r\n\x1a\n..."), "png")
        self.assertEqual(get_picture_kind(b"\xff\xd8\xff\xe0"), "jpeg")
        self.assertIsNone(get_picture_kind(b"GIF89a"))
