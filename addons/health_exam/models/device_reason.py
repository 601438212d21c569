from odoo import api, models


class DeviceReason(models.AbstractModel):
    """Why a result isn't attached to an exam: the sentence says what to do."""

    _inherit = "device.reason"

    @api.model
    def _get_sentences(self):
        _ = self.env._
        return super()._get_sentences() | {
            "exam_unknown": _(
                "No exam has this number. Look at the label of the tube, then try again."
            ),
            "exam_elsewhere": _("The exam belongs to another hospital than the device."),
            "exam_void": _("The exam was made void. Find out whose sample it is."),
            "exam_fixed": _("The exam is reported already. Revoke the report, then try again."),
            "other_person": _(
                "The device names another person than the exam. Find out whose sample it is."
            ),
            "one_identifier": _(
                "Only the number says whose it is. Take the sample at the blood table with two "
                "identifiers, then try again."
            ),
            "no_box": _("The examination form has no box for this item."),
            "not_possible": _("Outside what is possible. Measure again."),
            "no_answer": _("The form doesn't know this answer. Correct the values of the code."),
            "contradiction": _("It contradicts another value of the exam. Measure again."),
        }
