from odoo import api, fields, models
from odoo.exceptions import UserError


class CarePractitioner(models.Model):
    """A practitioner is an employee: chosen by his login, or made with his name."""

    _inherit = "care.practitioner"

    employee_id = fields.Many2one(
        "hr.employee", required=True, copy=False, ondelete="restrict",
        help="Made by the system when you choose a user or type a name.",
    )  # fmt: skip
    name = fields.Char(
        compute="_compute_name", inverse="_inverse_name", store=True, copy=False, index="trigram"
    )
    user_id = fields.Many2one(
        "res.users", compute="_compute_user_id", inverse="_inverse_user_id",
        store=True, copy=False, index="btree_not_null", domain=[("share", "=", False)],
        tracking=True, help="The login with which this practitioner works.",
    )  # fmt: skip

    _employee_unique = models.UniqueIndex(
        "(employee_id)",
        "This employee is a practitioner already. Look among the archived ones too.",
    )

    @api.depends("employee_id.name")
    def _compute_name(self):
        for practitioner in self:
            practitioner.name = practitioner.employee_id.name or practitioner.name

    def _inverse_name(self):
        for practitioner in self.filtered("name"):
            # sudo: managers of the service keep the names, without rights on employees
            practitioner.employee_id.sudo().name = practitioner.name

    @api.depends("employee_id.user_id")
    def _compute_user_id(self):
        for practitioner in self:
            employee = practitioner.employee_id
            practitioner.user_id = employee.user_id if employee else practitioner.user_id

    def _inverse_user_id(self):
        for practitioner in self:
            # sudo: as for the name; _check_users() has checked whose login it is
            practitioner.employee_id.sudo().user_id = practitioner.user_id

    @api.onchange("user_id")
    def _onchange_user_id(self):
        if self.user_id and not self.name:
            self.name = self.user_id.name

    @api.model_create_multi
    def create(self, vals_list):
        self.check_access("create")
        self._check_users(vals_list)
        vals_list = [dict(vals) for vals in vals_list]
        for vals in vals_list:
            if not vals.get("employee_id"):
                employee = self._get_employee(vals.pop("user_id", False), vals.pop("name", False))
                vals["employee_id"] = employee.id
        return super().create(vals_list)

    def write(self, vals):
        self._check_users([vals])
        return super().write(vals)

    @api.model
    def _get_employee(self, user_id, name):
        """The employee with this login; else a new one.

        :raise UserError: neither a user nor a name was given
        """
        if not user_id and not (name or "").strip():
            raise UserError(self.env._("Choose the user, or type the name of the practitioner."))
        # sudo: managers of the service have no rights on employees, and need none but this one
        employees = self.env["hr.employee"].sudo()
        if user_id:
            own = [("user_id", "=", user_id), ("company_id", "=", self.env.company.id)]
            if found := employees.with_context(active_test=False).search(own, limit=1):
                return found
        vals = {"user_id": user_id} if user_id else {}
        return employees.create({**vals, **({"name": name.strip()} if name else {})})

    @api.model
    def _check_users(self, vals_list):
        """:raise AccessError: an employee is chosen without rights on employees, or a user of
        another unit"""
        if self._is_server():
            return
        employee_ids = {vals["employee_id"] for vals in vals_list if vals.get("employee_id")}
        if employee_ids:
            self.env["hr.employee"].browse(employee_ids).check_access("read")
        user_ids = {vals["user_id"] for vals in vals_list if vals.get("user_id")}
        users = self.env["res.users"].browse(user_ids)
        for user in users.filtered(lambda user: user.share or not user.org_unit_id):
            raise UserError(
                self.env._(
                    "“%(user)s” belongs to no unit. Ask an administrator to give the user one, "
                    "or leave the user empty and type the name.",
                    user=user.name,
                )
            )
        users.org_unit_id.check_in_scope()
