import base64

from odoo import fields, models
from odoo.exceptions import UserError

from odoo.addons.safe_spreadsheet.tools import read_table

from ..tools.roster_list import COLUMNS
from ..tools.roster_rows import RosterRows

MAX_NAMED = 50
FOUND = ("new_count", "known_count", "known_names")


class ServiceMemberImport(models.TransientModel):
    """A list of people put on a roster: looked at first, each bad row named with its reason."""

    _name = "service.member.import"
    _inherit = ["safe_spreadsheet.import.mixin"]
    _description = "Import of a Roster"

    project_id = fields.Many2one(
        "project.project", required=True, ondelete="cascade", domain=[("is_service", "=", True)]
    )
    new_count = fields.Integer("New people", readonly=True)
    known_count = fields.Integer("People known already", readonly=True)
    known_names = fields.Text("Who is known already", readonly=True)

    def _selection_state(self):
        checked = ("checked", self.env._("Checked"))
        first, *rest = super()._selection_state()
        return [first, checked, *rest]

    def action_check(self):
        """Show what the import would do; nothing is kept."""
        self.ensure_one()
        if not self.file:
            raise UserError(self.env._("Please choose a file first."))
        self.project_id.check_access("read")
        content = base64.b64decode(self.file)
        table = read_table(self.env, content, self.filename or "", self._get_columns())
        with self.env.cr.savepoint() as savepoint:
            self._drop_doubles(table)
            count, row_errors = self._try_rows(table)
            found = {name: self[name] for name in FOUND}
            savepoint.rollback()
        errors = sorted(table.errors + row_errors, key=lambda error: error.row)
        self._show_outcome(count, errors)
        self.write(found | {"state": "checked"})
        return self._get_reopen_action()

    def action_import(self):
        self.project_id.check_access("read")
        action = super().action_import()
        if self.state == "done":
            # identity numbers in clear are not kept longer than they are needed
            self.file = False
        return action

    def _get_columns(self):
        return COLUMNS

    def _import_table(self, table):
        self._drop_doubles(table)
        return super()._import_table(table)

    def _drop_doubles(self, table):
        """Take out the rows that stand in the file twice, with their reason."""
        self.write(dict.fromkeys(FOUND, False))
        table.errors += RosterRows(self.project_id).find_doubles(table)
        bad = {error.row for error in table.errors}
        table.rows = [row for row in table.rows if row.number not in bad]

    def _import_rows(self, rows):
        roster = RosterRows(self.project_id)
        roster.read(rows)
        self.env["service.member"].create(roster.make_members())
        self.write(self._add_found(roster))

    def _add_found(self, roster):
        names = (self.known_names or "").splitlines()
        names += [
            self.env._("Row %(row)s: %(name)s", row=number, name=person.name)
            for number, person in roster.known.items()
        ]
        hidden = len(names) - MAX_NAMED
        if hidden > 0:
            names = [*names[:MAX_NAMED], self.env._("… and %(count)s more.", count=hidden)]
        return {
            "new_count": self.new_count + len(roster.new),
            "known_count": self.known_count + len(roster.known),
            "known_names": "\n".join(names),
        }
