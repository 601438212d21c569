from odoo import fields, models
from odoo.tools import SQL

from .equipment_allocation import SITE_KINDS


class EquipmentKitTemplate(models.Model):
    _inherit = "equipment.kit.template"

    site_kinds = fields.Selection(
        SITE_KINDS,
        string="Each should have one",
        help="Which sites are looked at in the list “Sites without a kit”; empty for kits that not "
        "every site needs.",
    )


class EquipmentSiteCover(models.Model):
    """Which site has a kit of its own, which shares one, and which has none."""

    _name = "equipment.site.cover"
    _description = "Kit Cover of a Site"
    _auto = False
    _order = "hospital_id, unit_id, template_id"
    _rec_name = "unit_id"
    _depends = {
        "equipment.kit": ["using_unit_id", "template_id", "active"],
        "equipment.kit.template": ["site_kinds", "active"],
        "equipment.rota": ["kit_id", "active"],
        "equipment.rota.member": ["rota_id", "unit_id"],
        "org.unit": ["kind", "active", "parent_id"],
    }

    unit_id = fields.Many2one("org.unit", string="Site", readonly=True)
    hospital_id = fields.Many2one("org.unit", readonly=True)
    kind = fields.Selection(related="unit_id.kind")
    template_id = fields.Many2one("equipment.kit.template", string="Kit", readonly=True)
    kit_count = fields.Integer(string="Own kits", readonly=True)
    site_count = fields.Integer(string="Sites", readonly=True)
    shared_kit_id = fields.Many2one("equipment.kit", string="Shares", readonly=True)
    shared_number = fields.Char(string="Shared kit", readonly=True)
    cover = fields.Selection(
        [("own", "Has its own"), ("shared", "Shares one"), ("none", "None")], readonly=True
    )

    @property
    def _table_query(self):
        return SQL(
            """
            SELECT row_number() OVER (ORDER BY template.id, site.id) AS id,
                   site.id AS unit_id,
                   CASE WHEN site.kind = 'village_clinic' THEN site.parent_id ELSE site.id END
                       AS hospital_id,
                   template.id AS template_id,
                   1 AS site_count,
                   COALESCE(own.kit_count, 0) AS kit_count,
                   shared.kit_id AS shared_kit_id,
                   shared.asset_number AS shared_number,
                   CASE WHEN own.kit_count > 0 THEN 'own'
                        WHEN shared.kit_id IS NOT NULL THEN 'shared'
                        ELSE 'none' END AS cover
              FROM equipment_kit_template template
              JOIN org_unit site ON site.active AND (
                   site.kind = 'village_clinic'
                   OR template.site_kinds = 'all'
                      AND site.kind IN ('township_hospital', 'community_center'))
         LEFT JOIN (SELECT using_unit_id, template_id, COUNT(*) AS kit_count
                      FROM equipment_kit
                     WHERE active
                  GROUP BY using_unit_id, template_id) own
                ON own.using_unit_id = site.id AND own.template_id = template.id
         LEFT JOIN LATERAL (
                   SELECT kit.id AS kit_id, kit.asset_number
                     FROM equipment_rota_member member
                     JOIN equipment_rota rota ON rota.id = member.rota_id AND rota.active
                     JOIN equipment_kit kit ON kit.id = rota.kit_id AND kit.active
                    WHERE member.unit_id = site.id AND kit.template_id = template.id
                 ORDER BY kit.id
                    LIMIT 1) shared ON TRUE
             WHERE template.active AND template.site_kinds IS NOT NULL
            """
        )
