# Demo data of our add-ons, once they are translated: loaded in one step with the add-ons, what the
# demo story writes into chatters and findings would carry English words. All other add-ons have
# their demo data claimed (claim_demo.py).
from odoo.modules.loading import load_demo
from odoo.modules.module_graph import ModuleGraph

env.cr.execute("SELECT name, demo FROM ir_module_module WHERE state = 'installed'")
claimed = dict(env.cr.fetchall())
graph = ModuleGraph(env.cr, mode="load")
graph.extend(list(claimed))
for package in graph:
    if not claimed[package.name]:
        load_demo(env, package, {}, "init")
env.cr.execute("UPDATE ir_module_module SET demo = true WHERE state = 'installed'")
env.cr.commit()
