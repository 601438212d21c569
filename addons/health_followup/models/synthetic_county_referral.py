from datetime import timedelta

from odoo import models

_LOOP_DAYS = 14
_OPEN_SHARE = 0.06


class SyntheticCounty(models.AbstractModel):
    """Referrals of the synthetic people; nearly all were checked, and those of late not yet."""

    _inherit = "synthetic.county"

    def _populate_referrals(self, county, followups, visits):
        model = followups._fields["referral_ids"].comodel_name
        referring = [visit for visit in visits if visit.row.is_referral]
        if not referring:
            return
        rows = [self._prepare_referral(county, visit) for visit in referring]
        county.insert(model, rows, {"followup_id": referring[0].columns["id"]})

    def _prepare_referral(self, county, visit):
        columns, row = visit.columns, visit.row
        date = columns["date"]
        check_date = date + timedelta(days=_LOOP_DAYS)
        is_open = check_date > county.today or county.random.random() < _OPEN_SHARE
        names = ("archive_id", "programme_id", "doctor_id", "org_unit_id", "date")
        return {name: columns[name] for name in names} | {
            "followup_id": columns["id"],
            "reason_id": row.referral_reason_id.id or None,
            "is_urgent": row.is_urgent,
            "institution": "县人民医院",
            "state": "sent" if is_open else "closed",
            "check_date": check_date,
            "sent_date": date,
            "closed_date": None if is_open else check_date,
            "outcome": None if is_open else "已就诊，继续随访",
        }
