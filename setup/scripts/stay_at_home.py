# Odoo installs add-ons by itself that call services on the internet. A health bureau's server
# stands in a closed network and holds personal data, so they go; uninstalling is what an
# administrator would do too, and it holds for an existing Odoo checkout as well.
CALLING_HOME = [
    "google_gmail",
    "iap",  # and with it what depends on it: sms, snailmail, partner_autocomplete
    "microsoft_outlook",
    "web_unsplash",
]
# Its greeting covers the whole screen of a phone at the first login.
IN_THE_WAY = ["mail_bot"]
CRONS = [
    "mail.ir_cron_module_update_notification",  # reports the database to the publisher
    "digest.ir_cron_digest_scheduler_action",  # mails with pictures from the publisher's server
]
for xml_id in CRONS:
    if cron := env.ref(xml_id, raise_if_not_found=False):
        cron.active = False
env.cr.commit()
env["ir.module.module"].search(
    [("name", "in", CALLING_HOME + IN_THE_WAY), ("state", "=", "installed")],
).button_immediate_uninstall()
env.cr.commit()
