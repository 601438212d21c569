from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import format_date


class HealthExamDesk(models.AbstractModel):
    """What the desk is shown of a resident: appointments, packages, former exams, what hinders."""

    _inherit = "health.exam.desk"

    @api.model
    def _show(self, person, exam=None, card_name=""):
        # sudo: a desk reads no archive; of it only the state and the exams of this resident are told
        archives = person.sudo().health_archive_ids
        exams = self._get_exams(archives, exam)
        hindrance = self._get_hindrance(person, archives)
        appointments = self._get_appointments(archives)
        shown = self._sketch(person) | {
            "groups": person.population_tag_ids.mapped("name"),
            "hindrance": hindrance,
            "warnings": self._get_warnings(person, exams, card_name),
            "last_exam": self._sketch_exam(exams["last"]),
            "exam": self._sketch_exam(exams["now"]),
            "can_register": not hindrance and not exams["now"],
            "appointments": [self._sketch_appointment(row) for row in appointments],
            "packages": self._get_packages(person, appointments),
        }
        return self._answer(person=shown)

    @api.model
    def _get_exams(self, archives, exam):
        """``now``: the one asked for or of today; ``last``: the last before that."""
        today = fields.Date.context_today(self)
        # sudo: an exam elsewhere counts too; shown are its day and number
        found = self.env["health.exam"].sudo()
        now = exam or found._get_of_day(archives, today)[:1].with_env(self.env)
        former = found.search(
            Domain("archive_id", "in", archives.ids)
            & Domain("state", "!=", "void")
            & Domain("date", "<=", today)
            & Domain("id", "not in", now.ids),
            limit=1,
        )
        return {"now": now, "last": former.with_env(self.env)}

    @api.model
    def _get_hindrance(self, person, archives):
        """Why he can't be registered, and what to do; empty if he can."""
        if person.resident_state == "deceased" or person.death_date:
            return self.env._(
                "He has died according to the archive. If that is wrong, have the village doctor "
                "correct it."
            )
        states = archives.mapped("state")
        if "active" in states:
            return ""
        if "locked" in states:
            return self.env._("The archive is locked. Have the village doctor unlock it first.")
        if "submitted" in states or "draft" in states:
            return self.env._(
                "The archive isn't in use yet. Have the village doctor have it reviewed first."
            )
        if states:
            return self.env._("The archive is closed. Have the village doctor open it again first.")
        return self.env._("He has no archive. Have the village doctor build it first.")

    @api.model
    def _get_warnings(self, person, exams, card_name):
        warnings = []
        if card_name and card_name != person.name:
            warnings.append(
                self.env._(
                    "The card says %(card)s, the archive %(name)s. Compare with the person.",
                    card=card_name,
                    name=person.name,
                )
            )
        if person.resident_state == "moved_out":
            warnings.append(self.env._("He has moved out according to the archive."))
        last = exams["last"].sudo()  # sudo: its day and number only
        this_year = fields.Date.context_today(self).year
        if last and not exams["now"] and last.date.year == this_year:
            warnings.append(
                self.env._(
                    "He was examined this year: on %(date)s, exam %(number)s. Register him again only "
                    "if he is to be examined twice.",
                    date=format_date(self.env, last.date),
                    number=last.exam_number,
                )
            )
        return warnings

    @api.model
    def _get_appointments(self, archives):
        """Where he is expected, by campaigns that are running."""
        rows = self.env["health.exam.appointment"].search(
            [
                ("archive_id", "in", archives.ids),
                ("campaign_id.state", "=", "running"),
                ("is_open", "=", True),
            ]
        )
        today = fields.Date.context_today(self)
        return rows.sorted(lambda row: abs((row.date - today).days))

    @api.model
    def _sketch_appointment(self, row):
        return {
            "id": row.id,
            "campaign": row.campaign_id.name,
            "date": format_date(self.env, row.date),
            "is_today": row.date == fields.Date.context_today(self),
        }

    @api.model
    def _sketch_exam(self, exam):
        if not exam:
            return False
        exam = exam.sudo()  # sudo: day, number and state of an exam elsewhere
        return {
            "id": exam.id,
            "number": exam.exam_number,
            "date": format_date(self.env, exam.date),
            "state": exam._get_state_name(),
            "is_void": exam.state == "void",
            "has_report": exam.has_report,
            "may_void": exam.with_env(self.env)._may_void(),
        }

    @api.model
    def _get_packages(self, person, appointments):
        """All packages in force that suit his sex; chosen are those of his campaign or groups."""
        packages = self.env["health.exam.package"]
        today = fields.Date.context_today(self)
        # sudo: the groups decide what he is entitled to; sensitive ones are not among them
        chosen = appointments[:1].campaign_id.package_ids or packages._get_proposed(
            person.sudo(), today
        )
        found = packages.search(
            packages._in_force_domain(today) & Domain("sex", "in", [False, person.sex])
        )
        return [
            {"id": package.id, "name": package.name, "chosen": package in chosen}
            for package in found | chosen
        ]
