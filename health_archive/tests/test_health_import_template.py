import io

import openpyxl
from lxml import html

from odoo.tests import HttpCase, tagged
from odoo.tools import mute_logger

from odoo.addons.health_archive.tools.basic_form import LABELS

from .health_import_common import HealthImportCase

TEMPLATE = "/safe_spreadsheet/template/"


@tagged("post_install", "-at_install")
class TestHealthImportTemplate(HealthImportCase, HttpCase):
    def test_the_form_offers_the_template_before_a_file_is_chosen(self):
        self.authenticate("ha_doctor", "ha_doctor")
        view = self.env["health.import"].with_user(self.doctor).get_view(view_type="form")
        (link,) = html.fromstring(view["arch"]).xpath(f"//a[starts-with(@href, '{TEMPLATE}')]")
        content = self.url_open(link.get("href")).content
        sheet = openpyxl.load_workbook(io.BytesIO(content)).active
        headings = {cell.value for row in sheet.iter_rows(max_row=2) for cell in row}
        self.assertLessEqual(set(LABELS.values()), headings)

    def test_nobody_else_gets_it_and_no_other_model_has_one(self):
        self.authenticate("ha_finance", "ha_finance")
        with mute_logger("odoo.http"):
            self.assertEqual(self.url_open(TEMPLATE + "health.import").status_code, 403)
        self.authenticate("ha_doctor", "ha_doctor")
        self.assertEqual(self.url_open(TEMPLATE + "res.partner").status_code, 404)
        self.assertEqual(self.url_open(TEMPLATE + "no.model").status_code, 404)
