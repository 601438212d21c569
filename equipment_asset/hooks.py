def rename_stock_fields(env):
    """Translate the labels this add-on gives to fields of Odoo's maintenance.

    Odoo would keep the translations of the old labels: it overwrites none by itself.
    """
    codes = [code for code, _name in env["res.lang"].get_installed()]
    env["ir.module.module"]._load_module_terms(["equipment_asset"], codes, overwrite=True)
