from odoo import api, fields, models
from odoo.exceptions import ValidationError

LEVELS = ["province", "city", "county", "township", "village"]


class CnRegion(models.Model):
    _name = "cn.region"
    _description = "Region"
    _parent_store = True
    _order = "code"
    _rec_name = "complete_name"
    _rec_names_search = ["complete_name", "code"]

    name = fields.Char(required=True, index="trigram")
    complete_name = fields.Char(
        "Full Name",
        compute="_compute_complete_name",
        store=True,
        recursive=True,
        index="trigram",
    )
    code = fields.Char(
        "Statistical Code",
        required=True,
        copy=False,
        help="GB/T 2260: six digits for provinces, cities and counties; nine for townships "
        "(GB/T 10114); twelve for villages.",
    )
    archive_prefix = fields.Char(
        copy=False,
        help="The twelve digits that health archive numbers of this village start with. "
        "Their last three differ from the statistical code.",
    )
    level = fields.Selection(
        [
            ("province", "Province"),
            ("city", "City"),
            ("county", "County"),
            ("township", "Township"),
            ("village", "Village"),
        ],
        compute="_compute_level",
        store=True,
        index=True,
    )
    parent_id = fields.Many2one("cn.region", index=True, ondelete="restrict")
    parent_path = fields.Char(index=True)
    child_ids = fields.One2many("cn.region", "parent_id", "Contains")
    child_count = fields.Integer("Number Contained", compute="_compute_child_count")
    urban_rural_class = fields.Selection(
        [
            ("111", "111 Main urban area"),
            ("112", "112 Urban-rural fringe"),
            ("121", "121 Town centre"),
            ("122", "122 Town-rural fringe"),
            ("123", "123 Special area"),
            ("210", "210 Township centre"),
            ("220", "220 Village"),
        ],
        "Urban-Rural Class",
        help="Classification of the National Bureau of Statistics.",
    )
    verified = fields.Boolean(help="The code was compared with the official list.")
    source = fields.Char(help="Where the code comes from.")
    active = fields.Boolean(default=True)

    _code_unique = models.UniqueIndex("(code)", "Another region has this code already.")
    _code_format = models.Constraint(
        "CHECK (code ~ '^([0-9]{6}|[0-9]{9}|[0-9]{12})$')",
        "A region code has 6, 9 or 12 digits.",
    )
    _archive_prefix_unique = models.UniqueIndex(
        "(archive_prefix) WHERE archive_prefix IS NOT NULL",
        "Another village has this archive prefix already.",
    )
    _archive_prefix_format = models.Constraint(
        "CHECK (archive_prefix ~ '^[0-9]{12}$')",
        "An archive prefix has 12 digits.",
    )

    @api.depends("name", "parent_id.complete_name")
    def _compute_complete_name(self):
        for region in self:
            region.complete_name = (region.parent_id.complete_name or "") + (region.name or "")

    @api.depends("complete_name", "name", "parent_id.name")
    @api.depends_context("short_region")
    def _compute_display_name(self):
        """Full name; where a list has little room, with ``short_region``, only township and village."""
        super()._compute_display_name()
        if self.env.context.get("short_region"):
            for region in self.filtered(lambda region: region.level == "village"):
                township = region.parent_id.name or ""
                region.display_name = township + region.name.removeprefix(township)

    @api.depends("code")
    def _compute_level(self):
        for region in self:
            region.level = self._level_of(region.code or "")

    @api.depends("child_ids")
    def _compute_child_count(self):
        counts = dict(self._read_group([("parent_id", "in", self.ids)], ["parent_id"], ["__count"]))
        for region in self:
            region.child_count = counts.get(region, 0)

    @api.constrains("parent_id", "code")
    def _check_parent(self):
        for region in self.filtered("parent_id"):
            if LEVELS.index(region.parent_id.level) >= LEVELS.index(region.level):
                raise ValidationError(
                    self.env._(
                        "%(region)s (%(code)s) cannot lie inside %(parent)s (%(parent_code)s), "
                        "which is not of a higher level.",
                        region=region.name,
                        code=region.code,
                        parent=region.parent_id.name,
                        parent_code=region.parent_id.code,
                    ),
                )

    @api.onchange("code")
    def _onchange_code(self):
        if not self.parent_id and self.code:
            self.parent_id = self._find_parent(self.code)

    def action_open_children(self):
        """Open the regions directly inside this one."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id("l10n_cn_civil.cn_region_action")
        return {
            **action,
            "name": self.name,
            "domain": [("parent_id", "=", self.id)],
            "context": {"default_parent_id": self.id},
        }

    @api.model
    def _level_of(self, code):
        """Level that a statistical code of 6, 9 or 12 digits stands for."""
        if len(code) > 6:
            return "village" if len(code) > 9 else "township"
        if code.endswith("0000"):
            return "province"
        return "city" if code.endswith("00") else "county"

    @api.model
    def _parent_codes(self, code):
        """Codes of possible parents, nearest first: a county may lie directly in a province."""
        if len(code) > 6:
            return [code[:-3]]
        codes = [f"{code[:4]}00", f"{code[:2]}0000"]
        return [parent for parent in codes if parent != code]

    @api.model
    def _find_parent(self, code):
        regions = self.search([("code", "in", self._parent_codes(code))])
        return max(regions, key=lambda region: LEVELS.index(region.level), default=self.browse())
