import base64
from io import BytesIO

from PIL import Image

from odoo.addons.service_obligation.tests.common import ObligationCase

TODAY = "2026-09-21 02:00:00"
"""A Monday, ten o'clock in China, within the period and the dates of the physician."""


def picture(color=10, kind="JPEG"):
    """A small picture; another colour is another one."""
    stream = BytesIO()
    Image.new("RGB", (40, 30), (color, 90, 120)).save(stream, kind)
    return stream.getvalue()


class LedgerCase(ObligationCase):
    """Rows of the ledger as the coordinator enters them; the obligations are made per test."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        # the reasons of claims are kept in the language of the company
        cls.env.company.partner_id.lang = "en_US"
        cls.cupping = cls.env.ref("service_ledger.kind_cupping")
        cls.desk = cls.env.ref("service_ledger.kind_desk")
        cls.home = cls.env.ref("service_ledger.kind_home_visit")
        cls.advice = cls.env.ref("service_ledger.kind_consultation")
        cls.referral = cls.env.ref("service_ledger.kind_referral")

    @classmethod
    def _owed(cls, kind, code="L99", **vals):
        """An obligation that rows claiming ``kind`` serve."""
        claimed = cls.env.ref(f"service_ledger.claim_kind_{kind}")
        return cls._obligation(code, kind_id=claimed.id, **vals)

    def _entry(self, kind=None, person=0, user=None, **vals):
        values = {
            "project_id": self.project.id,
            "partner_id": self.people[person].id,
            "kind_id": (kind or self.cupping).id,
            "performed_at": "2026-09-21 01:30:00",
            "demand": "肩颈不适",
            "is_checked": True,
            "paper_page": "12",
        }
        return self.env["service.entry"].with_user(user or self.coordinator).create(values | vals)

    def _prove(self, entry, *codes, color=10):
        for code in codes or ("photo", "signature"):
            kind = "signature" if code == "signature" else "photo"
            shown = color if code == "photo" else 200 + entry.id % 50
            entry._add_evidence(f"{code}.jpg", picture(shown), requirement_code=code, kind=kind)
        return entry

    def _signed(self, *args, color=10, **vals):
        entry = self._prove(self._entry(*args, **vals), color=color)
        entry.action_submit()
        return entry

    def _states(self, obligation):
        """``{state: number}`` of the claims of an obligation."""
        claims = self.env["service.claim"].search([("obligation_id", "=", obligation.id)])
        states = claims.mapped("state")
        return {state: states.count(state) for state in set(states)}

    def _figure(self, obligation, date=None):
        return obligation._get_figures(date)[obligation.id]

    @staticmethod
    def _base64(raw):
        return base64.b64encode(raw).decode()
