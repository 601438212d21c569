from odoo import api, fields, models

from .health_archive_timeline import TimelineEvent

SENSITIVE = "resident.group_health_sensitive"


class HealthArchive(models.Model):
    """Programmes that the resident of an archive is in."""

    _inherit = "health.archive"

    enrolment_ids = fields.One2many("health.enrolment", "archive_id", "Programmes")
    sensitive_enrolment_ids = fields.One2many(
        "health.enrolment.sensitive", "archive_id", "Sensitive programmes", groups=SENSITIVE
    )
    enrolment_count = fields.Integer("Number of programmes", compute="_compute_enrolment_count")
    sensitive_enrolment_count = fields.Integer(
        "Number of sensitive programmes", compute="_compute_sensitive_enrolment_count",
        groups=SENSITIVE,
    )  # fmt: skip

    @api.depends("enrolment_ids.state")
    def _compute_enrolment_count(self):
        self._count_enrolments("health.enrolment", "enrolment_count")

    @api.depends("sensitive_enrolment_ids.state")
    def _compute_sensitive_enrolment_count(self):
        self._count_enrolments("health.enrolment.sensitive", "sensitive_enrolment_count")

    def _count_enrolments(self, model, name):
        domain = [("archive_id", "in", self.ids), ("state", "!=", "closed")]
        counts = dict(self.env[model]._read_group(domain, ["archive_id"], ["__count"]))
        for archive in self:
            archive[name] = counts.get(archive._origin, 0)

    def action_open_enrolments(self):
        """List the programmes of this resident."""
        return self._open_enrolments("health.enrolment", self.env._("Programmes"))

    def action_open_sensitive_enrolments(self):
        """List the sensitive programmes of this resident."""
        return self._open_enrolments(
            "health.enrolment.sensitive", self.env._("Sensitive programmes")
        )

    def _open_enrolments(self, model, name):
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": name,
            "res_model": model,
            "view_mode": "list,kanban,form",
            "domain": [("archive_id", "=", self.id)],
            "context": {"default_archive_id": self.id},
        }

    def _activate(self):
        super()._activate()
        # sudo: age enrols a resident, whoever puts his archive in use
        self.sudo()._enrol_by_age()

    def _enrol_by_age(self):
        """Enrol the residents of these archives in the programmes of their age."""
        enrolments, today = self.env["health.enrolment"], fields.Date.context_today(self)
        for programme in self.env["health.programme"]._get_automatic(today):
            domain = enrolments._get_missing_domain(programme, today)
            of_age = self.filtered(
                lambda a, tag=programme.tag_id: tag._get_of_age(a.partner_id, today)
            )
            missing = of_age and of_age.search([("id", "in", of_age.ids), *domain])
            enrolments._enrol_by_age(programme, missing)

    def _close_dependents(self, reason, date):
        super()._close_dependents(reason, date)
        for enrolments in (self.enrolment_ids, self.sensitive_enrolment_ids):
            enrolments._close_with_archive(reason, date)

    def _reopen_dependents(self):
        super()._reopen_dependents()
        for enrolments in (self.enrolment_ids, self.sensitive_enrolment_ids):
            enrolments.filtered("closed_with_archive")._reopen()

    def _get_timeline(self):
        events = super()._get_timeline() + self._get_enrolment_events(self.enrolment_ids)
        if self.env.user.has_group(SENSITIVE):
            events += self._get_enrolment_events(self.sensitive_enrolment_ids)
        return events

    def _get_enrolment_events(self, enrolments):
        return [
            TimelineEvent(date, "programme", title, enrolment._name, enrolment.id, icon)
            for enrolment in enrolments
            for date, title, icon in (
                (
                    enrolment.enrolled_date,
                    self.env._("Enrolled: %(programme)s", programme=enrolment.programme_id.name),
                    "fa-calendar-plus-o",
                ),
                (
                    enrolment.closed_date,
                    self.env._(
                        "Programme closed: %(programme)s", programme=enrolment.programme_id.name
                    ),
                    "fa-calendar-times-o",
                ),
            )
            if date
        ]
