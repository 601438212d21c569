from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.fields import Domain

from ..tools import get_term_end

SENSITIVE = "resident.group_health_sensitive"
TERMS = [(str(years), str(years)) for years in range(1, 6)]


class FamilyAgreement(models.Model):
    """What a resident and a family doctor's team agreed to (签约协议, domain E.2).

    Called agreement, never contract: contracts are about money and know no person.
    """

    _name = "family.agreement"
    _inherit = [
        "health.archive.part.mixin",
        "mail.thread",
        "mail.activity.mixin",
        "evidence.mixin",
        "evidence.seal.mixin",
    ]
    _description = "Family Doctor Agreement"
    _order = "start_date desc, id desc"
    _rec_name = "number"
    _rec_names_search = ["number", "resident_name"]
    _server_fields = frozenset({"number"})
    _seal_line_fields = ("line_ids",)

    number = fields.Char("Agreement number", readonly=True, copy=False, default="/")
    resident_name = fields.Char(
        related="archive_id.partner_id.name", store=True, string="Resident's name"
    )
    org_unit_id = fields.Many2one(
        related="archive_id.org_unit_id", store=True, index=True, related_sudo=True
    )
    household_id = fields.Many2one(related="archive_id.partner_id.household_id")
    team_id = fields.Many2one(
        "care.team", required=True, index=True, ondelete="restrict", tracking=True,
        default=lambda self: self.env.user.care_team_ids[:1],
    )  # fmt: skip
    doctor_id = fields.Many2one(
        "care.practitioner", "Family doctor", required=True, index=True, ondelete="restrict",
        tracking=True, default=lambda self: self._get_default_doctor(),
    )  # fmt: skip
    doctor_user_id = fields.Many2one(related="doctor_id.user_id", store=True, index=True)
    template_id = fields.Many2one(
        "family.template", "Text", required=True, ondelete="restrict", index="btree_not_null",
        compute="_compute_template_id", store=True, readonly=False, precompute=True,
        domain="[('state', '=', 'published')]",
    )  # fmt: skip
    package_ids = fields.Many2many(
        "family.package", string="Packages", domain="[('state', '=', 'published')]"
    )
    line_ids = fields.One2many("family.agreement.line", "agreement_id", "Services")
    sign_date = fields.Date("Signed on", default=fields.Date.context_today, required=True)
    start_date = fields.Date("From", default=fields.Date.context_today, required=True)
    term_years = fields.Selection(
        TERMS, "Term (years)", required=True, compute="_compute_term_years", store=True,
        readonly=False, precompute=True,
    )  # fmt: skip
    end_date = fields.Date("Until", compute="_compute_end_date", store=True, precompute=True)
    source = fields.Selection(
        [("pc", "Computer"), ("pad", "Tablet"), ("mini", "Mini-program"), ("scan", "Scanned code")],
        required=True, default="pc",
    )  # fmt: skip
    tag_ids = fields.Many2many(
        "resident.population.tag", string="Groups at signing", readonly=True, copy=False
    )
    sensitive_tag_ids = fields.Many2many(
        "resident.population.tag", "family_agreement_sensitive_tag_rel", "agreement_id", "tag_id",
        "Sensitive groups at signing", readonly=True, copy=False, groups=SENSITIVE,
    )  # fmt: skip
    note = fields.Text()

    _number_unique = models.UniqueIndex("(number) WHERE number <> '/'", "This number is taken.")
    _unit_list = models.Index("(org_unit_id, state, start_date DESC)")
    _team_list = models.Index("(team_id, state, end_date)")
    _doctor_list = models.Index("(doctor_id, state)")
    _ending = models.Index("(end_date) WHERE state IN ('signed', 'active', 'expiring')")

    @api.model
    def _get_default_doctor(self):
        # sudo: who the user himself is
        return self.env.user.sudo().practitioner_id.id

    @api.depends("archive_id", "team_id")
    def _compute_template_id(self):
        today = fields.Date.context_today(self)
        for agreement in self:
            unit = agreement.team_id.org_unit_id or agreement.archive_id.org_unit_id
            if not agreement.template_id and unit:
                agreement.template_id = self.env["family.template"]._get_for(unit, today)

    @api.depends("template_id")
    def _compute_term_years(self):
        for agreement in self:
            agreement.term_years = (
                agreement.term_years or agreement.template_id.term_years or TERMS[0][0]
            )

    @api.depends("start_date", "term_years")
    def _compute_end_date(self):
        for agreement in self:
            start, years = agreement.start_date, int(agreement.term_years or 1)
            agreement.end_date = start and get_term_end(start, years)

    @api.depends("number", "resident_name")
    def _compute_display_name(self):
        for agreement in self:
            number = agreement.number if agreement.number != "/" else ""
            agreement.display_name = f"{agreement.resident_name or ''} {number}".strip()

    @api.onchange("archive_id", "team_id")
    def _onchange_offered(self):
        """Propose what the resident's groups are entitled to."""
        if self.archive_id and not self.package_ids:
            self.package_ids = self._get_proposed_packages()

    @api.onchange("team_id")
    def _onchange_team_id(self):
        signers = self.team_id._get_signers(self.sign_date or fields.Date.context_today(self))
        if self.team_id and self.doctor_id not in signers:
            self.doctor_id = signers[:1]

    @api.constrains("team_id", "doctor_id", "sign_date")
    def _check_doctor(self):
        # sudo: who signs for a team is no secret, see _get_signers
        for agreement in self.sudo():
            if agreement.doctor_id not in agreement.team_id._get_signers(agreement.sign_date):
                raise ValidationError(
                    self.env._(
                        "%(doctor)s doesn't sign for team “%(team)s” on %(date)s. Choose one of its "
                        "doctors, or let the leader of the team add him.",
                        doctor=agreement.doctor_id.name,
                        team=agreement.team_id.name,
                        date=agreement.sign_date,
                    )
                )

    @api.constrains("sign_date", "start_date")
    def _check_dates(self):
        today = fields.Date.context_today(self)
        for agreement in self:
            if agreement.sign_date > today:
                raise ValidationError(self.env._("An agreement isn't signed in the future."))
            if agreement.start_date < agreement.sign_date:
                raise ValidationError(self.env._("The term begins on the day of signing or later."))

    @api.model_create_multi
    def create(self, vals_list):
        agreements = super().create(vals_list)
        for agreement in agreements:
            agreement._write_server({"number": agreement._get_next_number()})
        agreements._refresh_content()
        return agreements

    def write(self, vals):
        result = super().write(vals)
        if vals.keys() & {"package_ids", "archive_id", "term_years"} and not self._is_server():
            self._refresh_content()
        return result

    def _refresh_content(self):
        """Take the resident's groups as they are today, and the services of the packages."""
        for agreement in self:
            tags = agreement._get_tags()
            hidden = tags.filtered("is_sensitive")
            # sudo: groups that the user may not see count for what the resident is entitled to
            agreement.sudo().write(
                {
                    "tag_ids": [(6, 0, (tags - hidden).ids)],
                    "sensitive_tag_ids": [(6, 0, hidden.ids)],
                }
            )
            agreement.line_ids._replace(agreement)

    def _get_tags(self):
        """All groups of the resident today, also those that the user may not see."""
        # sudo: as above
        return self.archive_id.partner_id.sudo().population_tag_ids

    def _get_proposed_packages(self):
        unit = self.team_id.org_unit_id or self.archive_id.org_unit_id
        date = self.sign_date or fields.Date.context_today(self)
        offered = self.env["family.package"]._get_offered(self._get_tags(), unit, date)
        return offered.filtered(lambda package: package.nature == "basic")

    def _get_next_number(self):
        sequence = self.env["ir.sequence"].with_context(ir_sequence_date=self.sign_date)
        # sudo: everybody who signs takes a number
        return sequence.sudo().next_by_code("family.agreement")

    @api.ondelete(at_uninstall=False)
    def _unlink_except_used(self):
        if self.filtered(lambda agreement: agreement.state != "draft" or agreement.document_hash):
            raise UserError(
                self.env._("Only a draft that nobody signed is deleted. Make it void instead.")
            )

    @api.model
    def _get_holding_domain(self, archives):
        """Agreements by which these residents are bound to a team, or wait for its review."""
        return Domain("archive_id", "in", archives.ids) & Domain("slot", "!=", False)
