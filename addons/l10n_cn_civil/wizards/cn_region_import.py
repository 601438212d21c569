import re

from odoo import models
from odoo.exceptions import ValidationError

from odoo.addons.safe_spreadsheet.tools import Column

from ..models.cn_region import LEVELS

URBAN_RURAL_HEADING = "城乡分类"


class CnRegionImport(models.TransientModel):
    """Import the official list, as the statistical offices hand it out.

    A known code is updated. A region that was shipped or entered under an unverified code is
    recognised by its name inside its parent and receives the official code.
    """

    _name = "cn.region.import"
    _inherit = "safe_spreadsheet.import.mixin"
    _description = "Import Regions"

    def _get_columns(self):
        return [
            Column("code", ("代码", "统计用区划代码", "区划代码"), required=True),
            Column("name", ("名称", "区划名称"), required=True),
            Column("parent_code", ("上级代码",)),
            Column("urban_rural_class", (URBAN_RURAL_HEADING, "城乡分类代码")),
            Column("archive_prefix", ("档案编号前缀", "健康档案前缀")),
        ]

    def _import_rows(self, rows):
        """Write level by level, so that parents exist before their children."""
        entries = {}
        for row in rows:
            entry = self._prepare_entry(row.values)
            if entry["code"] in entries:
                raise ValidationError(
                    self.env._(
                        "Code %(code)s stands in the file twice. Please keep one row.",
                        code=entry["code"],
                    ),
                )
            entries[entry["code"]] = entry
        for level in LEVELS:
            self._write_level([entry for entry in entries.values() if entry["level"] == level])

    def _prepare_entry(self, values):
        region = self.env["cn.region"]
        code = self._short_code(values["code"])
        parent_code = values["parent_code"] and self._short_code(values["parent_code"])
        return {
            "code": code,
            "level": region._level_of(code),
            "parent_codes": [parent_code] if parent_code else region._parent_codes(code),
            "parent_is_given": bool(parent_code),
            "vals": {
                "code": code,
                "name": values["name"],
                "verified": True,
                "source": self.filename,
                **self._optional_values(values),
            },
        }

    def _optional_values(self, values):
        classes = dict(self.env["cn.region"]._fields["urban_rural_class"].selection)
        urban_rural_class = values["urban_rural_class"]
        if urban_rural_class and urban_rural_class not in classes:
            raise ValidationError(
                self.env._(
                    "“%(value)s” is no urban-rural class; please use one of %(classes)s.",
                    value=urban_rural_class,
                    classes=", ".join(classes),
                ),
            )
        names = ("urban_rural_class", "archive_prefix")
        return {name: values[name] for name in names if values[name]}

    def _short_code(self, code):
        """Code without the zeros that fill short codes up to twelve digits."""
        code = re.sub(r"\s", "", code)
        if not re.fullmatch(r"\d{6}(\d{3}){0,2}", code, re.ASCII):
            raise ValidationError(
                self.env._(
                    "“%(code)s” is no region code; it has 6, 9 or 12 digits. Please correct it.",
                    code=code,
                ),
            )
        while len(code) > 6 and code.endswith("000"):
            code = code[:-3]
        return code

    def _write_level(self, entries):
        if not entries:
            return
        parents = self._find_by_code({code for entry in entries for code in entry["parent_codes"]})
        known = self._find_by_code({entry["code"] for entry in entries})
        unverified = self._find_unverified(parents.values())
        to_create = []
        for entry in entries:
            parent = self._parent_of(entry, parents)
            vals = {**entry["vals"], "parent_id": parent.id}
            region = known.get(entry["code"]) or unverified.get((parent, vals["name"]))
            if region:
                region.write(vals)
            else:
                to_create.append(vals)
        self.env["cn.region"].create(to_create)

    def _find_by_code(self, codes):
        regions = self.env["cn.region"].with_context(active_test=False)
        return {region.code: region for region in regions.search([("code", "in", list(codes))])}

    def _find_unverified(self, parents):
        regions = self.env["cn.region"].search(
            [("verified", "=", False), ("parent_id", "in", [parent.id for parent in parents])],
        )
        return {(region.parent_id, region.name): region for region in regions}

    def _parent_of(self, entry, parents):
        parent = next((parents[code] for code in entry["parent_codes"] if code in parents), None)
        if parent is None and (entry["parent_is_given"] or entry["level"] != "province"):
            raise ValidationError(
                self.env._(
                    "The region %(parent)s above %(code)s is missing. Please import it as well.",
                    parent=entry["parent_codes"][0],
                    code=entry["code"],
                ),
            )
        return parent or self.env["cn.region"]
