from odoo import api, models


class ServiceObligation(models.Model):
    """The board as a table."""

    _inherit = "service.obligation"

    @api.model
    def _get_board_table(self, board):
        """The board of :meth:`get_board` as rows of cells: title, period, headers, obligations."""
        _ = self.env._
        units = dict(self._fields["unit"]._description_selection(self.env))
        states = self._get_figure_states()
        headers = [
            *(_("No."), _("Obligation"), _("Part"), _("State"), _("Threshold"), _("Unit")),
            *(_("Actual"), _("Due by now"), _("Not counted yet"), _("Accepted"), _("Rejected")),
            *(_("Reached on"), _("What to do next"), _("Clause")),
        ]
        period = _(
            "%(first)s to %(last)s, counted up to %(date)s",
            first=board["date_start"], last=board["date_end"], date=board["date"],
        )  # fmt: skip
        return [
            [board["project"]["name"]],
            [period],
            headers,
            *(
                [
                    *(row["code"], row["name"], row["core"], states[row["state"]]),
                    row["threshold"] if row["measure"] != "listed" else None,
                    units[row["unit"]],
                    *(row["actual"], row["expected"], row["claimed"], row["accepted"]),
                    *(
                        row["rejected"],
                        row["forecast_date"] or None,
                        row["next_step"],
                        row["clause"],
                    ),
                ]
                for row in board["rows"]
            ),
        ]

    @api.model
    def _get_figure_states(self):
        """``{state of a figure: its name}``"""
        _ = self.env._
        return {
            "met": _("Met"),
            "on_track": _("On track"),
            "behind": _("Behind"),
            "red": _("Far behind"),
            "open": _("Not due yet"),
            "listed": _("Listed"),
        }
