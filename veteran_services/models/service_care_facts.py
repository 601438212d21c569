from collections import defaultdict
from datetime import UTC, datetime

from odoo import api, fields, models
from odoo.fields import Domain

from odoo.addons.service_project.tools.day import TIME_ZONE

from ..tools import contacts_due

FACTS = (
    "archive_id", "has_consent", "updated_date", "surveyed_date", "is_surveyed", "assessed_date",
    "contact_count", "contact_due", "contact_date",
)  # fmt: skip


class ServiceCare(models.Model):
    """What archives, measurements, assessments and follow-ups say, for many people at once."""

    _inherit = "service.care"

    archive_id = fields.Many2one("health.archive", compute="_compute_facts", compute_sudo=True)
    archive_state = fields.Char(
        "State of the archive", compute="_compute_archive_texts", compute_sudo=True
    )
    missing_summary = fields.Char(
        "Missing boxes", compute="_compute_archive_texts", compute_sudo=True
    )
    has_consent = fields.Boolean("Consent", compute="_compute_facts", compute_sudo=True)
    updated_date = fields.Date("Last update", compute="_compute_facts", compute_sudo=True)
    surveyed_date = fields.Date("Surveyed on", compute="_compute_facts", compute_sudo=True)
    is_surveyed = fields.Boolean("All measured", compute="_compute_facts", compute_sudo=True)
    assessed_date = fields.Date("Assessed on", compute="_compute_facts", compute_sudo=True)
    contact_count = fields.Integer("Contacts", compute="_compute_facts", compute_sudo=True)
    contact_due = fields.Integer("Due by now", compute="_compute_facts", compute_sudo=True)
    contact_date = fields.Date("Plan met on", compute="_compute_facts", compute_sudo=True)

    @api.depends_context("lang")
    def _compute_archive_texts(self):
        field = self.env["health.archive"]._fields["state"]
        states = dict(field._description_selection(self.env))
        for care in self:
            archive = care.archive_id
            care.archive_state = states.get(archive.state, "")
            care.missing_summary = archive.missing_summary

    def _compute_facts(self):
        for project, cares in self.grouped("project_id").items():
            cares._fill_facts(project)

    def _fill_facts(self, project):
        """In a handful of queries, whatever the number of people."""
        archives = self._find_archives()
        consented = self._find_consented(archives)
        updates = self._find_updates(archives)
        surveys = self._find_surveys(archives)
        assessments = self._find_days("health.risk.assessment", "date", archives)
        contacts = self._find_contacts(project, archives)
        chronic = self._find_chronic(archives)
        asked = len(self._get_survey_kinds())
        by_person = archives.grouped("partner_id")
        for care in self:
            archive = by_person.get(care.partner_id, archives.browse())[:1]
            found = surveys.get(archive, {})
            firsts = [day for days in found.values() if (day := care._find_first(days))]
            days = care._cut(contacts.get(care.partner_id, ()))
            due = care._get_contacts_due(archive in chronic)
            care.archive_id = archive
            care.has_consent = archive in consented
            care.updated_date = max(updates.get(archive, ()), default=False)
            care.surveyed_date = max(firsts, default=False)
            care.is_surveyed = len(firsts) == asked > 0
            care.assessed_date = care._find_first(assessments.get(archive, ()))
            care.contact_count = len(days)
            care.contact_due = due
            care.contact_date = days[min(due, len(days)) - 1] if days else False

    def _find_archives(self):
        return self.env["health.archive"].search_fetch(
            Domain("partner_id", "in", self.partner_id.ids)
            & Domain("state", "not in", ("cancelled", "migrated")),
            ["partner_id", "state", "is_complete", "archive_date"],
        )

    def _find_consented(self, archives):
        rows = self.env["health.consent"]._read_group(
            Domain("archive_id", "in", archives.ids)
            & Domain("purpose", "=", "archive")
            & Domain("withdrawn_date", "=", False),
            ["archive_id"],
        )
        return {archive for (archive,) in rows}

    def _find_updates(self, archives):
        """``{archive: days}`` on which something was entered, the last of each kind."""
        found = {archive: [archive.archive_date] for archive in archives}
        for model, name in (
            ("health.archive.change", "date"),
            ("health.measurement", "taken_at"),
            ("health.risk.assessment", "date"),
            ("health.followup", "date"),
        ):
            for archive, last in self.env[model]._read_group(
                [("archive_id", "in", archives.ids)], ["archive_id"], [f"{name}:max"]
            ):
                found[archive].append(self._get_day(last))
        return found

    def _find_surveys(self, archives):
        """``{archive: {kind: days}}`` on which the survey's measurements were taken."""
        found = {}
        for archive, kind, moments in self.env["health.measurement"]._read_group(
            Domain("archive_id", "in", archives.ids)
            & Domain("kind_id", "in", self._get_survey_kinds().ids),
            ["archive_id", "kind_id"],
            ["taken_at:array_agg"],
        ):
            found.setdefault(archive, {})[kind] = sorted(map(self._get_day, moments))
        return found

    def _find_days(self, model, name, archives, domain=Domain.TRUE):
        rows = self.env[model]._read_group(
            domain & Domain("archive_id", "in", archives.ids), ["archive_id"], [f"{name}:array_agg"]
        )
        return {archive: sorted(set(days)) for archive, days in rows}

    def _find_contacts(self, project, archives):
        """``{person: days}`` of signed follow-ups and of complete rows of the ledger."""
        found = defaultdict(set)
        sealed = Domain("seal_state", "=", "sealed")
        for archive, days in self._find_days("health.followup", "date", archives, sealed).items():
            found[archive.partner_id].update(days)
        rows = self.env["service.entry"]._read_group(
            Domain("project_id", "=", project.id)
            & Domain("partner_id", "in", self.partner_id.ids)
            & self.env["service.entry"]._get_contact_domain(),
            ["partner_id"],
            ["date:array_agg"],
        )
        for partner, days in rows:
            found[partner].update(days)
        return {partner: sorted(days) for partner, days in found.items()}

    def _find_chronic(self, archives):
        """Archives in a programme of a chronic disease; what is sensitive isn't asked."""
        rows = self.env["health.enrolment"]._read_group(
            Domain("archive_id", "in", archives.ids)
            & Domain("programme_id.is_chronic", "=", True)
            & Domain("state", "!=", "closed"),
            ["archive_id"],
        )
        return {archive for (archive,) in rows}

    @api.model
    def _get_survey_kinds(self):
        return self.env["health.measurement.kind"].search([("is_surveyed", "=", True)])

    @api.model
    def _get_day(self, moment):
        """The day in China of a moment; a date is one already."""
        if not isinstance(moment, datetime):
            return moment
        return moment.replace(tzinfo=UTC).astimezone(TIME_ZONE).date()

    def _get_span(self):
        """First and last day on which something for this person may count."""
        project, member = self.project_id, self.member_id
        last = min(project.date, member.exit_date or project.date)
        return max(project.date_start, member.entry_date), last

    def _cut(self, days):
        first, last = self._get_span()
        return [day for day in days if first <= day <= last]

    def _find_first(self, days):
        return next(iter(self._cut(days)), False)

    def _get_contacts_due(self, is_chronic):
        code = "contacts_chronic" if is_chronic else "contacts_other"
        a_year = self._get_number("contact_plan", code)
        first, last = self._get_span()
        elapsed = (min(self.project_id._get_cut_off(), last) - first).days + 1
        days = (self.project_id.date - self.project_id.date_start).days + 1
        return contacts_due(a_year, elapsed, days)

    def _get_number(self, kind, code):
        """The parameter of the obligation, or the rule where it has none."""
        value = self._get_claim_parameter(kind, code)
        return self.env["service.rule"]._get(code) if value is None else value
