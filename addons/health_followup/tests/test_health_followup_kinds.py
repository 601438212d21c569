import re

from lxml import etree

from odoo.exceptions import UserError
from odoo.tests import Form, freeze_time
from odoo.tools.misc import file_open
from odoo.tools.translate import PoFileReader

from odoo.addons.report_weasyprint.tests.pdf_common import read_pages

from .followup_common import TODAY
from .followup_kinds import HealthFollowupKindsCase

HAN = re.compile(r"[\u4e00-\u9fff]")
LATIN = re.compile(r"[A-Za-z]{2}")
TAG = re.compile(r"<[^>]*>")
MODULES = ("health_followup", "health_archive", "resident", "evidence", "base")
"""Whose boxes stand on the forms."""
UNITS = {"mmHg", "BMI"}


@freeze_time(TODAY)
class TestHealthFollowupKinds(HealthFollowupKindsCase):
    def setUp(self):
        super().setUp()
        # the audit of prints writes on a connection of its own
        self.registry_enter_test_mode()

    def _walk(self):
        for programme, form in self._get_kinds():
            with self.subTest(f"{programme.code} {form.code or ''}"):
                yield programme, form

    def _get_view(self, programme):
        """The form of the kind, of the model its visits are kept in."""
        followups = self._get_followups(programme)
        name = followups._get_forms().get(programme.code)
        self.assertTrue(name, f"{programme.code} has no form")
        view = self.env.ref(name)
        self.assertEqual(view.model, followups._name)
        return view

    def test_all_eleven_kinds_of_the_county_are_there(self):
        codes = {programme.code for programme, _form in self._get_kinds()}
        self.assertGreaterEqual(len(codes), 11, codes)

    def test_each_kind_opens_on_its_own_form_for_who_does_it(self):
        for programme, form in self._walk():
            enrolment = self._begin(programme, form)
            view = self._get_view(programme)
            action = enrolment.with_user(self._get_user(programme)).action_follow_up()
            self.assertEqual(action["views"], [[view.id, "form"]])
            followups = self._get_followups(programme).with_context(**action["context"])
            empty = Form(followups, view=view)
            self.assertEqual(empty.enrolment_id, enrolment)
            self.assertEqual(empty.programme_code, programme.code)

    def test_signing_names_each_box_the_form_asks_for(self):
        for programme, form in self._walk():
            visit = self._create_visit(self._begin(programme, form))
            missing = self._get_missing(visit)
            self.assertTrue(missing, "nothing is asked for: an empty form could be signed")
            with self.assertRaises(UserError) as caught:
                visit.action_sign()
            for name in missing:
                self.assertIn(visit._get_label(name), str(caught.exception))
            self.assertEqual(visit.seal_state, "open")

    def test_boxes_that_are_asked_for_stand_on_the_form(self):
        for programme, form in self._walk():
            visit = self._create_visit(self._begin(programme, form))
            nodes = set(self._get_boxes(visit, self._get_view(programme)))
            self.assertLessEqual(set(visit._get_required_boxes()), nodes)

    def test_each_kind_is_signed_listed_and_moves_what_is_due(self):
        for programme, form in self._walk():
            visit = self._signed_visit(programme, form)
            self.assertEqual(visit.seal_state, "sealed")
            self.assertEqual(visit.enrolment_id.next_due_date, visit.next_date)
            rows = visit.search([("programme_id", "=", programme.id)]).web_read(
                {name: {} for name in self._get_boxes(visit, None, "list")}
            )
            self.assertIn(visit.id, [row["id"] for row in rows])
            opened = visit.action_open()["views"]
            self.assertEqual(opened, [(self._get_view(programme).id, "form")])

    def test_each_kind_has_a_menu_with_help(self):
        for programme, _form in self._walk():
            actions = self._get_actions(programme)
            menus = self.env["ir.ui.menu"].search(
                [("action", "in", [f"ir.actions.act_window,{action.id}" for action in actions])]
            )
            self.assertTrue(menus, f"{programme.code} has no menu")
            self.assertTrue(all(actions.mapped("help")))

    def _get_actions(self, programme):
        model, code = self._get_followups(programme)._name, f"'{programme.code}'"
        actions = self.env["ir.actions.act_window"].search([("res_model", "=", model)])
        return actions.filtered(lambda action: code in (action.domain or ""))

    def test_each_kind_prints_its_paper_with_its_boxes(self):
        for programme, form in self._walk():
            visit = self._signed_visit(programme, form)
            [report] = self._get_reports(visit)
            html = report._render_qweb_html(report.report_name, visit.ids)[0].decode()
            text = " ".join(etree.HTML(html).itertext())
            rows = visit._get_paper_rows()
            self.assertGreater(len(rows), len(visit._get_paper_head() + visit._get_paper_foot()))
            self.assertIn(visit._get_paper_title(programme), text)
            self.assertIn(visit.archive_id.name, text)
            for row in rows:
                self.assertIn(row.label, text)

    def test_all_general_kinds_print_as_one_pdf(self):
        visits = self.env["health.followup"].with_user(self.doctor)
        # one visit of each schedule: that each form has its sheet is proved where the forms are
        first = {programme: form for programme, form in reversed(self._get_kinds())}
        for programme, form in first.items():
            if not programme.is_sensitive:
                visits |= self._signed_visit(programme, form)
        [report] = self._get_reports(visits)
        report = report.with_context(force_report_rendering=True)
        content, _kind = report._render_qweb_pdf(report.report_name, visits.ids)
        text = "".join(read_pages(content))
        for visit in visits:
            self.assertIn(visit.archive_id.name, text)

    def test_title_of_each_paper_is_chinese(self):
        terms = self._get_chinese_terms()
        for programme, _form in self._walk():
            followups = self._get_followups(programme).with_context(lang="zh_CN")
            programme = programme.with_context(lang="en_US")
            title = followups._get_paper_title(programme)
            # the name is translated in the database, if the language is there
            title = title.replace(programme.name, terms[programme.name])
            self.assertRegex(title, HAN)
            self.assertNotRegex(title, LATIN)

    def test_each_word_on_the_forms_has_a_chinese_translation(self):
        terms = self._get_chinese_terms()
        for programme, _form in self._walk():
            followups, view = self._get_followups(programme), self._get_view(programme)
            shown = self._get_words(followups.with_context(lang="en_US"), view)
            foreign = {TAG.sub("", word) for word in shown if not HAN.search(terms.get(word, ""))}
            self.assertFalse({word for word in foreign - UNITS if LATIN.search(word)})

    def _get_reports(self, visits):
        reports = self.env["ir.actions.report"].with_user(visits.env.user)
        return reports.search([("model", "=", visits._name)])

    def _get_arch(self, followups, view, kind="form"):
        return etree.fromstring(followups.get_view(view and view.id, kind)["arch"])

    def _get_boxes(self, followups, view, kind="form"):
        """Names of the boxes that stand in a view itself, not in a list in it."""
        arch = self._get_arch(followups, view, kind)
        return [n.get("name") for n in arch.iter("field") if not [*n.iterancestors("field")]]

    def _get_words(self, followups, view):
        """Labels, texts and hints that a form shows, in English."""
        arch = followups.get_view(view.id, "form")["arch"]
        words = set(self.env["ir.ui.view"]._fields["arch_db"].get_trans_terms(arch))
        boxes = self._get_boxes(followups, view)
        return words | {followups._fields[name].string for name in boxes}

    def _get_chinese_terms(self):
        terms = {}
        for module in MODULES:
            with file_open(f"{module}/i18n/zh_CN.po", "rb") as source:
                terms |= {row["src"]: row["value"] for row in PoFileReader(source)}
        return terms
