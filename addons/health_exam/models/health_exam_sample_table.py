from odoo import api, models
from odoo.exceptions import UserError
from odoo.tools import format_date

from odoo.addons.resident.tools import mask_name

from ..tools import split_sample_number


class HealthExamSampleTable(models.AbstractModel):
    """The table where samples are taken: the guide sheet says who sits there, each tube is scanned.

    Two identifiers: the number on guide sheet and tube, and the name or birth date the person says.
    """

    _name = "health.exam.sample.table"
    _description = "Sample Table"

    @api.model
    def open_exam(self, text):
        """Who sits at the table, by the bar code of his guide sheet or person label.

        :return: the person and his samples
        :raise UserError: no exam has this number, it is void, or the code is that of a tube
        """
        number, suffix = self._read(text)
        if suffix:
            raise UserError(
                self.env._(
                    "This is a tube. Scan the guide sheet of the person first, so that both can be "
                    "compared."
                )
            )
        exam = self._find_exam(number)
        exam._check_working()
        return self._show(exam)

    @api.model
    def take(self, exam_id, text, identifier):
        """A tube is scanned for the person at the table.

        :param identifier: what the person said: ``name`` or ``birth_date``
        :return: as :meth:`open_exam`; with ``alarm`` if the tube is somebody else's: nothing is saved
        :raise UserError: it can't be taken; says why and what to do
        """
        exam = self.env["health.exam"].browse(exam_id)
        exam.check_access("write")
        number, suffix = self._read(text)
        if number != exam.exam_number:
            return self._show(exam) | {"alarm": self._get_alarm(exam, number)}
        if not suffix:
            raise UserError(
                self.env._("This is the guide sheet of the same person. Scan the tubes now.")
            )
        if identifier not in dict(self.env["health.exam.sample"]._fields["identifier"].selection):
            raise UserError(
                self.env._("Have the person say the name or the birth date, and tick which.")
            )
        sample = self._find_sample(exam, f"{number}-{suffix}")
        sample._take(identifier)
        return self._show(exam) | {"taken": sample.id}

    @api.model
    def _read(self, text):
        self.env["health.exam"]._check_may_register()
        parts = split_sample_number(text)
        if not parts:
            raise UserError(
                self.env._(
                    "This is no number of an exam or a tube, or a digit of it is wrong. Scan it "
                    "again."
                )
            )
        return parts

    @api.model
    def _find_exam(self, number):
        exam = self.env["health.exam"].search([("exam_number", "=", number)])
        if not exam:
            raise UserError(
                self.env._("No exam of your hospital has the number %(number)s.", number=number)
            )
        return exam

    @api.model
    def _find_sample(self, exam, number):
        sample = exam.sample_ids.filtered(
            lambda row: row.number == number and row.state != "rejected"
        )
        if not sample:
            raise UserError(
                self.env._(
                    "The packages of this exam ask for no tube %(number)s. Put it aside.",
                    number=number,
                )
            )
        return sample

    @api.model
    def _get_alarm(self, exam, number):
        """In which words two people are about to be interchanged; of strangers no name is told."""
        other = self.env["health.exam"].search([("exam_number", "=", number)])
        if not other:
            return self.env._(
                "Stop: this tube is not that of %(name)s. Nothing was saved. Put it aside.",
                name=mask_name(exam.name),
            )
        return self.env._(
            "Stop: this tube is that of %(other)s (%(number)s), but %(name)s sits here. Nothing was "
            "saved. Put it aside and ask the person for the name.",
            other=mask_name(other.name),
            number=other.exam_number,
            name=mask_name(exam.name),
        )

    @api.model
    def _show(self, exam):
        samples = exam.sample_ids.filtered(lambda sample: sample.state != "rejected")
        states = dict(samples._fields["state"]._description_selection(self.env))
        sexes = dict(exam._fields["sex"]._description_selection(self.env))
        return {
            "id": exam.id,
            "number": exam.exam_number,
            "name": exam.name,
            "sex": sexes.get(exam.sex, ""),
            "age": exam.age,
            "birth_date": format_date(self.env, exam.birth_date) if exam.birth_date else "",
            "preparation": exam._get_preparations(samples.mapped("code")),
            "samples": [
                {
                    "id": sample.id,
                    "number": sample.number,
                    "kind": sample.kind_id.name,
                    "tube": sample.kind_id.tube or "",
                    "items": sample.item_text,
                    "is_at_table": sample.kind_id.is_at_table,
                    "state": sample.state,
                    "state_name": states[sample.state],
                    "time": sample._get_time() if sample.taken_at else "",
                }
                for sample in samples
            ],
        }
