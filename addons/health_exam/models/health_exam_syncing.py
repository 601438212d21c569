from datetime import time

from odoo import fields, models
from odoo.exceptions import UserError

from .health_exam_reporting import REPORTED

NOON = time(4)
"""Noon in China, by the clock of the database: when numbers without an hour were measured."""
ARM_BOXES = ("sbp_left", "dbp_left", "sbp_right", "dbp_right")
PRESSURES = ("sbp", "dbp")


class HealthExam(models.Model):
    """What a reported exam brings into the archive, and takes back when it is made void."""

    _inherit = "health.exam"

    sync_ids = fields.One2many("health.exam.sync", "exam_id", "Ways into the archive")

    def action_sync(self):
        """Write the reports of these exams to the archive now."""
        self._sync()

    def _sync(self):
        """Write the valid reports of these exams to the archive; twice changes nothing."""
        self._check_role_of("group_exam_chief")
        self._get_printable_reports()
        # sudo: the system's own list
        self.sudo().sync_ids._run()

    def _revoke(self, reason):
        super()._revoke(reason)
        self.sync_ids._call_off()
        for exam in self:
            exam._withdraw_from_archive()

    def _void(self, reason):
        super()._void(reason)
        for exam in self:
            exam._leave_archive()

    def _enter_archive(self, sync):
        """Write one exam to its archive, and what that changed to the log, in Chinese.

        :raise UserError: the archive takes no change, or a number is refused
        """
        self.ensure_one()
        if self.state != "reported":
            raise UserError(
                self.env._(
                    "Exam %(number)s is %(state)s and goes into the archive once it is reported.",
                    number=self.exam_number,
                    state=self._get_state_name(),
                )
            )
        self.archive_id._check_open()
        exam = self.with_context(lang=self._get_paper_lang())
        lines = [*exam._sync_measurements(sync), *exam._sync_date(sync)]
        self.env["health.exam.sync.line"].create(lines)
        self._write_server({"state": "synced"})

    def _withdraw_from_archive(self):
        """Numbers of a report that was revoked don't hold until the next version brings them.

        :return: those that were withdrawn now or before, with the rights of the system
        """
        # sudo: as when it was written; who revokes or makes void was checked
        exam = self.sudo().with_context(lang=self._get_paper_lang())
        sync = exam.sync_ids.filtered(lambda sync: sync.state == "done")[:1]
        rows = exam._get_own_measurements()
        if sync:
            valid = [row for row in rows.values() if row.active]
            lines = [exam._log_measurement(sync, row, row.value, 0) for row in valid]
            self.env["health.measurement"].sudo().union(*valid)._write_server({"active": False})
            sync.env["health.exam.sync.line"].create([*lines, *exam._sync_date(sync)])
        return self.env["health.measurement"].sudo().union(*rows.values())

    def _leave_archive(self):
        """Take back what a former report brought: the exam doesn't count any more."""
        self._withdraw_from_archive()._as_server().unlink()

    def _sync_measurements(self, sync):
        """Have one measurement of each kind that was measured; the same number stays as it is."""
        wanted, own = self._get_kept_values(), self._get_own_measurements()
        gone = [row for kind, row in own.items() if kind not in wanted]
        lines = [self._log_measurement(sync, row, row.value, 0) for row in gone if row.active]
        for row in gone:
            row._as_server().unlink()
        for kind, value in wanted.items():
            row = own.get(kind)
            if row and (not row.active or round(row.value, 3) != round(value, 3)):
                before = row.value if row.active else 0
                lines.append(self._log_measurement(sync, row, before, value))
                row._write_server({"value": value, "active": True})
        return lines + self._create_measurements(
            sync, {kind: value for kind, value in wanted.items() if kind not in own}
        )

    def _create_measurements(self, sync, values):
        known = self._get_foreign_measurements()
        pressures = {kind: value for kind, value in values.items() if kind.code in PRESSURES}
        # a pressure is two numbers: both are known already, or both are new
        if not set(_rounded(pressures)) <= known:
            known -= set(_rounded(pressures))
        rows = (
            self.env["health.measurement"]
            ._as_server()
            .create(
                [
                    {
                        "archive_id": self.archive_id.id,
                        "kind_id": kind.id,
                        "value": value,
                        "taken_at": self._get_measured_at(),
                        "doctor_id": self.doctor_id.id,
                        "source_model": self._name,
                        "source_id": self.id,
                    }
                    for kind, value in values.items()
                    if (kind, round(value, 3)) not in known
                ]
            )
        )
        return [self._log_measurement(sync, row, 0, row.value) for row in rows]

    def _get_kept_values(self):
        """``{kind: number}``: of the arms the higher one; of two boxes of a kind the first."""
        values = {}
        for name, kind in self._get_kept_boxes().items():
            if self[name]:
                values.setdefault(kind, self[name])
        return values

    def _get_kept_boxes(self):
        """``{box: kind}`` in the order of the form; of both arms the pressure that counts."""
        kinds = self._get_measured_boxes()
        found = {}
        for name, kind in kinds.items():
            if name == ARM_BOXES[0]:
                found |= {pressure: self._get_reference_kind(pressure) for pressure in PRESSURES}
            elif name not in ARM_BOXES:
                found[name] = kind
        return found

    def _get_own_measurements(self):
        """``{kind: measurement}`` that this exam brought already, also what was withdrawn."""
        rows = (
            self.env["health.measurement"]
            .with_context(active_test=False)
            .search([("source_model", "=", self._name), ("source_id", "=", self.id)])
        )
        return {row.kind_id: row for row in rows}

    def _get_foreign_measurements(self):
        """``{(kind, number)}`` that something else brought on that day, such as a follow-up."""
        day = fields.Datetime.to_datetime(self.date)
        rows = self.env["health.measurement"].search(
            [
                ("archive_id", "=", self.archive_id.id),
                ("taken_at", ">=", fields.Datetime.subtract(day, hours=8)),
                ("taken_at", "<", fields.Datetime.add(day, hours=16)),
            ]
        )
        return set(_rounded({row.kind_id: row.value for row in rows}))

    def _get_measured_at(self):
        noon = fields.Datetime.to_datetime(self.date).replace(hour=NOON.hour)
        return min(noon, fields.Datetime.now())

    def _log_measurement(self, sync, row, old, new):
        texts = [row.kind_id._format(value) if value else "" for value in (old, new)]
        return sync._log("measurement", row, row.kind_id.name, *texts)

    def _sync_date(self, sync):
        """The archive knows the last exam that counts; ``self`` counts while it is reported."""
        archive = self.archive_id
        others = self.search(
            [
                ("archive_id", "=", archive.id),
                ("state", "=", "synced"),
                ("id", "!=", self.id),
            ],
            limit=1,
        )
        dates = [exam.date for exam in (others, self) if exam and exam.state in REPORTED]
        old, new = archive.last_exam_date, max(dates, default=False)
        if old == new:
            return []
        archive._write_server({"last_exam_date": new})
        label = archive._fields["last_exam_date"]._description_string(self.env)
        return [sync._log("archive", archive, label, str(old or ""), str(new or ""))]


def _rounded(values):
    return [(kind, round(value, 3)) for kind, value in values.items()]
