from odoo import api, models, tools
from odoo.exceptions import AccessError

CHIEF_SECTION = "evaluation"
STAFF = "health_exam.group_exam_staff"
CHIEF = "health_exam.group_exam_chief"
DOCTOR = "resident.group_health_reader"


class HealthExam(models.Model):
    """Who reads and writes which section: a station its own, the chief examiner the evaluation.

    Asked of the field itself, so that it holds for forms, lists, groups, exports and RPC alike.
    """

    _inherit = "health.exam"

    @api.model
    def _has_field_access(self, field, operation):
        section = getattr(field, "section", None)
        if section and not self.env.su:
            if operation == "write":
                return self._may_write_section(section)
            return self._may_read_section(section)
        return super()._has_field_access(field, operation)

    @api.model
    def _may_read_section(self, section):
        """Doctors read the whole form, a station what it works on."""
        user = self.env.user
        return user._has_group(DOCTOR) or section in self._get_user_sections(user.id)

    @api.model
    def _may_write_section(self, section):
        user = self.env.user
        if section == CHIEF_SECTION:
            return user._has_group(CHIEF)
        return section in self._get_user_sections(user.id)

    @api.model
    @tools.ormcache("uid")
    def _get_user_sections(self, uid):
        """Codes of the sections of all stations a user works at."""
        # sudo: asked by whoever opens an exam
        stations = self.env["health.exam.station"].sudo().search([("doctor_ids", "in", uid)])
        return frozenset(stations.section_ids.mapped("code"))

    @api.model
    def _check_field_access(self, field, operation):
        section = getattr(field, "section", None)
        if section and operation == "write" and not self._has_field_access(field, operation):
            raise AccessError(self._get_section_message(section))
        return super()._check_field_access(field, operation)

    @api.model
    def _get_section_message(self, code):
        if code == CHIEF_SECTION:
            return self.env._("Only a chief examiner writes the evaluation and the guidance.")
        section = self.env["health.exam.section"].search([("code", "=", code)])
        return self.env._(
            "“%(section)s” is written by its station. If you work there today, have yourself "
            "entered at the station under Settings / Stations.",
            section=section.name,
        )

    @api.model
    def _check_may_register(self):
        self._check_role_of("group_exam_staff")

    @api.model
    def _check_role_of(self, group):
        """:raise AccessError: the user hasn't the role ``health_exam.group_…``"""
        if not self.env.su and not self.env.user.has_group(f"health_exam.{group}"):
            raise AccessError(
                self.env._("Your role doesn't allow this. Ask the chief examiner to do it.")
            )

    @api.model
    def _get_view_cache_key(self, view_id=None, view_type="form", **options):
        key = super()._get_view_cache_key(view_id, view_type, **options)
        return (*key, self._get_readable_sections())

    @api.model
    def _get_readable_sections(self):
        if self.env.su or self.env.user._has_group(DOCTOR):
            return None
        return self._get_user_sections(self.env.uid)

    @api.model
    def _get_view(self, view_id=None, view_type="form", **options):
        """A station is shown its own sections only."""
        arch, view = super()._get_view(view_id, view_type, **options)
        if self._get_readable_sections() is not None:
            self._drop_hidden(arch)
        return arch, view

    def _drop_hidden(self, arch):
        for page in arch.xpath("//*[starts-with(@name, 'section_')]"):
            if not self._may_read_section(page.get("name").removeprefix("section_")):
                page.getparent().remove(page)
        for node in arch.xpath("//field[@name]"):
            section = self._get_section_of(node.get("name"))
            if section and not self._may_read_section(section):
                node.getparent().remove(node)
