from functools import reduce

from odoo import api, models
from odoo.tools import format_date, formatLang

from odoo.addons.service_project.tools import service_today

from ..tools import GROWING


class ServiceObligation(models.Model):
    """What to do next about an obligation."""

    _inherit = "service.obligation"

    def _get_next_steps(self, figures, date=None):
        """Hook: ``{obligation id: sentence}`` of what to do next, from their ``figures``.

        Add-ons whose records claim say more about their kinds (who was never reached, which event
        lacks whom): extend this, and put your sentence before what super() returns, see
        :meth:`_join_steps`. Asked for all obligations of a project at once.
        """
        date = date or service_today()
        return {
            obligation.id: self._join_steps(obligation._get_steps(figures[obligation.id], date))
            for obligation in self
        }

    @api.model
    def _join_steps(self, sentences):
        """One text of several sentences; empty ones are left out."""
        return reduce(
            lambda one, other: self.env._("%(one)s %(other)s", one=one, other=other),
            filter(None, sentences),
            "",
        ).strip()

    def _get_steps(self, figure, date):
        tally, _ = figure.tally, self.env._
        incomplete = tally.claimed - tally.waiting
        refused = tally.rejected - tally.beside if figure.state in ("behind", "red") else 0
        unreached = tally.roster - tally.reached if self.measure == "roster_share" else 0
        return [
            incomplete and _("%(count)s records lack something: complete them.", count=incomplete),
            tally.waiting
            and _("%(count)s records wait for the centre to accept them.", count=tally.waiting),
            refused and _("%(count)s records don't count: look why.", count=refused),
            unreached and _("%(count)s people on the roster are not reached yet.", count=unreached),
            self._get_pace_step(figure, date),
        ]

    def _get_pace_step(self, figure, date):
        """How much more it takes each month, where the pace so far doesn't suffice."""
        last = self.project_id.date
        days = (last - date).days
        if (
            self.measure not in GROWING
            or self.comparison == "le"
            or figure.actual is None
            or figure.state == "met"
            or days <= 0
            or figure.forecast >= self.threshold
        ):
            return ""
        missing = self.threshold - figure.actual
        words = {"missing": self._format_number(missing), "last": format_date(self.env, last)}
        needed = missing / days * 30
        if not 1 <= needed <= missing:
            return self.env._("%(missing)s more until %(last)s.", **words)
        return self.env._(
            "%(missing)s more until %(last)s: %(needed)s each month.",
            needed=self._format_number(needed),
            **words,
        )

    def _format_number(self, number):
        """A number with its unit, without needless decimals."""
        self.ensure_one()
        units = dict(self._fields["unit"]._description_selection(self.env))
        text = formatLang(self.env, number, digits=0 if float(number).is_integer() else 1)
        return f"{text} {units[self.unit]}"
