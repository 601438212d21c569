from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.fields import Domain

from odoo.addons.resident.models.res_partner import SEXES

ENROLMENTS = ("health.enrolment", "health.enrolment.sensitive")


class HealthProgramme(models.Model):
    """A programme of health management (专项管理): whom it is for, and how often it serves them.

    Only a resident in the age and of the sex is enrolled. The intervals are dated rules, so that
    a new norm changes them from a day on.
    """

    _name = "health.programme"
    _inherit = ["dated.mixin"]
    _description = "Health Programme"
    _order = "sequence, id"
    _rec_names_search = ["name", "code"]

    name = fields.Char(required=True, translate=True)
    code = fields.Char(required=True)
    sequence = fields.Integer(default=10)
    tag_id = fields.Many2one(
        "resident.population.tag", string="Population group", ondelete="restrict",
        help="Who is enrolled is in this group; a group by age enrols everyone in it.",
    )  # fmt: skip
    disease_code_id = fields.Many2one(
        "health.code", string="Disease", ondelete="restrict",
        domain=[("list_code", "=", "disease")], help="Proposed to the history of who is enrolled.",
    )  # fmt: skip
    age_from = fields.Integer("From age", help="In whole years, on the day of enrolment.")
    sex = fields.Selection(SEXES[:2], help="Empty: both.")
    is_sensitive = fields.Boolean(
        "Sensitive", help="Seen only by those who may see sensitive diseases."
    )
    is_automatic = fields.Boolean(
        "Enrols by itself", help="Everyone in the population group by age is enrolled."
    )
    interval_code = fields.Char(
        "Interval rule", required=True, help="Code of the rule that says the days between services."
    )
    first_interval_code = fields.Char(
        "First interval rule",
        help="Code of the rule that says the days until the first service; empty: the interval.",
    )
    active = fields.Boolean(default=True)

    _code_unique = models.UniqueIndex("(code)", "Another programme has this code already.")
    _age_positive = models.Constraint("CHECK (age_from >= 0)", "An age is not negative.")

    @api.constrains("is_automatic", "tag_id", "is_sensitive")
    def _check_automatic(self):
        for programme in self.filtered("is_automatic"):
            if programme.tag_id.origin != "age" or programme.is_sensitive:
                raise ValidationError(
                    self.env._(
                        "“%(programme)s” can only enrol by itself a population group by age.",
                        programme=programme.name,
                    )
                )

    @api.constrains("interval_code", "first_interval_code")
    def _check_rules(self):
        rules = self.env["health.rule"]
        for programme in self:
            for code in filter(None, (programme.interval_code, programme.first_interval_code)):
                if not rules.search_count([("code", "=", code)], limit=1):
                    raise ValidationError(
                        self.env._("There is no rule “%(code)s” yet: add it first.", code=code)
                    )

    @api.ondelete(at_uninstall=False)
    def _unlink_except_used(self):
        # sudo: enrolments count, whether the user may see them or not
        programmes = self.sudo()
        domain = [("programme_id", "in", self.ids)]
        if any(programmes.env[name].search_count(domain, limit=1) for name in ENROLMENTS):
            raise UserError(
                self.env._("Residents are enrolled. Give the programme a last day instead.")
            )

    @api.model
    def _get_automatic(self, date):
        """Programmes in force on ``date`` that enrol everyone of an age."""
        return self.search(Domain("is_automatic", "=", True) & self._in_force_domain(date))

    def _get_first_due(self, date):
        """Day of the first service of who is enrolled on ``date``."""
        self.ensure_one()
        return self._add_days(date, self.first_interval_code or self.interval_code)

    def _get_next_due(self, date):
        """Day of the routine service after the one of ``date``."""
        self.ensure_one()
        return self._add_days(date, self.interval_code)

    def _add_days(self, date, rule_code):
        return fields.Date.add(date, days=int(self.env["health.rule"]._get(rule_code, date)))

    def _check_person(self, partner, date):
        """:raise ValidationError: ``partner`` is too young or not of the sex on ``date``"""
        if self.sex and partner.sex != self.sex:
            sexes = dict(self._fields["sex"]._description_selection(self.env))
            raise ValidationError(
                self.env._(
                    "“%(programme)s” is for residents whose sex is “%(sex)s”.",
                    programme=self.name,
                    sex=sexes[self.sex],
                )
            )
        if self.age_from and partner._get_age(date) < self.age_from:
            raise ValidationError(
                self.env._(
                    "“%(programme)s” is for residents aged %(age)s and older; %(name)s is younger "
                    "or has no birth date.",
                    programme=self.name,
                    age=self.age_from,
                    name=partner.name,
                )
            )
