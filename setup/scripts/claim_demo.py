# Odoo loads an add-on's demo data only where the demo data of what it depends on is loaded as
# well. Odoo's own demo companies, in English, would drown ours: they are claimed, not loaded.
env.cr.execute("UPDATE ir_module_module SET demo = true WHERE state = 'installed'")
env.cr.commit()
