from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError, ValidationError

from ..tools import check_person_name, split_name, to_pinyin

RESIDENT_USER = "resident.group_resident_user"
"""Group that the fields of a resident belong to: to others they do not exist on any path."""
SEXES = [("1", "Male"), ("2", "Female"), ("9", "Not stated"), ("0", "Unknown")]
"""GB/T 2261.1."""
STATES = [("present", "Lives here"), ("moved_out", "Moved out"), ("deceased", "Deceased")]


class ResPartner(models.Model):
    """A resident is a contact that only those see who work with people (resident_rules.xml)."""

    _name = "res.partner"
    _inherit = ["res.partner", "access.audit.mixin"]
    _audit_domain = [("is_resident", "=", True)]

    is_resident = fields.Boolean("Is a resident", index=True, copy=False)
    resident_unit_id = fields.Many2one(
        "org.unit", string="Unit in charge", index=True, ondelete="restrict", copy=False,
        groups=RESIDENT_USER, help="The clinic or hospital that looks after this resident.",
    )  # fmt: skip
    region_id = fields.Many2one(
        "cn.region", string="Village", index="btree_not_null", ondelete="restrict",
        groups=RESIDENT_USER,
    )  # fmt: skip
    birth_date = fields.Date(index="btree_not_null", groups=RESIDENT_USER)
    sex = fields.Selection(SEXES, groups=RESIDENT_USER)
    ethnic_group_id = fields.Many2one(
        "resident.ethnic.group", index="btree_not_null", groups=RESIDENT_USER
    )
    residence_type = fields.Selection(
        [("1", "Registered here"), ("2", "Not registered here")],
        "Residence",
        groups=RESIDENT_USER,
    )
    resident_state = fields.Selection(STATES, "Whereabouts", groups=RESIDENT_USER)
    death_date = fields.Date(groups=RESIDENT_USER)
    given_name = fields.Char(compute="_compute_name_parts", store=True, groups=RESIDENT_USER)
    name_initials = fields.Char(compute="_compute_name_parts", store=True, groups=RESIDENT_USER)
    name_pinyin = fields.Char(
        "Pinyin", compute="_compute_name_parts", store=True, groups=RESIDENT_USER
    )
    age = fields.Integer(
        compute="_compute_age", groups=RESIDENT_USER, help="In whole years, today or at death."
    )

    _resident_has_unit = models.Constraint(
        "CHECK (coalesce(is_resident, false) = (resident_unit_id IS NOT NULL))",
        "A resident needs the unit in charge, and no other contact has one.",
    )
    _resident_stands_alone = models.Constraint(
        "CHECK (NOT is_resident OR (parent_id IS NULL AND NOT is_company))",
        "A resident is a person and belongs to no company; use the household.",
    )
    _resident_died_after_birth = models.Constraint(
        "CHECK (death_date >= birth_date)", "Nobody dies before being born."
    )
    # IS TRUE as the ORM writes it: PostgreSQL takes a partial index only for the same words
    _resident_name_search = models.Index("(name text_pattern_ops) WHERE is_resident IS TRUE")
    _resident_given_search = models.Index("(given_name text_pattern_ops) WHERE is_resident IS TRUE")
    _resident_pinyin_search = models.Index(
        "(name_pinyin text_pattern_ops) WHERE is_resident IS TRUE"
    )
    _resident_initials_search = models.Index(
        "(name_initials text_pattern_ops, birth_date) WHERE is_resident IS TRUE"
    )
    _resident_phone_search = models.Index("(phone_sanitized) WHERE is_resident IS TRUE")
    _resident_unit_list = models.Index("(resident_unit_id, name, id) WHERE is_resident IS TRUE")

    @api.depends("name", "is_resident")
    def _compute_name_parts(self):
        for partner in self:
            name = partner.is_resident and partner.name
            partner.name_initials, partner.name_pinyin = to_pinyin(name) if name else (False, False)
            partner.given_name = split_name(name)[1] if name else False

    @api.depends("birth_date", "death_date")
    def _compute_age(self):
        today = fields.Date.context_today(self)
        for partner in self:
            partner.age = partner._get_age(partner.death_date or today)

    @api.constrains("birth_date", "death_date")
    def _check_past(self):
        today = fields.Date.context_today(self)
        for partner in self.filtered("is_resident"):
            for name in ("birth_date", "death_date"):
                if partner[name] and partner[name] > today:
                    raise ValidationError(
                        self.env._(
                            "“%(field)s” lies in the future: %(date)s.",
                            field=self._fields[name]._description_string(self.env),
                            date=partner[name],
                        )
                    )

    @api.constrains("name", "is_resident")
    def _check_resident_name(self):
        for partner in self.filtered("is_resident"):
            check_person_name(self.env, partner.name)

    @api.model
    def default_get(self, fields):
        """A form for a new resident starts with the user's unit, its village and who lives there."""
        values = super().default_get(fields)
        if self.env.context.get("default_is_resident"):
            unit = self.env.user.org_unit_id
            proposed = {
                "resident_unit_id": unit.id,
                "region_id": self._get_village(unit).id,
                "resident_state": "present",
                "ethnic_group_id": self._get_usual_ethnic_group(unit).id,
            } | self._get_searched_vals()
            values = {name: proposed[name] for name in proposed if name in fields} | values
        return values

    @api.model_create_multi
    def create(self, vals_list):
        vals_list = [self._prepare_resident_vals(vals) for vals in vals_list]
        only_residents = all(vals.get("is_resident") for vals in vals_list)
        # nothing about residents stands in messages, see also _track_prepare()
        quiet = self.with_context(tracking_disable=True) if only_residents else self
        partners = super(ResPartner, quiet).create(vals_list).with_env(self.env)
        partners.filtered("is_resident")._check_resident_scope()
        return partners

    def write(self, vals):
        if "is_resident" in vals and not self.env.su:
            self._check_may_turn(vals["is_resident"])
        if vals.get("name") and self._are_residents():
            vals = vals | {"name": check_person_name(self.env, vals["name"])}
        result = super().write(vals)
        if "resident_unit_id" in vals:
            # the record rule looks at the unit a resident comes from; this at the one he goes to
            self._check_resident_scope()
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_except_documented(self):
        for partner in self.filtered("is_resident").with_context(active_test=False):
            if partner.identity_ids or partner.population_tag_line_ids or partner.household_id:
                raise UserError(
                    self.env._(
                        "%(name)s has identity documents, population groups or a household and "
                        "cannot be deleted. Archive the resident, or merge it if somebody entered "
                        "the person twice.",
                        name=partner.name,
                    )
                )

    def _prepare_resident_vals(self, vals):
        if not vals.get("is_resident", self.env.context.get("default_is_resident")):
            return vals
        vals = vals | {"is_resident": True, "is_company": False}
        vals.pop("company_type", None)
        vals.setdefault("resident_unit_id", self.env.user.org_unit_id.id)
        vals.setdefault("resident_state", "present")
        if "region_id" not in vals:
            unit = self.env["org.unit"].browse(vals["resident_unit_id"])
            vals["region_id"] = self._get_village(unit).id
        if vals.get("name"):
            vals["name"] = check_person_name(self.env, vals["name"])
        return vals

    @api.model
    def _get_village(self, unit):
        """The village a unit stands for; none for a hospital or bureau, whose region is wider."""
        return unit.region_id.filtered(lambda region: region.level == "village")

    @api.model
    def _get_usual_ethnic_group(self, unit):
        """The ethnic group of more than half of a unit's residents; none when there is no such."""
        domain = [("resident_unit_id", "=", unit.id), ("is_resident", "=", True)]
        groups = self._read_group(domain, ["ethnic_group_id"], ["__count"], order="__count DESC")
        total = sum(count for _group, count in groups)
        usual = [group for group, count in groups[:1] if count * 2 > total]
        return usual[0] if usual else self.env["resident.ethnic.group"]

    def _check_resident_scope(self):
        """:raise AccessError: a unit in charge is out of the user's scope"""
        if not self or self.env.su:
            return
        if not set(self.resident_unit_id.ids) <= set(self.env.user._get_resident_unit_ids()):
            raise AccessError(
                self.env._("You may enter residents only for your own unit and those below it.")
            )

    def _check_may_turn(self, is_resident):
        if self.filtered(lambda partner: partner.is_resident != bool(is_resident)):
            raise AccessError(self.env._("A contact is a resident from the beginning or never."))

    def _are_residents(self):
        return bool(self) and all(partner.is_resident for partner in self)

    def _get_age(self, date):
        """Whole years of age on ``date``; 0 when the birth date is unknown."""
        self.ensure_one()
        born = self.birth_date
        if not born:
            return 0
        return date.year - born.year - ((date.month, date.day) < (born.month, born.day))
