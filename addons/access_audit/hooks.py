from odoo.tools import file_open


def _pre_init_audit_schema(env):
    """Make the audit's schema unless the database administrator has already made it.

    Made here by an ordinary role it belongs to the application, which the auditor's screen says;
    see ``privileged.sql``.
    """
    env.cr.execute("SELECT to_regnamespace('access_audit')")
    if env.cr.fetchone()[0] is None:
        with file_open("access_audit/privileged.sql") as file:
            env.cr.execute(file.read())


def _post_init_first_seal(env):
    """From the first minute on the chain has a beginning."""
    env["access.seal"]._make_seal()
