from odoo import api, models

from odoo.addons.report_weasyprint.tools import code_128


class HealthExamGuide(models.AbstractModel):
    """The guide sheet (导检单): where to go, what is done there, what to mind before."""

    _name = "report.health_exam.report_exam_guide"
    _description = "Guide Sheet"

    @api.model
    def _get_report_values(self, docids, data=None):
        """What the template shows."""
        exams = self.env["health.exam"].browse(docids)
        return {
            "doc_ids": docids,
            "doc_model": "health.exam",
            "docs": exams,
            "bars": {exam: code_128(exam.exam_number) for exam in exams},
            "stations": {exam: self._get_stations(exam) for exam in exams},
        }

    @api.model
    def _get_stations(self, exam):
        """``[{"name", "room", "items", "tubes"}]`` in the order of the hospital's rooms; items that no
        station of the hospital works on come last, without a name."""
        rows = []
        rest = exam.item_ids
        for work in exam.work_ids:
            items = rest.filtered(lambda item, work=work: item.section_id in work.section_ids)
            rest -= items
            rows.append(self._prepare_row(exam, items, work.station_id))
        return rows + ([self._prepare_row(exam, rest)] if rest else [])

    @api.model
    def _prepare_row(self, exam, items, station=None):
        codes = {item.sample for item in items if item.sample}
        tubes = exam.sample_ids.filtered(
            lambda sample: sample.state != "rejected" and sample.code in codes
        )
        return {
            "name": station.name if station else "",
            "room": station.room or "" if station else "",
            "items": "、".join(items.mapped("name")),
            "tubes": "、".join(tubes.kind_id.mapped("name")),
        }
