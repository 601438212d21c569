# Once here instead of at the first page and in every browser test. Odoo has a list of its own for
# this; it holds its unit tests too, and lacks what a page fetches later.
SCRIPTS = (
    "bus.websocket_worker_assets",
    "web.__assets_tests_call__",
    "web.assets_backend_lazy",
    "web.assets_emoji",
    "web.assets_frontend_lazy",
    "web.assets_frontend_minimal",
    "web.assets_tests",
    "web.assets_web",
    "web.chartjs_lib",
    "web.fullcalendar_lib",
    "web.report_assets_common",
)
STYLES = (
    "web.assets_backend_lazy",
    "web.assets_frontend",
    "web.assets_web",
    "web.assets_web_print",
    "web.report_assets_common",
    "web.report_assets_pdf",
)
PRINTED = ("web.report_assets_common", "web.report_assets_pdf")
templates = env["ir.qweb"]
for bundle in SCRIPTS:
    templates._get_asset_bundle(bundle, css=False, js=True).js()
for bundle in STYLES:
    templates._get_asset_bundle(bundle, css=True, js=False).css()
for bundle in PRINTED:
    templates._get_asset_bundle(bundle, css=True, js=False, autoprefix=True).css()
env.cr.commit()
