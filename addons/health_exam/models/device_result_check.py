import json

from odoo import api, models

from odoo.addons.resident.tools import Vault


class DeviceResult(models.Model):
    """Whose sample it is: the number of the exam and a second identifier that agrees (domain F.2).

    What the device says of the person is kept as blind indexes only, and compared with those of the
    resident. The second identifier is the identity number or the name in the message, or that the
    sample was taken at the blood table, where two identifiers are asked.
    """

    _inherit = "device.result"

    @api.model
    def _get_person_key(self, identity_number):
        return Vault.load().blind_index(identity_number)

    @api.model
    def _get_person_marks(self, person):
        marks = {
            "name": person.name and Vault.load().blind_index(_plain(person.name)),
            "sex": {"M": "1", "F": "2"}.get(person.sex.upper()),
            "birth": person.birth_date[:8] if person.birth_date[:8].isdigit() else None,
        }
        kept = {key: value for key, value in marks.items() if value}
        return json.dumps(kept, sort_keys=True) if kept else False

    def _check_exam(self, exam):
        """Those of these results that may go into ``exam``; the others are parked with the reason."""
        fault = self._get_exam_fault(exam)
        if fault:
            self._park_exam(fault)
            return self.browse()
        good = self.browse()
        for result in self:
            if fault := result._get_person_fault(exam):
                result._park_exam(fault)
            else:
                good |= result
        return good

    def _get_exam_fault(self, exam):
        if not exam:
            return "exam_unknown"
        if exam.org_unit_id != self.org_unit_id:
            return "exam_elsewhere"
        if exam.state == "void":
            return "exam_void"
        return exam._is_fixed() and "exam_fixed"

    def _get_person_fault(self, exam):
        """The fault of what the device says of the person; none when a second identifier agrees."""
        # sudo: what identifies a person is compared, and shown to nobody
        result = self.sudo()
        agreed = result._compare_person(exam.partner_id)
        if False in agreed.values():
            return "other_person"
        if agreed.get("number") or agreed.get("name") or self._is_sample_taken(exam):
            return None
        return "one_identifier"

    def _compare_person(self, partner):
        """``{what the device said: whether it agrees with the resident}``."""
        agreed = {}
        marks = json.loads(self.person_marks or "{}")
        if self.person_key:
            agreed["number"] = self.person_key in partner.identity_ids.mapped("blind_index")
        if marks.get("name"):
            agreed["name"] = marks["name"] == Vault.load().blind_index(_plain(partner.name))
        if marks.get("sex") and partner.sex in ("1", "2"):
            agreed["sex"] = marks["sex"] == partner.sex
        if marks.get("birth") and partner.birth_date:
            agreed["birth"] = marks["birth"] == f"{partner.birth_date:%Y%m%d}"
        return agreed

    def _is_sample_taken(self, exam):
        """Whether two identifiers were asked when the sample with this number was taken."""
        taken = exam.sample_ids.filtered(lambda sample: sample.state == "taken")
        return self.sample_number in taken.mapped("number")


def _plain(name):
    return "".join(name.replace("^", " ").split())
