from odoo import models
from odoo.fields import Domain

from ..tools import split_sample_number


class DeviceResult(models.Model):
    """Results with the number of an exam go into its boxes; nothing is attached by a name alone."""

    _inherit = "device.result"

    def _deliver(self):
        by_exam = self._get_by_exam()
        others = self - self.browse().union(*by_exam.values())
        for exam, results in by_exam.items():
            checked = results._check_exam(exam)
            values, good = checked._get_exam_values(exam)
            if good:
                good._write_exam(exam, values)
        if others:
            super(DeviceResult, others)._deliver()

    def _get_by_exam(self):
        """``{exam: results}``; the empty exam has those whose number no exam has."""
        numbers = {}
        for result in self:
            if parts := split_sample_number(result.sample_number):
                numbers.setdefault(parts[0], self.browse())
                numbers[parts[0]] |= result
        # sudo: a device attaches results to whatever exam has the number; who asks is the server
        exams = self.env["health.exam"].sudo()
        found = exams.search(Domain("exam_number", "in", list(numbers))).grouped("exam_number")
        by_exam = {}
        for number, results in numbers.items():
            exam = found.get(number, exams)
            by_exam[exam] = by_exam.get(exam, self.browse()) | results
        return by_exam

    def _write_exam(self, exam, values):
        """Write what was measured; what contradicts another box of the form is parked."""
        wrong = exam._get_disordered(values)
        for result in self:
            if result._get_box(exam) in wrong:
                result._park_exam("contradiction")
        good = self.filtered(lambda result: result.state == "waiting")
        if good:
            # first, because which limits a number has may depend on what measured it
            good._accept(exam)
            exam.write({box: value for box, value in values.items() if box not in wrong})

    def _get_exam_values(self, exam):
        """``({box: value}, results that have one)``; the others are parked with the reason."""
        values, good = {}, self.browse()
        for result in self:
            box = result._get_box(exam)
            if not box:
                result._park_exam("no_box")
                continue
            value, fault = result._get_box_value(exam, box)
            if fault:
                result._park_exam(fault)
                continue
            values[box] = value
            good |= result
        return values, good

    def _get_box(self, exam):
        return exam._get_device_boxes().get(self.item_code)

    def _get_box_labels(self, exam):
        """Names of the boxes these results went into, in their order on the form."""
        boxes = exam._get_device_boxes()
        names = {boxes[code] for code in self.mapped("item_code") if code in boxes}
        return [exam._get_label(name) for name in exam._get_boxes() if name in names]

    def _get_box_value(self, exam, box):
        """``(value for the box, fault)``."""
        field = exam._fields[box]
        if field.relational:
            code_id = self._get_answer_id(field.code_list)
            return code_id, not code_id and "no_answer"
        kind = self.env["health.measurement.kind"]._get_by_code(field.kind)
        possible = self.is_number and (not kind or kind._is_possible(self.value_number))
        value = round(self.value_number) if field.type == "integer" else self.value_number
        return value, not possible and "not_possible"

    def _get_answer_id(self, list_code):
        """Id of the code of the list that the value names, by its code or its words."""
        # sudo: code lists are printed on every form
        codes = self.env["health.code"].sudo()
        domain = Domain("list_code", "=", list_code) & Domain("valid_to", "=", False)
        return codes.search(
            domain & (Domain("code", "=", self.value) | Domain("name", "=", self.value)), limit=1
        ).id

    def _park_exam(self, fault):
        self._park(self.env["device.reason"]._explain(fault), fault)
