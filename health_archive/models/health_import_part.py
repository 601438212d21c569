import psycopg2

from odoo import fields, models
from odoo.exceptions import UserError

from ..tools.basic_form_builder import BasicFormBuilder


class HealthImportPart(models.Model):
    """Some hundred rows of a list of basic forms: checked, and imported, in one transaction."""

    _name = "health.import.part"
    _inherit = ["health.import.part.mixin"]
    _description = "Part of a List of Basic Forms"

    import_id = fields.Many2one("health.import", required=True, index=True, ondelete="cascade")

    _next = models.Index("(import_id, stage, first_row)")

    def _check(self):
        """Look for errors without writing anything.

        :return: number of rows that can be imported
        """
        builder = self._build()
        self._set_stage("checked", builder.errors)
        return len(builder.forms)

    def _import(self):
        """Create residents and archives of the good rows, or fill up those that exist.

        :return: number of rows that are in now
        """
        builder = self._build()
        # sudo: the builder worked with the rights of the user; archives in use are the system's
        writer = self.env["health.import.writer"].with_env(self.import_id.env(su=False))
        try:
            with self.env.cr.savepoint():
                counts, errors = writer._write_forms(self.import_id, builder.forms), []
        except (UserError, psycopg2.IntegrityError):
            counts, errors = self._import_one_by_one(writer, builder.forms)
        self._set_stage("done", builder.errors + errors)
        document = self.import_id
        document.created_count += counts[0]
        document.filled_count += counts[1]
        return len(builder.forms) - len(errors)

    def _import_one_by_one(self, writer, forms):
        """The slow way, to find the row the database refuses."""
        created, filled, errors = 0, 0, []
        for number, form in forms.items():
            try:
                with self.env.cr.savepoint():
                    counts = writer._write_forms(self.import_id, {number: form})
            except UserError as error:
                errors.append((number, False, str(error)))
            except psycopg2.IntegrityError as error:
                message = self.env["health.archive"]._sql_error_to_message(error)
                errors.append((number, False, message))
            else:
                created, filled = created + counts[0], filled + counts[1]
        return (created, filled), errors

    def _build(self):
        document = self.import_id
        env = document.env(su=False)
        unit = document.org_unit_id.with_env(env)
        rows = self._get_good_rows()
        builder = BasicFormBuilder(env, rows, unit, document.system_name or "")
        builder.build()
        return builder
