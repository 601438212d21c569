import psycopg2

from odoo import fields, models
from odoo.exceptions import UserError

from ..tools.card_builder import CardBuilder


class EquipmentImportChunk(models.Model):
    """Some hundred rows of a device list: checked, and imported, in one transaction."""

    _name = "equipment.import.chunk"
    _inherit = ["spreadsheet.import.part.mixin"]
    _description = "Part of a Device List"

    import_id = fields.Many2one("equipment.import", required=True, index=True, ondelete="cascade")

    _next = models.Index("(import_id, stage, first_row)")

    def _check(self):
        """Look for errors without writing anything.

        :return: number of rows that can be imported
        """
        builder = self._build()
        self._set_stage("checked", builder.errors)
        return len(builder.cards)

    def _import(self):
        """Create the cards of the good rows.

        :return: number of cards
        """
        builder = self._build()
        builder.create_missing()
        cards = self._try_cards(builder.cards)
        errors = [] if cards is not None else self._import_one_by_one(builder.cards)
        self._set_stage("done", builder.errors + errors)
        return len(builder.cards) - len(errors)

    def _build(self):
        document = self.import_id
        rows = self._get_good_rows()
        builder = CardBuilder(
            document.env(su=False), rows, document.create_partners, document.create_models
        )
        builder.build()
        return builder

    def _try_cards(self, cards):
        """Create all cards, or none and return None."""
        try:
            with self.env.cr.savepoint():
                return self._create_cards(list(cards.values()))
        except (UserError, psycopg2.IntegrityError):
            return None

    def _import_one_by_one(self, cards):
        """The slow way, to find the row the database refuses."""
        errors = []
        for number, vals in cards.items():
            try:
                with self.env.cr.savepoint():
                    self._create_cards([vals])
            except UserError as error:
                errors.append((number, False, str(error)))
            except psycopg2.IntegrityError as error:
                message = self.env["maintenance.equipment"]._sql_error_to_message(error)
                errors.append((number, False, message))
        return errors

    def _create_cards(self, vals_list):
        return self.env(su=False)["maintenance.equipment"]._create_batch(vals_list)
