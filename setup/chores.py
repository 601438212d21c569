"""`make bench`, `make shell` and `make export`."""

from . import addons, database, odoo_cli, postgres
from .console import Stop, run, say
from .places import ODOO_CONF, ROOT

BENCH_DATABASE = "county_bench"


def bench() -> int:
    """Run every file of tests/bench in an Odoo shell on a fresh copy of the demo data."""
    failed = 0
    odoo_cli.add_test_addons()
    with postgres.server():
        template = database.full()
        for path in sorted((ROOT / "tests" / "bench").glob("*.py")):
            database.clone(template, BENCH_DATABASE)
            say(f"▸ {path.name}")
            with path.open("rb") as source:
                failed |= odoo_cli.interactive(BENCH_DATABASE, "--log-level=warn", stdin=source)
        database.drop(BENCH_DATABASE)
    return failed


def shell(db: str) -> int:
    with postgres.server():
        _check(db)
        return odoo_cli.interactive(db)


def export(db: str, addon: str) -> int:
    """Rewrite an add-on's zh_CN.po from the database: new terms come in empty, old ones go."""
    name = addon.rstrip("/").rpartition("/")[2]
    if name not in addons.find():
        raise Stop(
            "请指定模块：make export T=addons/evidence", "Name one of our add-ons: T=addons/…"
        )
    with postgres.server():
        _check(db)
        run(
            odoo_cli.command("i18n", "export", "-c", ODOO_CONF, "-d", db, name, "-l", "zh_CN"),
            log="export",
            chinese="导出术语失败",
            english="the terms could not be exported",
            cwd=ROOT,
        )
    return 0


def _check(db: str) -> None:
    if not database.exists(db):
        raise Stop(f"数据库 {db} 不存在，请先执行 make run。", f"No database {db}: make run first.")
