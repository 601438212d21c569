# A database copied from a template must not share its secrets (session and token signatures).
env["ir.config_parameter"].init(force=True)
env.cr.commit()
