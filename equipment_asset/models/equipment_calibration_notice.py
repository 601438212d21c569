from collections import defaultdict

from odoo import api, models
from odoo.fields import Domain
from odoo.tools import split_every

ACTIVITY_TYPE = "equipment_asset.mail_activity_type_calibration"
BATCH = 100


class EquipmentCalibrationSchedule(models.Model):
    """The daily notice: one to-do per using unit and custodian, kept up to date."""

    _inherit = "equipment.calibration.schedule"

    @api.model
    def _cron_notify_due(self):
        """Tell custodians what falls due or has expired; close notices that came to nothing."""
        rows = self._get_notice_rows()
        activities = self._get_open_notices()
        stale = [activities[key].id for key in activities.keys() - rows.keys()]
        self.env["mail.activity"].browse(stale).unlink()
        for keys in split_every(BATCH, rows):
            for key in keys:
                self._notify(*key, rows[key], activities.get(key))
            self.env["ir.cron"]._commit_progress(len(keys))

    @api.model
    def _get_notice_rows(self):
        """Return ``{(unit, user): (due soon, expired or never, first day due)}``."""
        today, horizon = self._get_notice_period()
        held = Domain("usage_state", "!=", "disposed")
        soon = held & Domain("next_due", ">=", today) & Domain("next_due", "<=", horizon)
        late = held & Domain("next_due", "<", today)
        by, values = ["using_unit_id", "custodian_id"], ["__count", "next_due:min"]
        officers = self._get_officers()
        rows = defaultdict(lambda: [0, 0, horizon])
        for place, domain in enumerate((soon, late)):
            for unit, custodian, count, first in self._read_group(domain, by, values):
                user = custodian.filtered("active") or self._find_officer(unit, officers)
                row = rows[unit, user]
                row[place] += count
                row[2] = min(row[2], first)
        return {key: tuple(row) for key, row in rows.items() if key[1]}

    @api.model
    def _get_officers(self):
        """Return ``{unit: its first equipment officer}``."""
        group = self.env.ref("equipment_asset.group_equipment_officer")
        users = self.env["res.users"].search(
            [("all_group_ids", "in", group.ids), ("org_unit_id", "!=", False)], order="id desc"
        )
        return {user.org_unit_id: user for user in users}

    @api.model
    def _find_officer(self, unit, officers):
        """Officer of the unit or of the nearest unit above that has one."""
        while unit and unit not in officers:
            unit = unit.parent_id
        return officers.get(unit, self.env["res.users"])

    @api.model
    def _get_open_notices(self):
        activities = self.env["mail.activity"].search(
            [
                ("activity_type_id", "=", self.env.ref(ACTIVITY_TYPE).id),
                ("res_model", "=", "org.unit"),
            ]
        )
        return {
            (self.env["org.unit"].browse(activity.res_id), activity.user_id): activity
            for activity in activities
        }

    def _notify(self, unit, user, row, activity):
        due, expired, first = row
        summary = self.with_context(lang=user.lang).env._(
            "Calibration: %(due)s due soon, %(expired)s expired or never done",
            due=due,
            expired=expired,
        )
        vals = {"summary": summary, "date_deadline": first}
        if activity:
            activity.write(vals)
        else:
            unit.activity_schedule(ACTIVITY_TYPE, user_id=user.id, **vals)
