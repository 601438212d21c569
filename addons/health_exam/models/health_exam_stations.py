from odoo import api, fields, models


class HealthExam(models.Model):
    """The stations an exam passes, in any order; when all are done, so is this part."""

    _inherit = "health.exam"

    work_ids = fields.One2many("health.exam.work", "exam_id", "Stations")

    @api.model_create_multi
    def create(self, vals_list):
        exams = super().create(vals_list)
        exams._plan_stations()
        return exams

    def write(self, vals):
        result = super().write(vals)
        if "package_ids" in vals:
            self._plan_stations()
        return result

    def _plan_stations(self):
        """Have each station of the hospital that an item of the packages belongs to."""
        # sudo: planned by the system, whoever registers
        stations = self.env["health.exam.station"].sudo()
        by_unit = stations.search([("org_unit_id", "in", self.org_unit_id.ids)]).grouped(
            "org_unit_id"
        )
        works = self.env["health.exam.work"].sudo()
        works.create(
            [
                {"exam_id": exam.id, "station_id": station.id}
                for exam in self.sudo()
                for station in by_unit.get(exam.org_unit_id, stations)
                if station.section_ids & exam.item_ids.section_id
                and station not in exam.work_ids.station_id
            ]
        )
        self._follow_stations()

    def _follow_stations(self):
        """Move the exams to where their stations say they are."""
        for exam in self:
            # sudo: every station counts, whoever asks
            works = exam.sudo().work_ids
            all_done = bool(works) and all(work.state == "done" for work in works)
            if all_done and exam.state == "in_progress":
                exam._write_server({"state": "station_done"})
            elif not all_done and exam.state == "station_done":
                exam._write_server({"state": "in_progress"})
