from odoo.tools import SQL


def migrate(cr, version):
    """The village doctor of the demo has real work now: his login belongs to ``resident``."""
    cr.execute(
        SQL(
            "UPDATE ir_model_data SET module = 'resident'"
            " WHERE module = 'contract_billing' AND name = 'user_villagedoctor_demo'"
        )
    )
