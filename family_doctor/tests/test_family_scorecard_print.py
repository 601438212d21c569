import io

from openpyxl import load_workbook

from odoo.exceptions import AccessError, UserError
from odoo.tests import HttpCase, freeze_time, tagged
from odoo.tools import mute_logger

from odoo.addons.report_weasyprint.tests.pdf_common import read_pages

from ..models.family_scorecard_print import MAX_EXPORTED
from .test_family_statistic import StatisticCase

SPAN = "2026-03-01", "2026-03-31"
REPORT = "family_doctor.report_family_scorecard"
RULE_LOGS = ("odoo.addons.base.models.ir_rule", "odoo.addons.base.models.ir_model")


class ScorecardPaperCase(StatisticCase):
    def setUp(self):
        super().setUp()
        with freeze_time("2026-03-01"):
            self._sign_all()
        with freeze_time("2026-04-01"):
            cards = self.env["family.scorecard"].with_user(self.boss)
            self.cards = cards._count(self.hospital, *SPAN)
        self.card = self.cards.filtered(
            lambda card: card.doctor_id == self.signer.sudo().practitioner_id
        )


@tagged("post_install", "-at_install")
class TestFamilyScorecardPrint(ScorecardPaperCase):
    def _print(self, cards):
        reports = self.env["ir.actions.report"].with_user(cards.env.user)
        content, kind = reports.with_context(force_report_rendering=True)._render_qweb_pdf(
            REPORT, cards.ids
        )
        self.assertEqual(kind, "pdf")
        return read_pages(content)

    def test_a_doctor_prints_the_own_card_with_rules_figures_and_appeal(self):
        self.card.action_freeze()
        own = self.card.with_user(self.signer)
        own.appeal_note = "三月住院，未能上门"
        self.card.with_user(self.leader).answer = "已核实"
        (page,) = self._print(own)
        for text in (
            self.card.name, self.hospital.name, "2026/03/31", "1 / 15", "6.7%",
            "All points from 90% on", "No points from 20% on", "nothing to do",
            "三月住院，未能上门", "已核实", "Whom it is about (signature)",
        ):  # fmt: skip
            self.assertIn("".join(text.split()), "".join(page.split()))

    def test_each_card_has_a_page_of_its_own(self):
        pages = self._print(self.cards)
        self.assertEqual(len(pages), len(self.cards))
        for card, page in zip(self.cards, pages, strict=True):
            self.assertIn("".join(card.name.split()), "".join(page.split()))

    def test_the_rule_is_printed_as_it_was_counted(self):
        rule = self.env.ref("family_doctor.score_rule_units")
        rule.write({"weight": 99, "full_at": 12, "source": "新办法"})
        [line] = self.card.line_ids.filtered(lambda line: line.rule_id == rule)
        self.assertEqual((line.weight, line.full_at), (40, 90))
        (page,) = self._print(self.card)
        self.assertNotIn("新办法", page)

    @mute_logger(*RULE_LOGS)
    def test_a_colleague_prints_and_exports_no_card(self):
        other = self.card.with_user(self.other_signer)
        for action in (other.action_print, other.action_export):
            with self.assertRaises(AccessError):
                action()
        with self.assertRaises(AccessError):
            self._print(other)

    def test_too_many_for_one_workbook_are_refused(self):
        many = self.env["family.scorecard"].browse(range(1, MAX_EXPORTED + 2))
        with self.assertRaisesRegex(UserError, "one unit after the other"):
            many.action_export()


@tagged("post_install", "-at_install")
class TestFamilyScorecardExport(ScorecardPaperCase, HttpCase):
    def _export(self, user, cards):
        self.authenticate(user.login, user.login.ljust(8, "x"))
        url = cards.with_user(self.boss).action_export()["url"]
        return self.url_open(url)

    def _rows(self, answer):
        sheet = load_workbook(io.BytesIO(answer.content)).active
        return list(sheet.iter_rows(values_only=True))

    def test_the_workbook_has_a_row_for_each_chosen_card(self):
        rows = self._rows(self._export(self.boss, self.cards))
        self.assertEqual([row[0] for row in rows[3:]], self.cards.sorted().mapped("name"))
        [row] = [row for row in rows[3:] if row[0] == self.card.name]
        # after six columns of what it is about: reached, of, points
        self.assertEqual(row[6:8], (1, 15))
        self.assertAlmostEqual(row[-4], self.card.score)

    def test_a_doctor_gets_the_own_card_only_whatever_is_asked_for(self):
        rows = self._rows(self._export(self.signer, self.cards))
        self.assertEqual([row[0] for row in rows[3:]], [self.card.name])

    @mute_logger("odoo.http")
    def test_who_sees_none_of_them_gets_nothing(self):
        self.assertEqual(self._export(self.other_signer, self.card).status_code, 404)
