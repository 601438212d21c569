"""A database of a test's own, for what needs committed data and real processes."""

import os
import shutil
from contextlib import closing
from pathlib import Path

import psycopg2

from odoo.tools import config


def clone_template(case, database):
    """Copy the test template for a test class; it is dropped when the class is done.

    :param case: the class
    """
    template = os.environ.get("COUNTY_TEST_TEMPLATE")
    if not template:
        raise AssertionError("run through `make test`, which names the template to clone")
    execute(f'DROP DATABASE IF EXISTS "{database}" WITH (FORCE)')
    execute(f'CREATE DATABASE "{database}" TEMPLATE "{template}"')
    case.addClassCleanup(execute, f'DROP DATABASE IF EXISTS "{database}" WITH (FORCE)')
    files = Path(config.filestore(database))
    case.addClassCleanup(shutil.rmtree, files, ignore_errors=True)
    if Path(config.filestore(template)).exists():
        shutil.copytree(
            config.filestore(template), files, copy_function=os.link, dirs_exist_ok=True
        )


def execute(statement, database="postgres", parameters=None):
    """Run a statement at once, in a transaction of its own; its rows if it has any."""
    with closing(psycopg2.connect(dbname=database)) as connection:
        connection.autocommit = True
        with connection.cursor() as cursor:
            cursor.execute(statement, parameters)
            return cursor.fetchall() if cursor.description else []
