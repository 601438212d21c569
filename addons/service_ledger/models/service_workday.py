from datetime import timedelta

from odoo import api, fields, models


class ServiceWorkday(models.Model):
    """A day on which the calendar of the State differs from Monday to Friday."""

    _name = "service.workday"
    _description = "Holiday or Make-up Workday"
    _order = "date desc"
    _rec_name = "date"

    date = fields.Date(required=True)
    kind = fields.Selection(
        [("holiday", "Holiday"), ("workday", "Make-up workday")], required=True, default="holiday"
    )
    name = fields.Char("Occasion", required=True, translate=True)
    source = fields.Char(required=True, translate=True, help="The notice, with its date.")

    _date_unique = models.UniqueIndex("(date)", "This day is in the list already.")

    @api.model
    def _get_workdays(self, first, last):
        """The workdays from ``first`` to ``last``: weekdays without holidays, with make-up days."""
        # sudo: the calendar is public
        rows = self.sudo().search([("date", ">=", first), ("date", "<=", last)])
        special = {row.date: row.kind == "workday" for row in rows}
        days = (first + timedelta(days=number) for number in range((last - first).days + 1))
        return [day for day in days if special.get(day, day.weekday() < 5)]
