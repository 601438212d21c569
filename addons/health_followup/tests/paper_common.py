from odoo.fields import Command
from odoo.tests import freeze_time

from odoo.addons.report_weasyprint.tests.pdf_common import read_pages

from .followup_common import TODAY
from .followup_kinds import HealthFollowupKindsCase

USUAL = {"child_newborn_temperature": 37, "preg_temperature": 37, "child_head": 46}
NUMBERS = {"child_hgb": 120, "preg_hgb": 120, "preg_fetal_heart": 140, "child_respiration": 40}


@freeze_time(TODAY)
class HealthFollowupPaperCase(HealthFollowupKindsCase):
    """The rows of the pages that visits are printed on, without drawing them."""

    def _pages(self, visits, user=None, report="report_health_followup"):
        reports = self.env[f"report.health_followup.{report}"].with_user(user or self.doctor)
        return reports._get_report_values(visits.ids)["pages"]

    def _get_order(self, page, names):
        """Those of these boxes and labels that have a row, in the order of the rows."""
        visits = page.visits
        labels = {visits._get_label(n) if n in visits._fields else n: n for n in names}
        return [labels[row.label] for row in page.rows if row.label in labels]

    def _row(self, page, name):
        label = page.visits._get_label(name) if name in page.visits._fields else name
        [row] = [row for row in page.rows if row.label == label]
        return row

    def _cells(self, page, name):
        return self._row(page, name).cells

    def _fill_all(self, visit, names):
        """Answer all of these boxes with something that is possible."""
        known = USUAL | NUMBERS
        for name in names:
            field = visit._fields.get(name)
            if field and not field.compute and field.type != "one2many" and not visit[name]:
                visit.write({name: known.get(name) or self._answer(visit, name)})

    def _assert_paper(self, visit, order, user=None):
        """All boxes of a form have their row, in its order, and what they hold stands in it."""
        self._fill_all(visit, order)
        [page] = self._pages(visit, user)
        self.assertEqual(self._get_order(page, order), list(order))
        for name in order:
            if name in visit._fields and visit[name]:
                self.assertTrue(any(self._cells(page, name)), name)

    def _count_sheets(self, visits):
        """How many sheets of paper are printed."""
        # the audit of prints writes on a connection of its own
        self.registry_enter_test_mode()
        reports = self.env["ir.actions.report"].with_user(self.doctor)
        content, _kind = reports.with_context(force_report_rendering=True)._render_qweb_pdf(
            "health_followup.health_followup_report", visits.ids
        )
        return len(read_pages(content))

    def _assert_no_chronic_rows(self, page):
        labels = {row.label for row in page.rows}
        for name in ("class_id", "drug_ids", "adherence_id", "adr"):
            self.assertNotIn(page.visits._get_label(name), labels)

    def _check_code(self, list_code, *codes):
        return [Command.set(self._codes(list_code, *codes))]
