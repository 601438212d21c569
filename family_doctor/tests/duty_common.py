import base64

from odoo.fields import Command

from odoo.addons.family_agreement.tests.agreement_common import AgreementCase, draw_signature


class DutyCase(AgreementCase):
    """An agreement in force of a resident with hypertension, over 65."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.care = cls._new_package("FW", "服务包", ["consultation", "home_visit"])
        cls.services = cls.env["family.service"].with_user(cls.signer)

    def _agree_on(self, package=None, **vals):
        return self._agree(package_ids=[Command.set((package or self.care).ids)], **vals)

    def _serve(self, date, kind="consultation", archive=None, **vals):
        """A signed service record."""
        service = self.services.create(
            {
                "archive_id": (archive or self.archive).id,
                "kind_id": self.env.ref(f"family_agreement.record_kind_{kind}").id,
                "date": date,
                "content": "饮食和用药指导",
                **vals,
            }
        )
        if service.evidence_missing:
            service._add_photo(base64.b64decode(draw_signature()))
        service.action_done()
        return service

    def _units(self, agreement, state="done"):
        return agreement.duty_ids.filtered(lambda duty: duty.state == state)
