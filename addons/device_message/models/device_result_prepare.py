import re
from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import ValidationError

from odoo.addons.l10n_cn_civil.tools.identity import check_identity_number

from ..tools.charset import clean
from ..tools.moment import read_moment

STATUS = {
    "hl7": {"F": "F", "U": "F", "C": "C", "P": "P", "R": "P", "S": "P", "I": "P"},
    "astm": {"F": "F", "V": "F", "Q": "F", "R": "F", "C": "C", "P": "P", "S": "P", "I": "P"},
}
"""Result status as sent (HL7 table 0085; E1394 9.9); all others mean that there is no result."""
_IDENTITY_NUMBER = re.compile(r"\d{17}[\dXx]|\d{15}")
_SAMPLE_NUMBER = re.compile(r"[^\ufffd\x00-\x1f\x7f]{1,64}")


class DeviceResult(models.Model):
    """From what a device said to what it means."""

    _inherit = "device.result"

    @api.model
    def _get_person_key(self, identity_number):
        """Hook: what a person is found by again, or False; the number itself is not stored.

        :param identity_number: valid, 18 characters
        """
        return False

    @api.model
    def _get_person_marks(self, person):
        """Hook: what else is kept to check that the sample is of that person, a text or False.

        :param person: :class:`~..tools.message.Person`, as sent
        """
        return False

    @api.model
    def _prepare_all(self, results, source, rows, header):
        """Values of the results of one message, without those that aren't taken.

        :param results: list of :class:`~..tools.message.Result`
        :param rows: codes of the device, see ``device.source.code._get_rows``
        """
        now, zone = fields.Datetime.now(), source._get_zone()
        sent_at = read_moment(header.sent_at, zone) or now
        latest = now + timedelta(hours=self._get_clock_tolerance())
        codes, people, prepared = self.env["device.source.code"], {}, []
        for sequence, result in enumerate(results, 1):
            row = codes._pick(rows, result.code, result.system)
            if row.is_ignored:
                continue
            if id(result.person) not in people:
                people[id(result.person)] = self._prepare_person(result.person)
            observed_at = read_moment(result.observed_at, zone) or sent_at
            vals = self._prepare_sent(result, STATUS[header.protocol])
            vals |= people[id(result.person)] | self._interpret(row, vals)
            if not vals["fault"] and max(observed_at, sent_at) > latest:
                vals["fault"] = "clock"
            prepared.append(
                vals | self._prepare_state(vals["fault"]) | {
                    "sequence": sequence,
                    "source_id": source.id,
                    "org_unit_id": source.org_unit_id.id,
                    "observed_at": observed_at,
                    "sent_at": sent_at,
                }
            )  # fmt: skip
        return prepared

    @api.model
    def _get_clock_tolerance(self):
        """Hours that a device's clock may be ahead."""
        # sudo: a setting of the machine
        parameters = self.env["ir.config_parameter"].sudo()
        return float(parameters.get_param("device_message.clock_tolerance_hours", 24))

    @api.model
    def _prepare_sent(self, result, statuses):
        sample = result.sample_number.strip()
        return {
            "code": result.code,
            "code_system": result.system,
            "value_sent": result.value,
            "unit": result.unit,
            "reference_range": result.reference_range,
            "flag": result.flag,
            "status": statuses.get(result.status, "X"),
            "sample_number": sample if _SAMPLE_NUMBER.fullmatch(sample) else False,
        }

    @api.model
    def _prepare_person(self, person):
        key = False
        for number in filter(_IDENTITY_NUMBER.fullmatch, person.numbers):
            try:
                key = self._get_person_key(check_identity_number(self.env, number))
                break
            except ValidationError:
                continue
        marks = self._get_person_marks(person)
        return {"person_key": key, "person_marks": marks and clean(marks, 100)}

    @api.model
    def _interpret(self, row, sent):
        """What the code and the value mean, and the fault if nothing can be made of them.

        :param row: of ``device.source.code``; empty when the device has no such code
        :param sent: mapping of what was sent, a record or values
        """
        nothing = {"value": False, "value_number": 0.0, "is_number": False}
        nothing |= {"item_code": row.item_code, "fault": False}
        if not row:
            return nothing | {"fault": "unknown_code"}
        if sent["status"] in ("P", "X"):
            return nothing | {"fault": "preliminary" if sent["status"] == "P" else "not_final"}
        if not sent["sample_number"]:
            return nothing | {"fault": "no_sample"}
        value, fault = row._read_value(sent["value_sent"], sent["unit"])
        return nothing | value | {"fault": fault or False}

    @api.model
    def _prepare_state(self, fault):
        if not fault:
            return {"state": "waiting", "fault": False, "reason": False}
        reason = self.env["device.reason"]._explain(fault)
        return {"state": "parked", "fault": fault, "reason": reason}

    def _interpret_again(self):
        """Read parked results with the codes as they are now; those that can be read wait again."""
        codes = self.env["device.source.code"]
        rows = codes._get_rows(self.source_id)
        for result in self:
            row = codes._pick(rows[result.source_id], result.code, result.code_system or "")
            vals = self._interpret(row, result)
            if row.is_ignored:
                reason = self.env["device.reason"]._explain("ignored")
                vals |= {"state": "aside", "fault": "ignored", "reason": reason}
            elif result.fault != "clock" or vals["fault"]:
                vals |= self._prepare_state(vals["fault"])
            else:
                vals |= {"fault": "clock"}
            result.write(vals)
