from collections import Counter

from odoo import api, fields, models
from odoo.exceptions import UserError

from odoo.addons.resident.models.res_partner import SEXES


class HealthExam(models.Model):
    """A health examination (健康体检): one table, a block per section of the national form."""

    _name = "health.exam"
    _inherit = [
        "health.exam.resident.mixin",
        "evidence.mixin",
        # in the order of the form from below: of parents the last one's fields come first
        "health.exam.evaluation",
        "health.exam.history",
        "health.exam.imaging",
        "health.exam.laboratory",
        "health.exam.body",
        "health.exam.organ",
        "health.exam.lifestyle",
        "health.exam.general",
    ]
    _description = "Health Examination"
    _order = "date desc, id desc"
    _rec_names_search = ["exam_number"]
    _fixed_fields = frozenset({"archive_id", "partner_id", "org_unit_id"})

    # without an index of its own where a longer one begins with it
    archive_id = fields.Many2one(index=False)
    partner_id = fields.Many2one(readonly=False, domain="[('is_resident', '=', True)]")
    exam_number = fields.Char(
        "Exam number", required=True, readonly=True, copy=False,
        help="Day, institution, serial and a check digit; printed as a bar code on every sample.",
    )  # fmt: skip
    archive_number = fields.Char(related="archive_id.archive_number")
    name = fields.Char(related="partner_id.name", string="Name of the resident")
    sex = fields.Selection(SEXES, compute="_compute_person", store=True, precompute=True)
    birth_date = fields.Date(related="partner_id.birth_date")
    phone = fields.Char(related="partner_id.phone")
    street = fields.Char(related="partner_id.street", string="Address")
    age = fields.Integer(
        compute="_compute_person", store=True, precompute=True, aggregator="avg",
        help="In whole years on the day of the exam.",
    )  # fmt: skip
    date = fields.Date("Examined on", required=True, default=fields.Date.context_today)
    org_unit_id = fields.Many2one(
        "org.unit", "Examined by", required=True, ondelete="restrict",
        default=lambda self: self.env.user.org_unit_id.id,
    )  # fmt: skip
    # stored for the scope rule: else every list and count joins the archives
    archive_unit_id = fields.Many2one(
        related="archive_id.org_unit_id", string="Archive kept by", store=True, precompute=True
    )
    # stored as of the exam: a transfer of the archive doesn't move who lived where
    region_id = fields.Many2one(
        "cn.region", "Village", ondelete="restrict", compute="_compute_person", store=True,
        precompute=True,
    )  # fmt: skip
    doctor_id = fields.Many2one(
        "res.users", "Responsible doctor", ondelete="restrict", compute="_compute_doctor_id",
        store=True, readonly=False, precompute=True,
        help="Of the archive; of one without, the chief examiner who signs the report.",
    )  # fmt: skip
    package_ids = fields.Many2many(
        "health.exam.package", string="Packages", compute="_compute_package_ids", store=True,
        readonly=False, precompute=True,
    )  # fmt: skip
    note = fields.Text()

    _number_unique = models.UniqueIndex("(exam_number)", "Another exam has this number already.")
    _history = models.Index("(archive_id, date DESC, id DESC)")
    _unit_list = models.Index("(org_unit_id, date DESC, id DESC)")
    _village_list = models.Index("(region_id, date DESC)")

    @api.depends("archive_id", "date")
    def _compute_person(self):
        for exam in self:
            # sudo: of a resident whom the user may examine, also where he can't read the archive
            archive = exam.sudo().archive_id
            partner = archive.partner_id
            exam.sex = partner.sex
            date = exam.date or fields.Date.context_today(exam)
            exam.age = partner._get_age(date) if partner else False
            exam.region_id = exam.region_id or archive.region_id

    @api.depends("archive_id")
    def _compute_doctor_id(self):
        for exam in self:
            # sudo: as above; never who sits at the desk
            exam.doctor_id = exam.doctor_id or exam.sudo().archive_id.doctor_id

    @api.depends("archive_id")
    def _compute_package_ids(self):
        packages = self.env["health.exam.package"]
        proposed = {}
        for exam in self:
            if not exam.package_ids and exam.archive_id:
                # sudo: the groups decide what he is entitled to; sensitive ones are not among them
                partner = exam.sudo().archive_id.partner_id
                # of a list of hundreds many belong to the same groups
                key = (partner.population_tag_ids, partner.sex, exam.date)
                if key not in proposed:
                    proposed[key] = packages._get_proposed(partner, exam.date)
                exam.package_ids = proposed[key]

    @api.depends("exam_number", "archive_id")
    def _compute_display_name(self):
        for exam in self:
            exam.display_name = f"{exam.partner_id.name or ''} {exam.exam_number or ''}".strip()

    @api.onchange("partner_id")
    def _onchange_partner_id(self):
        self.archive_id = self.partner_id._get_exam_archive() if self.partner_id else False

    @api.constrains("date")
    def _check_date(self):
        for exam in self:
            # sudo: of a resident whom the user may examine, also where he can't read the archive
            exam.sudo().archive_id._check_dates_of_life(exam, "date")

    @api.model_create_multi
    def create(self, vals_list):
        self._check_may_register()
        vals_list = [self._complete_vals(vals) for vals in vals_list]
        if not self._is_server():
            self._check_not_entered({name for vals in vals_list for name in vals})
            self._check_links(vals_list)
        exams = super(HealthExam, self._as_server()).create(self._number(vals_list))
        return exams.with_env(self.env)

    @api.model
    def _complete_vals(self, vals):
        """What the client sent, with the archive, the unit and the day that number it."""
        vals = dict(vals)
        person = self.env["res.partner"].browse(vals.pop("partner_id", None))
        archive_id = vals.get("archive_id") or person._get_exam_archive().id
        given = {"archive_id": archive_id, "org_unit_id": self.env.user.org_unit_id.id}
        return given | {"date": fields.Date.context_today(self)} | vals

    @api.model
    def _number(self, vals_list):
        keys = [self._get_number_key(vals) for vals in vals_list]
        numbers = self.env["health.exam.counter"]._allocate(Counter(keys))
        return [
            vals | {"exam_number": numbers[key].pop(0)}
            for key, vals in zip(keys, vals_list, strict=True)
        ]

    @api.model
    def _get_number_key(self, vals):
        return self.env["org.unit"].browse(vals["org_unit_id"]), fields.Date.to_date(vals["date"])

    @api.ondelete(at_uninstall=False)
    def _unlink_except_always(self):
        if not self._is_server():
            raise UserError(self.env._("An exam is never deleted. Make it void and say why."))

    def copy(self, default=None):
        """:raise UserError: always; each exam is registered"""
        raise UserError(self.env._("An exam can't be duplicated: register a new one."))
