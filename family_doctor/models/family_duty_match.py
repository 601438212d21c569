from collections import namedtuple

from odoo import api, fields, models

Proof = namedtuple("Proof", "record archive_id kinds date user_id way is_confirmed")
"""A record of a resident that serves what was signed.

``kinds`` are codes of ``family.record.kind``; ``way`` is 1 at the clinic, 2 at home, 3 by telephone.
"""
MATCH = (
    "state", "done_date", "done_by_id", "way", "res_model", "res_id", "is_manual", "match_reason",
    "confirmed_at",
)  # fmt: skip


class FamilyDuty(models.Model):
    """Records of services consume units, the oldest due first, each at most once (domain E.4).

    In whatever order records come and go, as many units are served as if all were matched from the
    beginning, in the order of their dates.
    """

    _inherit = "family.duty"

    @api.model
    def _match(self, proofs):
        """Serve units with ``proofs``; what fits none is left out, what is known stays."""
        # sudo: what was done counts, whoever did it
        duties = self.sudo().search(
            [
                ("archive_id", "in", list({proof.archive_id for proof in proofs})),
                ("state", "!=", "cancelled"),
            ],
            order="date_due, unit_number, id",
        )
        by_hand = duties.filtered("is_manual")
        # of which agreement a service is served by a record; what a hand chose stays out of it
        holders = {_get_use(duty): duty.agreement_id for duty in duties - by_hand if duty.res_id}
        holders |= dict.fromkeys(map(_get_use, by_hand))
        by_archive = {}
        for proof in proofs:
            by_archive.setdefault(proof.archive_id, []).append(proof)
        changed = {}
        for (agreement, item), units in (
            (duties - by_hand).grouped(lambda duty: (duty.agreement_id, duty.item_id)).items()
        ):
            codes = item._get_record_codes()
            changed |= units._assign(
                [
                    proof
                    for proof in by_archive[agreement.archive_id.id]
                    if proof.kinds & codes
                    and agreement.start_date <= proof.date <= agreement.last_day
                    and holders.setdefault((item, *_get_key(proof)), agreement) == agreement
                ]
            )
        self.sudo()._keep(changed)

    def _assign(self, proofs):
        """``{duty: values or None}`` that change when ``proofs`` serve too.

        These units are all of one service of one agreement.
        """
        known = {(duty.res_model, duty.res_id) for duty in self if duty.res_id}
        fresh = [proof for proof in proofs if _get_key(proof) not in known]
        if not fresh:
            return {}
        found = [
            {name: duty._fields[name].convert_to_write(duty[name], duty) for name in MATCH}
            for duty in self
            if duty.res_id
        ]
        found += [self._prepare_match(proof) for proof in fresh]
        found.sort(key=lambda vals: (vals["done_date"], vals["res_model"], vals["res_id"]))
        free, chosen = list(self), dict.fromkeys(self)
        for vals in found:
            early = int(self.env["health.rule"]._get("duty_early_days", vals["done_date"]))
            latest = fields.Date.add(vals["done_date"], days=early)
            if duty := next((duty for duty in free if duty.date_from <= latest), None):
                free.remove(duty)
                chosen[duty] = vals
        return {
            duty: vals
            for duty, vals in chosen.items()
            if (duty.res_model, duty.res_id)
            != ((vals["res_model"], vals["res_id"]) if vals else (False, 0))
        }

    @api.model
    def _keep(self, changed):
        """Write ``{duty: values or None}``: first who gives a record up, then who gets one."""
        losers = self.browse(duty.id for duty in changed if duty.res_id)
        losers._empty()
        losers.flush_recordset(["res_id"])
        for duty, vals in changed.items():
            if vals:
                duty._write_server(vals)

    def _prepare_match(self, proof, reason=False):
        """Values of a unit served by ``proof``; unconfirmed where the resident has to confirm."""
        waits = self[:1].item_id.needs_confirmation and not proof.is_confirmed
        return {
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

    @api.model
    def _release(self, records):
        """What ``records`` served is open again, for whatever else serves it."""
        # sudo: as in _match
        duties = self.sudo().search(
            [("res_model", "=", records._name), ("res_id", "in", records.ids)]
        )
        duties._empty()
        duties._match_anew()

    def _match_anew(self):
        """Serve these units with any record of the residents that counts and serves none yet."""
        if agreements := self.agreement_id:
            first, last = min(agreements.mapped("start_date")), max(agreements.mapped("last_day"))
            proofs = self.env["family.proof.mixin"]._find_proofs(self.archive_id, first, last)
            self._match(proofs)

    def _empty(self):
        """Nothing serves these units (any more)."""
        empty = dict.fromkeys(MATCH, False)
        for state, duties in self.grouped(lambda duty: duty.agreement_id._get_open_state()).items():
            duties._write_server({**empty, "state": state})

    @api.model
    def _confirm(self, records):
        """The resident confirmed what ``records`` say was done."""
        # sudo: as in _match
        duties = self.sudo().search(
            [("res_model", "=", records._name), ("res_id", "in", records.ids),
             ("state", "=", "unconfirmed")]
        )  # fmt: skip
        duties._write_server({"state": "done", "confirmed_at": fields.Datetime.now()})


def _get_use(duty):
    return duty.item_id, duty.res_model, duty.res_id


def _get_key(proof):
    return proof.record._name, proof.record.id
