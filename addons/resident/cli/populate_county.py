"""``odoo populate_county``: a synthetic county to measure and to train with."""

import sys

from odoo import SUPERUSER_ID, api
from odoo.cli import Command
from odoo.exceptions import UserError
from odoo.modules.registry import Registry
from odoo.tools import config


class PopulateCounty(Command):
    """Fill a database with a county of people who don't exist

    The same people for the same seed and day: households, identity numbers that nobody has, a
    telephone each, population groups, one in a hundred entered twice, and whatever the installed
    add-ons add. All or nothing; never in a database with real residents.
    """

    name = "populate_county"

    def run(self, args):
        add = self.parser.add_argument
        add("-c", "--config", help="configuration file of Odoo")
        add("-d", "--database", required=True)
        add("--residents", type=int, default=350_000, help="how many people (%(default)s)")
        add("--villages", type=int, default=180, help="in how many villages (%(default)s)")
        add("--seed", type=int, default=1, help="another number makes another county")
        add("--force", action="store_true", help="add more people to a populated database")
        options = self.parser.parse_args(args)
        if not 0 < options.villages <= options.residents:
            self.parser.error("every village needs at least one resident")
        given = ["-c", options.config] if options.config else []
        config.parse_config([*given, "-d", options.database, "--no-http"], setup_logging=True)
        registry = Registry(options.database)
        if "synthetic.county" not in registry:
            sys.exit(f"The add-on “resident” is not installed in {options.database}.")
        with registry.cursor() as cr:
            users = api.Environment(cr, SUPERUSER_ID, {})["res.users"]
            self._populate(
                users.with_context(**users.context_get()).env["synthetic.county"], options
            )

    def _populate(self, county, options):
        try:
            county._check_may_populate(options.force)
        except UserError as error:
            sys.exit(str(error))
        totals = county._populate(
            options.residents,
            options.villages,
            options.seed,
            lambda done: sys.stderr.write(f"\r{done:,} / {options.residents:,}"),
        )
        lines = (f"{count:>10,} {county.env[name]._description}" for name, count in totals.items())
        sys.stdout.write("\n" + "\n".join(lines) + "\n")
