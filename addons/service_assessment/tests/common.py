from odoo.addons.service_obligation.tests.common import ObligationCase

NOVEMBER = "2026-11-02 02:00:00"
"""A Monday, ten o'clock in China; October is over."""


class AssessmentCase(ObligationCase):
    """Four obligations with some claims by the end of October 2026, assessed by the manager.

    L15 asks for 80 visits step by step, L19 for two items at the end, L20 is listed, L21 must not
    happen. 138 of 365 days have run on 31 October.
    """

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.visits = cls._obligation("L15", is_prorated=True, sequence=1)
        cls.items = cls._obligation("L19", threshold=2, unit="items", sequence=2)
        cls.listed = cls._obligation("L20", threshold=0, measure="listed", sequence=3)
        cls.nothing = cls._obligation("L21", threshold=0, measure="none", sequence=4)
        cls.obligations = cls.visits | cls.items | cls.listed | cls.nothing

    def _visit(self, number, day, **vals):
        """A claim of one visit; each has a record of its own."""
        return self._claim(self.visits, number % 2, res_id=number, date=day, **vals)

    def _visits(self, count, first=1000, day="2026-09-10", **vals):
        for number in range(first, first + count):
            self._visit(number, day, **vals)

    def _assess(self, month="2026-10-01", user=None, **vals):
        values = {"project_id": self.project.id, "month": month} | vals
        return self.env["service.assessment"].with_user(user or self.manager).create(values)

    def _line(self, assessment, code):
        return assessment.line_ids.filtered(lambda line: line.code == code)
