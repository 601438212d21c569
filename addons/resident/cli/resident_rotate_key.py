"""``odoo resident_rotate_key``: encrypt all identity numbers with a new key."""

import os
import sys

from odoo import SUPERUSER_ID, api
from odoo.cli import Command
from odoo.modules.registry import Registry
from odoo.tools import config

BATCH = 5000


def say(line):
    sys.stdout.write(f"{line}\n")


class ResidentRotateKey(Command):
    """Encrypt all identity numbers with a new key"""

    name = "resident_rotate_key"

    def run(self, args):
        self.parser.add_argument("-c", "--config", help="configuration file of Odoo")
        self.parser.add_argument("-d", "--database", required=True)
        self.parser.add_argument(
            "--index",
            action="store_true",
            help="renew the blind index instead: one transaction, nobody can write meanwhile",
        )
        options = self.parser.parse_args(args)
        config.parse_config(
            [
                *(("-c", options.config) if options.config else ()),
                "-d",
                options.database,
                "--no-http",
            ],
            setup_logging=True,
        )
        registry = Registry(options.database)
        if "resident.identity" not in registry:
            sys.exit(f"The add-on “resident” is not installed in {options.database}.")
        with registry.cursor() as cr:
            documents = api.Environment(cr, SUPERUSER_ID, {})["resident.identity"]
            self._renew_index(documents) if options.index else self._rotate(documents)

    def _rotate(self, documents):
        """Add a key, or go on where an earlier run was interrupted; the former keys stay."""
        # only now, because importing the add-on needs Odoo's configuration; by its full name, because
        # Odoo loads a command as if it were its own
        # pylint: disable-next=odoo-addons-relative-import
        from odoo.addons.resident.tools.vault import KEY_FILE, Vault

        if documents._has_former_keys():
            say(f"Going on with the key {Vault.load().current}.")
        else:
            say(f"New key: {Vault.add_key(os.environ[KEY_FILE])}.")
        after_id, total, more = 0, 0, True
        while more:
            after_id, changed = documents._encrypt_again(after_id, BATCH)
            documents.env.cr.commit()
            total, more = total + changed, after_id
        say(f"{total} numbers encrypted. Keep the former keys as long as you keep old backups.")

    def _renew_index(self, documents):
        """The key file changes just before the commit; after a crash in between, run it again."""
        # pylint: disable-next=odoo-addons-relative-import
        from odoo.addons.resident.tools.vault import KEY_FILE, Vault

        path = os.environ[KEY_FILE]
        with Vault.renewing_index(path) as renewed:
            count = documents._renew_index(renewed)
        documents.env.cr.commit()
        say(f"{count} numbers indexed with a new key.")
