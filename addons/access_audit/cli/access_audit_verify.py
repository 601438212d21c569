import sys

from odoo import SUPERUSER_ID
from odoo.api import Environment
from odoo.cli.command import Command
from odoo.modules.registry import Registry
from odoo.tools import SQL, config


class AccessAuditVerify(Command):
    """Verify that no event and no seal of the access audit was altered.

    Prints what differs and ends with exit code 1 if anything does, if a seal given with --anchor is
    gone, or if the sealing job stands still.
    """

    name = "access_audit_verify"

    def __init__(self):
        super().__init__()
        add = self.parser.add_argument
        add("-c", "--config", help="configuration file")
        add("-d", "--database", required=True, help="the database to verify")
        add(
            "--first-seal",
            type=int,
            default=1,
            help="number of the first seal to verify, when older events are in the archive",
        )
        add(
            "--anchor",
            action="append",
            default=[],
            metavar="HASH",
            help="a seal that was kept elsewhere and must still be there; may be repeated",
        )

    def run(self, cmdargs):
        options = self.parser.parse_args(cmdargs)
        given = ["-c", options.config] if options.config else []
        config.parse_config([*given, "-d", options.database, "--no-http"], setup_logging=False)
        with Registry(options.database).cursor(readonly=True) as cr:
            env = Environment(cr, SUPERUSER_ID, {})
            lines = list(report(env, options.first_seal, options.anchor))
        sys.stdout.write("\n".join(lines or ["The access audit is intact."]) + "\n")
        sys.exit(int(bool(lines)))


def report(env, first_seal=1, anchors=()):
    """One line for everything that is not as it should be."""
    check = env["access.audit.check"]
    for difference in env["access.seal"]._verify(first_seal):
        yield check._describe(*difference)
    query = SQL("SELECT encode(hash, 'hex') FROM access_audit.seal")
    present = {seal for (seal,) in env.execute_query(query)}
    for anchor in anchors:
        if anchor not in present:
            yield env._("Seal %(seal)s is gone", seal=anchor)
    if env["access.seal"]._is_overdue():
        yield env._("No events have been sealed for 15 minutes")
