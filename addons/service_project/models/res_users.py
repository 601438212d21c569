from odoo import fields, models, tools
from odoo.fields import Domain

from ..tools import service_today

VIEWER = "service_project.group_service_viewer"


class ResUsers(models.Model):
    _inherit = "res.users"

    is_supplier_staff = fields.Boolean(
        "Staff of a supplier",
        readonly=True,
        help="Was assigned to a service project, and sees projects and their people only within "
        "the dates of the assignments.",
    )
    service_assignment_ids = fields.One2many("service.assignment", "user_id")

    def write(self, vals):
        result = super().write(vals)
        if "is_supplier_staff" in vals:
            self.env.registry.clear_cache()
        return result

    def _get_service_project_ids(self):
        """Ids of the service projects that the user sees today, archived ones too; for rules.

        Those of his unit and the units below it; of a supplier's staff only those of which an
        assignment runs today. Nothing without a service role.
        """
        self.ensure_one()
        if not self.has_group(VIEWER):
            return []
        return list(self._get_cached_service_scope(service_today())[0])

    def _get_service_domain(self):
        """Domain of the same projects, which also fits one that is being made."""
        self.ensure_one()
        if self._is_supplier_staff() or not self.has_group(VIEWER):
            return [("id", "in", self._get_service_project_ids())]
        return [("service_unit_id", "in", self._get_org_unit_ids())]

    def _get_org_unit_ids(self):
        """A supplier's staff has no unit outside the dates of its assignments."""
        unit_ids = super()._get_org_unit_ids()
        if not self._is_supplier_staff():
            return unit_ids
        return list(self._get_cached_service_scope(service_today())[1])

    @tools.ormcache("self.id")
    def _is_supplier_staff(self):
        """Kept, because every search for residents asks."""
        # sudo: decides what is seen, whoever asks
        return self.sudo().is_supplier_staff

    @tools.ormcache("self.id", "today")
    def _get_cached_service_scope(self, today):
        """``(project ids, unit ids)`` of that day, until projects or assignments change."""
        own = super()._get_org_unit_ids()
        domain = Domain("is_service", "=", True) & Domain("service_unit_id", "in", own)
        # sudo: what is seen doesn't depend on what may be read
        rows = self.env["service.assignment"].sudo()
        if self._is_supplier_staff():
            running = rows.search(rows._on(today) & Domain("user_id", "=", self.id))
            domain &= Domain("id", "in", running.project_id.ids)
        # sudo: as above
        found = self.env["project.project"].sudo().with_context(active_test=False).search(domain)
        if not self._is_supplier_staff():
            return tuple(found.ids), tuple(own)
        centres = Domain("id", "child_of", found.service_unit_id.ids) & Domain("id", "in", own)
        # sudo: as above
        units = self.env["org.unit"].sudo().with_context(active_test=False)
        return tuple(found.ids), tuple(units._search(centres))
