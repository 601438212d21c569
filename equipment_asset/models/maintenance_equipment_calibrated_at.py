from collections import defaultdict
from datetime import datetime
from typing import NamedTuple
from zoneinfo import ZoneInfo

from odoo import api, models

from ..tools.calibration_cover import get_verdict

# Certificates are dated in China, whoever asks from wherever.
CERTIFICATE_TZ = ZoneInfo("Asia/Shanghai")
UTC = ZoneInfo("UTC")


class CalibrationAnswer(NamedTuple):
    """Was a device calibrated at a moment, and by which certificate is that known?"""

    calibrated: bool | None
    certificate: models.Model
    valid_until: object
    recorded_at: object


def get_day(moment):
    """Chinese calendar day of a date or of a datetime (UTC if it names no zone)."""
    if not isinstance(moment, datetime):
        return moment
    aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return aware.astimezone(CERTIFICATE_TZ).date()


class MaintenanceEquipment(models.Model):
    """The answer to “was this device calibrated at that time?”; stable API for other add-ons."""

    _inherit = "maintenance.equipment"

    def _was_calibrated_at(self, moment, kind=None):
        """Whether this device was calibrated at ``moment`` (date, or datetime in UTC).

        Certificates count from their date to their last day, also those recorded later. A failed
        one ends what was valid before. A certificate replaced by a confirmed correction is void.

        :param kind: code of an ``equipment.calibration.kind``; default: every kind it needs
        :return: True, False, or None if the device needed no calibration at that time
        """
        self.ensure_one()
        return self._get_calibrated_at([(self, moment)], kind)[0].calibrated

    def _get_calibration_at(self, moment, kind=None):
        """Certificate that covered ``moment``, empty if none; ``sealed_at`` is its recording.

        With several kinds it is the one that ends first.
        """
        self.ensure_one()
        answer = self._get_calibrated_at([(self, moment)], kind)[0]
        return answer.certificate if answer.calibrated else answer.certificate.browse()

    @api.model
    def _get_calibrated_at(self, moments, kind=None):
        """Answer many questions at once, in two queries.

        :param moments: ``[(device, moment), …]``, see :meth:`_was_calibrated_at`
        :return: list of :class:`CalibrationAnswer` in the same order; ``certificate`` covers the
            moment, or is the failed one if ``calibrated`` is False because of it
        """
        asked = [(device.id, get_day(moment)) for device, moment in moments]
        device_ids = list({device_id for device_id, _day in asked})
        needs = self._get_calibration_needs(device_ids, kind)
        history = self._get_calibration_history(device_ids, kind)
        return [
            self._answer_calibration(needs[device_id], history[device_id], day)
            for device_id, day in asked
        ]

    @api.model
    def _get_calibration_needs(self, device_ids, kind):
        """Return ``{device id: {kind id: needed since}}``."""
        # sudo: whoever measured with a device may be told whether it was calibrated
        schedules = self.env["equipment.calibration.schedule"].sudo()
        domain = [("equipment_id", "in", device_ids)]
        needs = defaultdict(dict)
        for schedule in schedules.search_fetch(
            domain + ([("kind_id.code", "=", kind)] if kind else []),
            ["equipment_id", "kind_id", "start_date"],
        ):
            needs[schedule.equipment_id.id][schedule.kind_id.id] = schedule.start_date
        return needs

    @api.model
    def _get_calibration_history(self, device_ids, kind):
        """Return ``{device id: {kind id: entries of the certificates in force, oldest first}}``."""
        # sudo: whoever measured with a device may be told whether it was calibrated
        certificates = self.env["equipment.calibration"].sudo()
        domain = [("equipment_id", "in", device_ids), ("is_in_force", "=", True)]
        found = defaultdict(lambda: defaultdict(list))
        for certificate in certificates.search_fetch(
            domain + ([("kind_id.code", "=", kind)] if kind else []),
            ["equipment_id", "kind_id", "date", "valid_until", "result", "sealed_at"],
            order="date, id",
        ):
            entries = found[certificate.equipment_id.id][certificate.kind_id.id]
            entries += certificate._get_entries()
        return found

    @api.model
    def _answer_calibration(self, needs, history, day):
        verdicts = {kind: get_verdict(entries, day) for kind, entries in history.items()}
        needed = {kind for kind, since in needs.items() if since <= day}
        failed = [entry for passed, entry in verdicts.values() if passed is False]
        covers = [entry for passed, entry in verdicts.values() if passed]
        uncovered = [kind for kind in needed if not verdicts.get(kind, (None,))[0]]
        if failed or uncovered:
            return self._make_calibration_answer(False, failed[:1])
        covers.sort(key=lambda entry: entry.until)
        return self._make_calibration_answer(True if covers else None, covers[:1])

    @api.model
    def _make_calibration_answer(self, calibrated, entries):
        certificate = self.env["equipment.calibration"].browse([e.key for e in entries])
        # sudo: the time of recording belongs to the answer, see _get_calibration_history
        recorded_at = certificate.sudo().sealed_at
        until = entries[0].until if entries else None
        return CalibrationAnswer(calibrated, certificate, until, recorded_at)
