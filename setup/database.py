"""Databases: built once under a temporary name, renamed when complete, cloned from then on.

    base   Odoo and third-party add-ons, in Chinese, without demo data
    full   base + all our add-ons with demo data      -> cloned as the demo database
    tests  full + the add-ons in tests/ and assets    -> cloned for every test run

A template's name carries the fingerprint of all that went into it. What a cloned database holds is
written in its comment, so that only add-ons that changed are updated.
"""

import fcntl
import hashlib
import json
import os
import re
import shutil
from contextlib import closing, contextmanager

import psycopg2
from psycopg2 import sql

from . import addons, keys, odoo_cli, postgres
from .console import Stop, say, step
from .places import ROOT, RUN, filestore, odoo_home

PREFIX = "county"
NAME = re.compile("[a-z][a-z0-9_]{0,40}")
INGREDIENTS = ("requirements.txt", "oca-requirements.txt", "setup/scripts", "setup/database.py")


def base() -> str:
    own = addons.find()
    modules = addons.third_party(own | addons.find(addons.TESTS))
    name = f"{PREFIX}_base_{_fingerprint(modules)}"

    def build(database: str) -> None:
        with step("创建中文基础数据库", "database in Chinese"):
            # web comes with base; nothing else may precede the company's country.
            odoo_cli.install(database, ["base"], "--load-language=zh_CN", log=name)
            odoo_cli.script(database, "prepare_company.py", log=name)
        with step(f"安装 Odoo 标准模块（{len(modules)} 个）", "Odoo's own add-ons"):
            odoo_cli.install(database, modules, log=name)
            odoo_cli.script(database, "stay_at_home.py", log=name)

    return _template(name, build)


def full() -> str:
    own = addons.find()
    parent = base()
    parts = [parent, addons.fingerprints(own), keys.fingerprint()]
    name = f"{PREFIX}_full_{_fingerprint(parts)}"

    def build(database: str) -> None:
        clone(parent, database)
        with step(f"安装本套件（{len(own)} 个模块）和演示数据", "our add-ons with demo data"):
            _run_privileged(database, own)
            odoo_cli.install(database, list(own), log=name)
            os.environ["COUNTY_ADDONS"] = ",".join(own)
            odoo_cli.script(database, "load_demo.py", log=name)

    return _template(name, build)


def tests() -> str:
    parent = full()
    own = addons.find(addons.TESTS)
    name = f"{PREFIX}_test_{_fingerprint([parent, addons.fingerprints(own)])}"

    def build(database: str) -> None:
        clone(parent, database)
        if own:
            with step(f"安装测试模块（{len(own)} 个）", "test add-ons"):
                odoo_cli.install(database, list(own), "--with-demo", log=name)
        _build_assets(database, log=name)

    return _template(name, build)


def install_logs() -> list[str]:
    """Names of the logs of how the test template came about."""
    return list(dict.fromkeys((base(), full(), tests())))


def demo(name: str) -> None:
    """The demo database, up to date with the add-ons on disk."""
    if not NAME.fullmatch(name) or name.startswith(PREFIX):
        raise Stop(
            f"数据库名 {name} 无效：请用小写字母、数字和下划线，例如 DB=demo2",
            f"{name} is no good database name: use lower-case letters, digits, _; like DB=demo2",
        )
    if not exists(name):
        source = full()
        with step(f"复制演示数据库 {name}", "demo database"):
            clone(source, f"{name}_building")
            odoo_cli.script(f"{name}_building", "new_identity.py", log="demo")
        _build_assets(f"{name}_building", log="demo")
        _remember(f"{name}_building", addons.fingerprints(addons.find()))
        _rename(f"{name}_building", name)
        return
    _update(name)


def _build_assets(name: str, *, log: str) -> None:
    # Last, because installing an add-on throws the built ones away.
    with step("生成网页资源", "web assets"):
        odoo_cli.script(name, "build_assets.py", log=log)


def _update(name: str) -> None:
    installed = _recall(name)
    if installed is None:
        raise Stop(
            f"数据库 {name} 不是由 make run 创建的，不做任何修改；请换名：make run DB=demo2",
            f"Database {name} was not made by `make run` and is left alone; name another: DB=demo2",
        )
    present = addons.fingerprints(addons.find())
    changed = [
        module for module in present if module in installed and present[module] != installed[module]
    ]
    new = [module for module in present if module not in installed]
    if gone := sorted(set(installed) - set(present)):
        say(f"  模块已不在目录中：{'、'.join(gone)}；如需全新演示库请 make clean", "(add-ons gone)")
    if changed:
        with step(f"更新已修改的模块：{'、'.join(changed)}", "changed add-ons"):
            odoo_cli.install(name, changed, "--with-demo", log="update", update=True)
    if new:
        with step(f"安装新增模块：{'、'.join(new)}", "new add-ons"):
            _run_privileged(name, {module: addons.find()[module] for module in new})
            odoo_cli.install(name, new, "--with-demo", log="update")
    if changed or new:
        _remember(name, present)


def _run_privileged(name: str, own: dict) -> None:
    """As the administrator, where there is one; else the add-ons make do with Odoo's own role."""
    if administrator := postgres.administrator():
        with closing(psycopg2.connect(dbname=name, user=administrator)) as connection:
            for script in addons.privileged_scripts(own):
                with connection, connection.cursor() as cursor:
                    cursor.execute(script.read_text())


def clone(source: str, target: str) -> None:
    """Copy a database; its files are hard links, Odoo never writes into an existing one."""
    drop(target)
    _execute("CREATE DATABASE {} TEMPLATE {}", target, source)
    if filestore(source).exists():
        shutil.copytree(filestore(source), filestore(target), copy_function=os.link)


def drop(name: str) -> None:
    _execute("DROP DATABASE IF EXISTS {} WITH (FORCE)", name)
    shutil.rmtree(filestore(name), ignore_errors=True)


def exists(name: str) -> bool:
    return name in _names()


def logins(name: str) -> list[tuple[str, str]]:
    """(login, role names) of the users that our demo data made."""
    query = """
        SELECT u.login, string_agg(DISTINCT COALESCE(g.name->>'zh_CN', g.name->>'en_US'), '、')
          FROM res_users u
          JOIN ir_model_data ud ON ud.model = 'res.users' AND ud.res_id = u.id
     LEFT JOIN res_groups_users_rel r ON r.uid = u.id
     LEFT JOIN ir_model_data gd ON gd.model = 'res.groups' AND gd.res_id = r.gid
                               AND gd.module = ANY(%s)
     LEFT JOIN res_groups g ON g.id = gd.res_id
         WHERE ud.name LIKE '%%\\_demo' AND ud.module = ANY(%s) AND u.active
      GROUP BY u.id, ud.module ORDER BY ud.module, u.id
    """
    own = list(addons.find())
    with closing(psycopg2.connect(dbname=name)) as connection, connection.cursor() as cursor:
        cursor.execute(query, [own, own])
        return [(login, roles or "") for login, roles in cursor.fetchall()]


def _template(name: str, build) -> str:
    with _alone():
        if not exists(name):
            _drop_earlier(name)
            build(f"{name}_building")
            _rename(f"{name}_building", name)
    return name


def _drop_earlier(name: str) -> None:
    """Drop templates of earlier states, finished or not."""
    kind = name.rsplit("_", 1)[0]
    for old in _names():
        # On a shared server another checkout may still use them.
        if old.startswith(f"{kind}_" if postgres.is_own() else name):
            drop(old)
    for log in odoo_cli.log_path(name).parent.glob(f"{kind}_*.log"):
        log.unlink()


@contextmanager
def _alone():
    """Wait while another `make` in this folder builds a template."""
    RUN.mkdir(parents=True, exist_ok=True)
    with (RUN / "building.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _rename(old: str, new: str) -> None:
    filestore(new).parent.mkdir(parents=True, exist_ok=True)
    shutil.rmtree(filestore(new), ignore_errors=True)
    if filestore(old).exists():
        filestore(old).rename(filestore(new))
    _execute("ALTER DATABASE {} RENAME TO {}", old, new)


def _remember(name: str, fingerprints: dict[str, str]) -> None:
    _execute("COMMENT ON DATABASE {} IS %s", name, values=[json.dumps(fingerprints)])


def _recall(name: str) -> dict[str, str] | None:
    query = "SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = %s"
    comment = _execute(query, values=[name])[0][0]
    return json.loads(comment) if comment and comment.startswith("{") else None


def _names() -> list[str]:
    return [row[0] for row in _execute("SELECT datname FROM pg_database")]


def _execute(statement: str, *identifiers: str, values: list | None = None) -> list:
    """Run one statement on the server (outside a transaction, as these statements need it)."""
    try:
        connection = psycopg2.connect(dbname="postgres")
    except psycopg2.OperationalError as error:
        raise Stop(
            "无法连接数据库服务，请检查 ODOO_DB_HOST/PGHOST、PGPORT、PGUSER、PGPASSWORD。",
            "PostgreSQL cannot be reached; check ODOO_DB_HOST/PGHOST, PGPORT, PGUSER, PGPASSWORD.",
            str(error),
        ) from error
    with closing(connection):
        connection.autocommit = True
        with connection.cursor() as cursor:
            query = (
                sql.SQL(statement).format(*map(sql.Identifier, identifiers))
                if identifiers
                else statement
            )
            cursor.execute(query, values)
            return cursor.fetchall() if cursor.description else []


def _fingerprint(parts) -> str:
    digest = hashlib.sha256(json.dumps(parts, sort_keys=True).encode())
    digest.update(str(odoo_home()).encode())
    for name in INGREDIENTS:
        path = ROOT / name
        for file in sorted(path.glob("*.py")) if path.is_dir() else [path]:
            digest.update(file.read_bytes())
    return digest.hexdigest()[:8]
