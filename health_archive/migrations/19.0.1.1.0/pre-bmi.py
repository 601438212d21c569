from odoo.tools import SQL


def migrate(cr, version):
    """The body mass index isn't measured at follow-ups only: its kind belongs to ``health_archive``."""
    cr.execute(
        SQL(
            "UPDATE ir_model_data SET module = 'health_archive'"
            " WHERE module = 'health_followup' AND name = 'measurement_kind_bmi'"
        )
    )
