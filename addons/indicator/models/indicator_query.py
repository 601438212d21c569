from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.fields import Domain

from ..tools import ExpressionError, Span, evaluate

NAMES = "period_start, period_end, today, day, month, year"


class IndicatorQuery(models.Model):
    """What is counted, where and when: one side of a rate. Several indicators may share it.

    ``domain`` may name the period and count back from it: ``('birth', '<=', today - 65 * year)``.
    It is read, never run, see :mod:`odoo.addons.indicator.tools.expression`.
    """

    _name = "indicator.query"
    _inherit = ["mail.thread"]
    _description = "Counting Rule"
    _order = "name, id"

    name = fields.Char(required=True, translate=True, tracking=True)
    description = fields.Text(translate=True, help="Who or what counts, in words.")
    model = fields.Selection(
        "_selection_model", string="Counted Records", required=True, tracking=True
    )
    domain = fields.Text(
        required=True,
        default="[]",
        tracking=True,
        help="Names that may be used: period_start, period_end, today (last day counted); "
        "a date may be shifted: today - 65 * year, period_end + 3 * month, period_start - 1 * day.",
    )
    condition = fields.Selection(
        "_selection_condition",
        tracking=True,
        help="Condition that a domain can't say, calculated by an add-on; both must be met.",
    )
    date_field = fields.Char(
        tracking=True, help="Date that decides whether a record falls into the period."
    )
    date_mode = fields.Selection(
        [("within", "Within the period"), ("until", "Up to the last day counted")],
        required=True,
        default="within",
        tracking=True,
    )
    measure = fields.Selection(
        [("count", "Records"), ("distinct", "Different values"), ("sum", "Sum")],
        required=True,
        default="count",
        tracking=True,
        help="Number of records, number of different values of a field (such as persons among "
        "visits), or sum of a field.",
    )
    measure_field = fields.Char(tracking=True)
    unit_field = fields.Char(
        required=True,
        default="org_unit_id",
        tracking=True,
        help="Field with the unit that a record counts for, also over a link: person_id.org_unit_id.",
    )
    active = fields.Boolean(default=True)

    _measured = models.Constraint(
        "CHECK (measure = 'count' OR measure_field IS NOT NULL)",
        "Choose the field whose values are counted or added up.",
    )

    @api.model
    def _selection_model(self):
        """Stored models with a link to a unit, by the names users know."""
        names = [
            name
            for name, model in self.env.registry.items()
            if not model._abstract
            and not model._transient
            and model._auto
            and _has_unit(self.env[name])
        ]
        # sudo: the names of the models are no secret, but only administrators read their list
        models_ = (
            self.env["ir.model"].sudo().search_fetch([("model", "in", names)], ["model", "name"])
        )
        return [(model.model, model.name) for model in models_]

    @api.model
    def _selection_condition(self):
        return list(self.env["indicator.provider"]._get_conditions().items())

    @api.constrains(
        "model", "domain", "condition", "date_field", "measure", "measure_field", "unit_field"
    )
    def _check_query(self):
        """Build the query with the rights of whoever enters it.

        Figures are counted without regard to the rights of readers; a rule must not ask for
        what its author may not read.
        """
        today = fields.Date.context_today(self)
        span = Span(today.replace(month=1, day=1), today, today)
        for query in self:
            query._check_fields()
            try:
                # constraints run as superuser, whose rights are not those of the author
                query.sudo(False)._get_model()._search(query._get_records_domain(span))
            except (AccessError, ValidationError):
                raise
            except (KeyError, TypeError, UserError, ValueError) as error:
                raise ValidationError(
                    self.env._(
                        "The counting rule “%(name)s” can't be carried out: %(error)s",
                        name=query.name,
                        error=error,
                    )
                ) from error

    def _check_fields(self):
        self._check_field(self.unit_field, lambda field: field.comodel_name == "org.unit")
        if self.date_field:
            self._check_field(self.date_field, lambda field: field.type in ("date", "datetime"))
        if self.measure == "sum":
            self._check_field(
                self.measure_field, lambda field: field.type in ("integer", "float", "monetary")
            )
        elif self.measure == "distinct":
            self._check_field(self.measure_field, lambda field: field.column_type)

    def _check_field(self, path, fits):
        """:raise ValidationError: ``path`` names no stored field of the right kind"""
        known = self._get_model()._fields
        # only the unit may lie over links: the ORM groups by a path, but doesn't aggregate one
        *links, name = path.split(".") if path == self.unit_field else [path]
        for link in links:
            field = known.get(link)
            known = (
                self.env[field.comodel_name]._fields if field and field.type == "many2one" else {}
            )
        field = known.get(name)
        if not (field and field.store and fits(field)):
            raise ValidationError(
                self.env._(
                    "“%(field)s” of the counting rule “%(name)s” is no stored field that fits here.",
                    field=path,
                    name=self.name,
                )
            )

    def _get_model(self):
        return self.env[self.model]

    def _get_domain(self, span, unit_ids):
        """Domain of the records counted in ``span`` for ``unit_ids`` (not of the units below).

        :raise ValidationError: the domain holds something that is not allowed in it
        """
        return self._get_records_domain(span) & Domain(self.unit_field, "in", unit_ids)

    def _get_records_domain(self, span):
        """Domain of the records counted in ``span``, whatever their unit."""
        self.ensure_one()
        domain = self._evaluate_domain(span) & self._get_date_domain(span)
        if self.condition:
            domain &= self.env["indicator.provider"]._get_condition(self.condition, span)
        return domain

    def _get_date_domain(self, span):
        """The period, and that a value to be told apart from others is there at all."""
        domain = Domain.TRUE
        if self.date_field:
            domain &= span.domain(self._get_model()._fields[self.date_field], self.date_mode)
        if self.measure == "distinct":
            domain &= Domain(self.measure_field, "!=", False)
        return domain

    def _evaluate_domain(self, span):
        try:
            terms = evaluate(self.domain, span.names())
            if not isinstance(terms, list):
                raise ExpressionError(self.domain)
            domain = Domain(terms)
        except (TypeError, ValueError) as error:
            raise ValidationError(
                self.env._(
                    "“%(text)s” is not allowed in the domain of “%(name)s”. Write a list of "
                    "conditions (field, operator, value) with plain values and these names: %(names)s.",
                    text=str(error)[:200],
                    name=self.name,
                    names=NAMES,
                )
            ) from error
        self._check_no_relative_date(domain)
        return domain

    def _check_no_relative_date(self, domain):
        """:raise ValidationError: a date like ``today -7d``, which gives another figure tomorrow"""
        for term in domain.iter_conditions():
            value = term.value
            if isinstance(value, str) and value.startswith(("today", "now", "=")):
                raise ValidationError(
                    self.env._(
                        "“%(text)s” depends on the day of reading. Write %(example)s without quotes.",
                        text=value,
                        example="today - 7 * day",
                    )
                )


def _has_unit(model):
    return any(
        field.store and field.type == "many2one" and field.comodel_name == "org.unit"
        for field in model._fields.values()
    )
