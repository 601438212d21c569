from odoo import api, models


def _check_contacts(records, vals_list):
    """:raise AccessError: one of the contacts linked to is a resident out of the user's scope"""
    if records.env.su:
        return
    contacts = {
        vals[name]["id"] if isinstance(vals[name], dict) else vals[name]
        for vals in vals_list
        for name in vals
        if (field := records._fields.get(name))
        and field.type == "many2one"
        and field.comodel_name == "res.partner"
    }
    records.env["res.partner"].browse(filter(None, contacts)).check_access("read")


class HrEmployee(models.Model):
    """An employee's contact tells name, phone and e-mail: it may be no hidden resident."""

    _inherit = "hr.employee"

    @api.model_create_multi
    def create(self, vals_list):
        _check_contacts(self, vals_list)
        return super().create(vals_list)

    def write(self, vals):
        _check_contacts(self, [vals])
        return super().write(vals)

    def onchange(self, values, field_names, fields_spec):
        _check_contacts(self, [values])
        return super().onchange(values, field_names, fields_spec)


class HrVersion(models.Model):
    """The address of the work, as the employee's contact."""

    _inherit = "hr.version"

    @api.model_create_multi
    def create(self, vals_list):
        _check_contacts(self, vals_list)
        return super().create(vals_list)

    def write(self, vals):
        _check_contacts(self, [vals])
        return super().write(vals)

    def onchange(self, values, field_names, fields_spec):
        _check_contacts(self, [values])
        return super().onchange(values, field_names, fields_spec)
