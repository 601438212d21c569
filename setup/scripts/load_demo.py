# The demo data of our add-ons (named in COUNTY_ADDONS), and only of ours: Odoo's own demo companies,
# in English, would drown it. It comes after the add-ons and not with them, because their words are
# translated last: what the demo story writes into chatters and findings would be half English.
import os

from odoo.modules.loading import load_demo
from odoo.modules.module_graph import ModuleGraph

graph = ModuleGraph(env.cr, mode="load")
graph.extend(env["ir.module.module"].search([("state", "=", "installed")]).mapped("name"))
for package in graph:
    if package.name in os.environ["COUNTY_ADDONS"].split(","):
        if not load_demo(env, package, {}, "init"):
            raise SystemExit(f"{package.name}: its demo data can't be loaded; the log says why")
# Add-ons that come later load theirs only where those they depend on have it.
env.cr.execute("UPDATE ir_module_module SET demo = true WHERE state = 'installed'")
env.cr.commit()
