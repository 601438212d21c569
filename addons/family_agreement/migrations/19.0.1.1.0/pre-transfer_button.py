from odoo.tools import SQL


def migrate(cr, version):
    """A button of the form calls a method that is gone; the form is checked before it is replaced."""
    cr.execute(
        SQL(
            """
            DELETE FROM ir_ui_view
             WHERE id IN (SELECT res_id FROM ir_model_data
                           WHERE module = 'family_agreement' AND model = 'ir.ui.view'
                             AND name = 'family_agreement_view_form_entry')
            """
        )
    )
    cr.execute(
        SQL(
            "DELETE FROM ir_model_data"
            " WHERE module = 'family_agreement' AND name = 'family_agreement_view_form_entry'"
        )
    )
