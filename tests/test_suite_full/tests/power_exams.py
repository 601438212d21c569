"""Exams that wait for their blood counts, made and committed in a database; writes one JSON line.

Run as ``python power_exams.py <database> <how many>``; prints the numbers of their blood samples.
"""

import json
import sys

from odoo import SUPERUSER_ID, api, fields
from odoo.modules.registry import Registry
from odoo.tools import config

DAYS = 40
"""Days ago: nobody of the demonstration was examined then."""


def main(database, count):
    config.parse_config(["-c", "odoo.conf", "-d", database, "--no-http", "--log-level=error"])
    with Registry(database).cursor() as cr:
        env = api.Environment(cr, SUPERUSER_ID, {})
        source = env.ref("device_message.device_source_lis_demo")
        archives = env["health.archive"].search(
            [("state", "=", "active"), ("partner_id.birth_date", "<", "1962-01-01")], limit=count
        )
        day = fields.Date.subtract(fields.Date.today(), days=DAYS)
        unit = {"org_unit_id": source.org_unit_id.id, "date": day}
        exams = env["health.exam"].create([{"archive_id": one.id} | unit for one in archives])
        samples = exams.sample_ids.filtered(lambda sample: sample.code == "blood")
        for sample in samples:
            sample._take("name")
        numbers = samples.mapped("number")
    sys.stdout.write(json.dumps(numbers) + "\n")


main(sys.argv[1], int(sys.argv[2]))
