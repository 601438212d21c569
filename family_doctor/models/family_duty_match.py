from collections import defaultdict, namedtuple

from odoo import api, fields, models
from odoo.fields import Domain

Proof = namedtuple("Proof", "record archive_id kinds date user_id way is_confirmed")
"""A record of a resident that serves what was signed.

``kinds`` are codes of ``family.record.kind``; ``way`` is 1 at the clinic, 2 at home, 3 by telephone.
"""


class FamilyDuty(models.Model):
    """Records of services consume units, the oldest due first, each at most once (domain E.4)."""

    _inherit = "family.duty"

    @api.model
    def _match(self, proofs):
        """Serve open units with ``proofs``; what fits none is left out.

        :return: the duties that were served
        """
        # sudo: what was done counts, whoever did it
        duties = self.sudo()
        proofs = sorted(proofs, key=lambda proof: (proof.date, proof.record.id))
        open_units = duties._get_open_units({proof.archive_id for proof in proofs})
        known = duties._get_known(proofs)
        served = duties.browse()
        for proof in proofs:
            for units in open_units.get(proof.archive_id, {}).values():
                duty = units and units[0]._choose(units, proof, known)
                if duty:
                    units.remove(duty)
                    duty._serve(proof)
                    served += duty
        return served

    @api.model
    def _get_open_units(self, archive_ids):
        """``{archive id: {item: [open duties, oldest due first]}}``"""
        found = defaultdict(lambda: defaultdict(list))
        domain = [("archive_id", "in", list(archive_ids)), ("state", "=", "open")]
        for duty in self.search(domain, order="date_due, id"):
            found[duty.archive_id.id][duty.item_id].append(duty)
        return found

    @api.model
    def _get_known(self, proofs):
        """``{(item id, model, id)}`` of the records among ``proofs`` that serve a unit already."""
        ids = defaultdict(list)
        for proof in proofs:
            ids[proof.record._name].append(proof.record.id)
        domain = Domain.OR(
            Domain("res_model", "=", name) & Domain("res_id", "in", record_ids)
            for name, record_ids in ids.items()
        )
        return {(duty.item_id.id, duty.res_model, duty.res_id) for duty in self.search(domain)}

    def _choose(self, units, proof, known):
        """The oldest of ``units`` (of one item and resident) that ``proof`` can serve, or None."""
        item = self.item_id
        if not proof.kinds & item._get_record_codes():
            return None
        if (item.id, proof.record._name, proof.record.id) in known:
            return None
        early = int(self.env["health.rule"]._get("duty_early_days", proof.date))
        latest = fields.Date.add(proof.date, days=early)
        for duty in units:
            agreement = duty.agreement_id
            in_term = agreement.start_date <= proof.date <= agreement.last_day
            if in_term and duty.date_from <= latest:
                return duty
        return None

    def _serve(self, proof, reason=False):
        """Mark the unit as served by ``proof``; unconfirmed where the resident has to confirm."""
        self.ensure_one()
        waits = self.item_id.needs_confirmation and not proof.is_confirmed
        self._write_server(
            {
                "state": "unconfirmed" if waits else "done",
                "done_date": proof.date,
                "done_by_id": proof.user_id,
                "way": proof.way,
                "res_model": proof.record._name,
                "res_id": proof.record.id,
                "is_manual": bool(reason),
                "match_reason": reason,
                "confirmed_at": proof.is_confirmed and fields.Datetime.now(),
            }
        )

    @api.model
    def _release(self, records):
        """Units that ``records`` served are open again, or cancelled with their agreement."""
        # sudo: as in _match
        duties = self.sudo().search(
            [("res_model", "=", records._name), ("res_id", "in", records.ids)]
        )
        duties._free()
        return duties

    def _free(self):
        empty = dict.fromkeys(
            ("done_date", "done_by_id", "way", "res_model", "res_id", "is_manual", "match_reason",
             "confirmed_at"), False,
        )  # fmt: skip
        for is_valid, duties in self.grouped(lambda duty: duty.agreement_id._is_valid()).items():
            duties._write_server({**empty, "state": "open" if is_valid else "cancelled"})

    @api.model
    def _confirm(self, records):
        """The resident confirmed what ``records`` say was done."""
        # sudo: as in _match
        duties = self.sudo().search(
            [("res_model", "=", records._name), ("res_id", "in", records.ids),
             ("state", "=", "unconfirmed")]
        )  # fmt: skip
        duties._write_server({"state": "done", "confirmed_at": fields.Datetime.now()})
