from freezegun import freeze_time

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import Form, tagged
from odoo.tools import mute_logger

from odoo.addons.family_agreement.tests.agreement_common import draw_signature

from .duty_common import DutyCase

RULE_LOGS = ("odoo.addons.base.models.ir_rule", "odoo.addons.base.models.ir_model")


@freeze_time("2026-08-20 02:00:00")
@tagged("post_install", "-at_install")
class TestFamilyDutyConfirm(DutyCase):
    """Advice is given twice a year, an update of the archive proves it, the resident signs."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.item = cls.env.ref("family_agreement.service_item_consultation")
        kind = cls.env.ref("family_agreement.record_kind_archive")
        cls.item.write({"needs_confirmation": True, "record_kind_ids": [(6, 0, kind.ids)]})
        with freeze_time("2026-01-01 02:00:00"):
            cls.agreement = cls()._agree_on()

    def _update_archive(self, date):
        """A change of the archive on that day, matched as by night."""
        change = {"archive_id": self.archive.id, "field_name": "note", "new_value": "核对"}
        changes = self.env["health.archive.change"].with_user(self.doctor)
        with freeze_time(f"{date} 02:00:00"):
            changes._log([change])
        found = changes.sudo().search([("archive_id", "=", self.archive.id)], order="id desc")[:1]
        found._match_duties()
        return found

    def _duty(self, number=1, user=None):
        duties = self.agreement.duty_ids.filtered(
            lambda duty: duty.item_id == self.item and duty.unit_number == number
        )
        return duties.with_user(user or self.signer)

    def _let_sign(self, duty, name=None):
        action = duty.action_open_confirm()
        with Form(self.env["family.confirm"].with_user(self.signer).with_context(
            **action["context"])) as form:  # fmt: skip
            self.assertEqual(form.resident_name, self.archive.partner_id.name)
            self.assertEqual(form.what, self.item.name)
            form.signature = draw_signature()
            form.signer_name = name or form.signer_name
        form.record.action_confirm()

    def test_the_resident_signs_for_what_another_record_proves(self):
        change = self._update_archive("2026-03-05")
        duty = self._duty()
        self.assertEqual((duty.state, self.agreement.units_done), ("unconfirmed", 0))
        self._let_sign(duty, "儿子 张三")
        self.assertEqual((duty.state, self.agreement.units_done), ("done", 1))
        self.assertTrue(duty.confirmed_at)
        action = duty.action_open_confirmation()
        signed = self.env[action["res_model"]].with_user(self.signer).browse(action["res_id"])
        self.assertEqual((signed.signer_name, signed.user_id), ("儿子 张三", self.signer))
        self.assertEqual((signed.res_model, signed.res_id), (change._name, change.id))

    def test_nothing_is_signed_twice(self):
        self._update_archive("2026-03-05")
        duty = self._duty()
        self._let_sign(duty)
        with self.assertRaisesRegex(UserError, "confirmed this already"):
            duty.action_open_confirm()
        with self.assertRaisesRegex(UserError, "confirmed this already"):
            duty._confirm_by_signature(draw_signature(), "")

    def test_the_signature_goes_with_the_record_to_another_unit(self):
        later = self._update_archive("2026-08-05")
        self._let_sign(self._duty())
        self._update_archive("2026-03-05")
        second = self._duty(2)
        self.assertEqual((second.res_id, second.state), (later.id, "done"))
        self.assertTrue(second.action_open_confirmation()["res_id"])
        self.assertEqual((self._duty().state, self._duty().confirmed_at), ("unconfirmed", False))
        with self.assertRaisesRegex(UserError, "hasn't signed"):
            self._duty().action_open_confirmation()

    def test_who_signed_need_not_sign_again_when_the_record_counts_again(self):
        change = self._update_archive("2026-03-05")
        self._let_sign(self._duty())
        change._release_duties()
        duty = self._duty()
        self.assertEqual((duty.res_id, duty.state), (change.id, "done"))
        self.assertTrue(duty.confirmed_at)

    def test_a_service_record_keeps_its_signature_itself(self):
        self.env.ref("family_agreement.service_item_home_visit").needs_confirmation = True
        service = self._serve("2026-03-05", "home_visit", way="2")
        [duty] = self._units(self.agreement, "unconfirmed").with_user(self.signer)
        duty._confirm_by_signature(draw_signature(), "女儿 李四")
        self.assertEqual((service.confirmed_by, duty.state), ("女儿 李四", "done"))
        self.assertFalse(self.env["family.duty.confirmation"].search_count([]))
        self.assertEqual(duty.action_open_confirmation()["res_id"], service.id)

    def test_an_open_unit_and_an_empty_field_confirm_nothing(self):
        with self.assertRaisesRegex(UserError, "was done"):
            self._duty().action_open_confirm()
        self._update_archive("2026-03-05")
        with self.assertRaisesRegex(ValidationError, "Sign in the field"):
            self._duty()._confirm_by_signature(False, "某人")

    @mute_logger(*RULE_LOGS)
    def test_another_village_neither_confirms_nor_sees_who_signed(self):
        self._update_archive("2026-03-05")
        self.stranger.group_ids += self.env.ref("care_team.group_member")
        foreign = self._duty(user=self.stranger)
        with self.assertRaises(AccessError):
            foreign.action_open_confirm()
        dialogs = self.env["family.confirm"].with_user(self.stranger)
        with self.assertRaises(AccessError):
            dialogs.create({"duty_id": foreign.id, "signer_name": "x"})
        self._let_sign(self._duty())
        self.assertFalse(
            self.env["family.duty.confirmation"].with_user(self.stranger).search_count([])
        )

    @mute_logger(*RULE_LOGS)
    def test_nobody_writes_a_signature_by_hand(self):
        self._update_archive("2026-03-05")
        self._let_sign(self._duty())
        signed = self.env["family.duty.confirmation"].with_user(self.boss).search([])
        with self.assertRaises(AccessError):
            signed.unlink()
        with self.assertRaises(AccessError):
            signed.signer_name = "别人"
        with self.assertRaises(AccessError):
            signed.create({"archive_id": self.archive.id})
