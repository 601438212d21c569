import io

from pypdf import PdfReader

from odoo.tests import TransactionCase, tagged

from ..tools import PageFormat, Printer, ResourceFetcher, code_128

STYLE = """
@page { @bottom-center { content: element(pages); } }
.pages { position: running(pages); text-align: center; }
table { width: 100%; table-layout: fixed; border-collapse: collapse; }
.float { float: right; } .box { display: inline-block; width: 6mm; text-align: center; }
"""
FORM = """<div MARK="1" style="break-before: page"><h2>健康体检表</h2>
<table><tr><td>姓名</td><td><b data-slot="">%(name)s</b></td></tr>
<tr><td>症状</td><td><span class="float"><span class="box" data-slot="" data-align="center"
>%(code)s</span></span>1 无 2 有 <b data-slot="">%(words)s</b></td></tr></table>
<img data-slot="" style="width: 40mm; height: 10mm" src="%(bars)s"/></div>"""
LONG = "反复头晕三个月，活动后胸闷气促，夜间不能平卧，" * 4


@tagged("post_install", "-at_install")
class TestStencil(TransactionCase):
    def _print(self, name="韦春花", code="2", words="", mark="data-stencil", bars="1"):
        form = FORM.replace("MARK", mark) % {
            "name": name, "code": code, "words": words, "bars": code_128(bars),
        }  # fmt: skip
        html = f"""<html lang="zh-CN"><head><style>{STYLE}</style></head><body>
            <div class="pages" data-running="1"><span data-slot="pages" data-align="center"></span>
            </div><h1>报告</h1>{form}<p style="break-before: page">完</p></body></html>"""
        printer = Printer(self.env, ResourceFetcher(self.env), PageFormat(), "zh_CN")
        return PdfReader(io.BytesIO(printer.print([html])))

    def _read(self, reader):
        return ["".join(page.extract_text().replace("\u200b", "").split()) for page in reader.pages]

    def _find_places(self, page):
        """``[(text, x, y)]`` of what is printed on a page, without its number."""
        found = []

        def visit(text, matrix, text_matrix, _font, _size):
            if text.strip("\u200b \n") and "/" not in text:
                at = matrix[0] * text_matrix[4] + matrix[4], matrix[3] * text_matrix[5] + matrix[5]
                found.append((text.strip("\u200b \n"), *(round(value, 1) for value in at)))

        page.extract_text(visitor_text=visit)
        return sorted(found)

    def test_words_stand_where_they_stand_when_all_is_laid_out(self):
        self._print("另一人", "1", "先印")
        by_stencil = self._print(words="头痛")
        laid_out = self._print(words="头痛", mark="class")
        self.assertIn("头痛", self._read(by_stencil)[1])
        self.assertEqual(
            self._find_places(by_stencil.pages[1]), self._find_places(laid_out.pages[1])
        )

    def test_pages_are_numbered_through(self):
        texts = self._read(self._print())
        self.assertEqual([text[-3:] for text in texts], ["1/3", "2/3", "3/3"])

    def test_words_without_room_are_laid_out_and_whole(self):
        text = self._read(self._print(words=LONG))[1]
        self.assertIn(LONG, text)
        self.assertIn("韦春花", text)

    def test_nothing_of_one_print_is_found_in_the_next(self):
        self._print(words="头痛")
        after = self._print("陆大山", "")
        text = "".join(self._read(after))
        self.assertIn("陆大山", text)
        self.assertNotIn("韦", text)
        self.assertNotIn("头痛", text)

    def test_each_print_has_its_own_picture(self):
        first, second, again = (
            self._print(bars=bars).pages[1].images[0].data
            for bars in ("261120", "261121", "261120")
        )
        self.assertNotEqual(first, second)
        self.assertEqual(first, again)

    def test_same_print_gives_the_same_bytes(self):
        forms = [self._print(words="头痛").stream.getvalue() for _time in range(2)]
        self.assertEqual(*forms)
