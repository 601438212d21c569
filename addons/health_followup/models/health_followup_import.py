from lxml import etree

from odoo import api, fields, models

from ..tools.followup_list import ANSWERS, HINTS, get_columns
from .health_archive_followup import SENSITIVE
from .health_enrolment_followup import FOLLOWUPS

# Not of the list: whom the visit is of, who made it, and what the system finds out.
NEVER_LISTED = frozenset({"enrolment_id", "archive_id", "doctor_id", "overrule_reason"})


class HealthFollowupImport(models.Model):
    """Import of past follow-ups of one programme: from another system or typed off the paper.

    The columns are the boxes of the form of the programme, under their Chinese names. What is
    imported is sealed: it was signed elsewhere, and is corrected like any signed visit.
    """

    _name = "health.followup.import"
    _inherit = ["health.import.mixin"]
    _description = "Import of Past Follow-ups"
    _hints = HINTS
    _cron_xmlid = "health_followup.health_followup_import_cron"
    _chosen_fields = frozenset(
        {"file", "filename", "mode", "programme_id", "is_enrolling", "org_unit_id"}
    )
    # a visit is classified and sealed, which takes longer than keeping a row
    _part_rows = 200
    _rows_at_once = 200

    file = fields.Binary("List of visits")
    programme_id = fields.Many2one(
        "health.programme", required=True, ondelete="restrict",
        domain=lambda self: self._get_programme_domain(),
    )  # fmt: skip
    is_enrolling = fields.Boolean(
        "Enrol who isn't yet", default=True,
        help="Who isn't in the programme on the day of the visit is enrolled from that day on.",
    )  # fmt: skip
    template_url = fields.Char(compute="_compute_template_url")
    chunk_ids = fields.One2many("health.followup.import.part", "import_id")
    error_ids = fields.One2many("health.followup.import.error", "import_id", string="Errors")

    @api.model
    def _get_programme_domain(self):
        """Whoever doesn't see a programme imports nothing into it."""
        if self.env.user.has_group(SENSITIVE):
            return []
        return [("is_sensitive", "=", False)]

    @api.depends("programme_id")
    def _compute_template_url(self):
        for document in self:
            code = document.programme_id.code
            document.template_url = (
                code and f"/safe_spreadsheet/template/{self._name}?programme={code}"
            )

    def action_open_visits(self):
        """List the visits that this import brought in."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.display_name,
            "res_model": self._get_followups()._name,
            "view_mode": "list,kanban,form",
            "domain": [("import_id", "=", self.id)],
        }

    def _choose(self, choices):
        programme = self.env["health.programme"].search(
            [("code", "=", choices.get("programme") or "hypertension")], limit=1
        )
        return self.new({"programme_id": programme.id})

    def _get_columns(self):
        return get_columns(self._get_followups(), self._get_boxes())

    def _get_template_name(self):
        return self.env._("Visits %(programme)s.xlsx", programme=self.programme_id.name)

    def _get_enrolments(self):
        """Empty enrolments of the model that those of the programme are kept in."""
        is_sensitive = self.programme_id.is_sensitive
        return self.env["health.enrolment.sensitive" if is_sensitive else "health.enrolment"]

    def _get_followups(self):
        """Empty follow-ups of the model that those of the programme are kept in."""
        return self.env[FOLLOWUPS[self._get_enrolments()._name]]

    def _get_boxes(self):
        """Names of the boxes of the form of the programme, in its order."""
        followups = self._get_followups()
        form = followups._get_forms().get(self.programme_id.code)
        view = followups.get_view(form and self.env.ref(form).id, "form")
        nodes = etree.fromstring(view["arch"]).iterfind(".//field")
        names = [
            node.get("name") for node in nodes if next(node.iterancestors("field"), None) is None
        ]
        return [name for name in dict.fromkeys(names) if _is_listed(followups._fields[name])]

    def _make_line_checker(self):
        return _Twins(self.env)


def _is_listed(field):
    return (
        field.store and not field.readonly and field.type in ANSWERS
        and field.name not in NEVER_LISTED
        and (not field.relational or hasattr(field, "code_list"))
    )  # fmt: skip


class _Twins:
    """Finds a visit that stands twice in one file."""

    def __init__(self, env):
        self.env, self.first_rows = env, {}

    def find(self, line):
        """Errors of a line: ``[(heading, reason)]``."""
        errors = [(error.header, error.message) for error in line.errors]
        if line.row:
            key = line.row.values["identity_number"], line.row.values["date"]
            first = self.first_rows.setdefault(key, line.number)
            if first != line.number:
                message = self.env._("Row %(row)s is the same visit already.", row=first)
                errors.append(("", message))
        return errors
