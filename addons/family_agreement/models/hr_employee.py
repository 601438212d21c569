from odoo import api, models


class HrContactMixin(models.AbstractModel):
    """A contact tells name, phone and e-mail: it may be no hidden resident."""

    _name = "hr.contact.mixin"
    _description = "Contact That Is No Hidden Resident"

    @api.model_create_multi
    def create(self, vals_list):
        self._check_contacts(vals_list)
        return super().create(vals_list)

    def write(self, vals):
        self._check_contacts([vals])
        return super().write(vals)

    def onchange(self, values, field_names, fields_spec):
        self._check_contacts([values])
        return super().onchange(values, field_names, fields_spec)

    @api.model
    def _check_contacts(self, vals_list):
        """:raise AccessError: a contact linked to is a resident out of the user's scope"""
        if self.env.su:
            return
        contacts = {
            vals[name]["id"] if isinstance(vals[name], dict) else vals[name]
            for vals in vals_list
            for name in vals
            if (field := self._fields.get(name))
            and field.type == "many2one"
            and field.comodel_name == "res.partner"
        }
        self.env["res.partner"].browse(filter(None, contacts)).check_access("read")


class HrEmployee(models.Model):
    """The contact of an employee."""

    _name = "hr.employee"
    _inherit = ["hr.employee", "hr.contact.mixin"]


class HrVersion(models.Model):
    """The address of the work, as the employee's contact."""

    _name = "hr.version"
    _inherit = ["hr.version", "hr.contact.mixin"]
