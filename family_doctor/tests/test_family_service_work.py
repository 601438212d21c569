import base64

from freezegun import freeze_time

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.fields import Command
from odoo.tests import Form, tagged

from odoo.addons.family_agreement.tests.agreement_common import draw_signature

from .duty_common import DutyCase


@freeze_time("2026-06-20 02:00:00")
@tagged("post_install", "-at_install")
class TestFamilyServiceWork(DutyCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        with freeze_time("2026-01-01 02:00:00"):
            cls.agreement = cls()._agree_on()
        cls.lecture = cls.env.ref("family_agreement.record_kind_lecture")
        cls.visit = cls.env.ref("family_agreement.record_kind_home_visit")
        cls.visit.write({"photo_rule": "always", "usual_way": "2"})
        cls.lecture.write({"photo_rule": "always", "usual_way": "1"})

    def _enter(self, kind, photo=True):
        """What the doctor enters on the screen, and saves."""
        with Form(self.services.with_context(default_archive_id=self.archive.id)) as form:
            form.kind_id = kind
            form.content = "测血压，指导用药"
            if photo:
                form.photo = draw_signature()
        return form.record

    def test_the_usual_way_is_proposed(self):
        self.assertEqual(self._enter(self.visit).way, "2")

    def test_a_visit_at_home_without_a_photo_is_not_signed(self):
        service = self._enter(self.visit, photo=False)
        with self.assertRaisesRegex(ValidationError, "Photo of the service"):
            service.action_done()

    def test_a_photo_for_services_at_home_only(self):
        self.visit.photo_rule = "home"
        service = self._enter(self.visit, photo=False)
        self.assertTrue(service.evidence_missing)
        service.way = "1"
        self.assertFalse(service.evidence_missing)

    def test_a_photo_taken_on_the_form_becomes_evidence(self):
        service = self._enter(self.visit)
        self.assertEqual(service.evidence_ids.mapped("requirement_code"), ["photo"])
        service.action_done()
        self.assertEqual(self._units(self.agreement).mapped("item_id.code"), ["GX01"])

    def test_own_words_are_taken_over_without_the_name_of_whose_they_were(self):
        before = self._serve("2026-03-05", content="低盐饮食")
        with Form(self.services.with_context(default_archive_id=self.archive.id)) as form:
            form.kind_id = before.kind_id
            form.reuse_id = before
            self.assertEqual(form.content, "低盐饮食")
        name = before.with_context(service_text=True).display_name
        self.assertNotIn(before.resident_name, name)

    def test_the_resident_signs_on_the_screen(self):
        self.env.ref("family_agreement.service_item_home_visit").needs_confirmation = True
        service = self._enter(self.visit)
        service.action_done()
        self.assertEqual(len(self._units(self.agreement, "unconfirmed")), 1)
        action = service.action_open_confirm()
        wizard = self.env["family.confirm"].with_user(self.signer)
        with Form(wizard.with_context(**action["context"])) as form:
            form.signature = draw_signature()
        form.record.action_confirm()
        self.assertEqual(service.confirmed_by, self.archive.partner_id.name)
        self.assertEqual(len(self._units(self.agreement)), 1)

    def test_a_correction_takes_the_place_of_what_was_signed(self):
        service = self._enter(self.visit)
        service.action_done()
        copy = self._reason(service, "correct", "日期记错")
        self.assertFalse(self._units(self.agreement))
        copy.date = "2026-06-18"
        copy.action_done()  # the photo of the original still proves it
        [unit] = self._units(self.agreement)
        self.assertEqual((unit.res_id, str(unit.done_date)), (copy.id, "2026-06-18"))
        with self.assertRaises(UserError):
            service._void("重复")

    def test_a_correction_called_off_lets_the_original_count_again(self):
        service = self._serve("2026-03-05")
        self._reason(service, "correct", "写错").unlink()
        self.assertEqual(self._units(self.agreement).res_id, service.id)

    def test_a_void_record_gives_its_unit_back_and_keeps_the_reason(self):
        service = self._serve("2026-03-05")
        self._reason(service, "void", "录错人")
        self.assertEqual((service.state, service.void_reason), ("void", "录错人"))
        self.assertFalse(self._units(self.agreement))
        with self.assertRaises(UserError):
            service.unlink()

    def test_a_lecture_is_recorded_for_all_who_came(self):
        with freeze_time("2026-01-01 02:00:00"):
            neighbour = self._new_archive("李四")
            self._agree_on(archive=neighbour)
        unsigned = self._new_archive("王五")
        wizard = self._lecture(self.archive | neighbour | unsigned)
        self.assertEqual((wizard.count, wizard.left_out_ids), (2, unsigned))
        found = self.services.search(wizard.action_confirm()["domain"])
        self.assertEqual(found.archive_id, self.archive | neighbour)
        self.assertEqual(set(found.mapped("state")), {"done"})
        self.assertEqual(found.mapped("evidence_count"), [1, 1])
        self.assertEqual(self.agreement.units_done, 1)
        with self.assertRaises(UserError):  # nobody attends the same lecture twice
            self._lecture(self.archive).action_confirm()

    def test_a_service_sheet_shows_the_signature(self):
        service = self._serve("2026-03-05")
        service._confirm_by_signature(draw_signature(), "儿子 张三")
        html = self.env["ir.actions.report"]._render_qweb_html(
            "family_doctor.report_family_service", service.ids
        )[0]
        self.assertIn("儿子 张三", html.decode())
        self.assertIn(service.seal_hash, html.decode())

    def test_another_village_does_not_confirm_or_correct(self):
        service = self._serve("2026-03-05")
        self.stranger.group_ids += self.env.ref("care_team.group_member")
        for what in ("void", "correct"):
            with self.assertRaises(AccessError):
                self._reason(service, what, "x", user=self.stranger)

    def _reason(self, service, what, reason, user=None):
        wizard = self.env["family.service.reason"].with_user(user or self.signer)
        row = wizard.create({"service_id": service.id, "what": what, "reason": reason})
        row.action_confirm()
        return service.superseded_by_id

    def _lecture(self, archives):
        return self.env["family.service.group"].with_user(self.signer).create(
            {
                "kind_id": self.lecture.id,
                "content": "高血压健康讲座",
                "photo": base64.b64encode(base64.b64decode(draw_signature())),
                "archive_ids": [Command.set(archives.ids)],
            }
        )  # fmt: skip
