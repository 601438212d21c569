# Once here instead of at the first page and in every browser test.
env["ir.qweb"]._pregenerate_assets_bundles()
env.cr.commit()
