"""`make test`: lint, then every add-on's tests on a clone of the test template, then the logs."""

import os
import re
import subprocess
import xml.etree.ElementTree as ElementTree
from collections import Counter
from pathlib import Path

from . import addons, database, lint, odoo_cli, postgres
from .console import Stop, say, step
from .places import CACHE, LOG, ODOO_CONF, PYTHON, ROOT

DATABASE = "county_testing"
RESULT = CACHE / "test-result.xml"
TEST_LOG = LOG / "test.log"

ENTRY = re.compile(r"^\S+ \S+,\d+ \d+ (?P<level>[A-Z]+) \S+ (?P<logger>[^:]+): (?P<text>.*)")
ALLOWED = ROOT / "setup" / "allowed_warnings.txt"


def test(chosen: str) -> int:
    paths = _paths(chosen)
    problems = 0 if chosen else int(lint.lint() != 0)
    odoo_cli.add_test_addons()
    with postgres.server():
        template = database.tests()
        logs = [odoo_cli.log_path(name) for name in database.install_logs()]
        with step("复制测试数据库", "test database"):
            database.clone(template, DATABASE)
        # Clerks that race need committed data: their test clones the template for itself.
        os.environ["COUNTY_TEST_TEMPLATE"] = template
        # And one test does what only the database's administrator can do: alter the audit.
        if administrator := postgres.administrator():
            os.environ["COUNTY_TEST_ADMINISTRATOR"] = administrator
        status = _pytest(paths)
        database.drop(DATABASE)
    unexpected = Counter(line for path in [*logs, TEST_LOG] for line in unexpected_entries(path))
    if unexpected:
        say("\n✘ 日志中有未列入 setup/allowed_warnings.txt 的告警：", "unexpected log entries:")
        print("\n".join(f"  {count} × {line}" for line, count in unexpected.items()))
    passed, failed, skipped = _counts()
    failed += problems + len(unexpected)
    # What pytest counts as neither (nothing collected, crashed, a skipped browser test) fails too.
    failed = failed or int(status != 0)
    print(f"\n{passed} passed, {failed} failed, {skipped} skipped", flush=True)
    return int(bool(failed))


def unexpected_entries(path: Path) -> list[str]:
    """Warnings and errors of an Odoo log that are not on the reasoned list."""
    allowed = allowed_patterns()
    found = []
    for line in path.read_text(errors="replace").splitlines() if path.exists() else []:
        entry = ENTRY.match(line)
        if entry and entry["level"] in ("WARNING", "ERROR", "CRITICAL"):
            text = f"{entry['level']} {entry['logger']}: {entry['text']}"
            if not any(pattern.search(text) for pattern in allowed):
                found.append(f"{path.name}: {text}")
    return found


def allowed_patterns() -> list[re.Pattern]:
    """The list's patterns; each must follow a line with its reason."""
    patterns, reason = [], ""
    for line in ALLOWED.read_text().splitlines():
        if line.startswith("#") or not line.strip():
            reason = line
        elif not reason:
            raise Stop(
                f"{ALLOWED.name} 中缺少理由：{line}", f"no reason in {ALLOWED.name} for: {line}"
            )
        else:
            patterns.append(re.compile(line))
            reason = ""
    return patterns


def _paths(chosen: str) -> list[str]:
    if chosen:
        path = chosen.rstrip("/")
        if (ROOT / path / "__manifest__.py").exists():
            path += "/tests"
        if not (ROOT / path.split("::")[0]).exists():
            raise Stop(f"{path} 不存在，没有可运行的测试。", f"There is no {path} to test.")
        return [path]
    own = addons.find((*addons.PRODUCT, *addons.TESTS))
    folders = [ROOT / "setup" / "tests", *(path / "tests" for path in own.values())]
    return [str(folder) for folder in folders if folder.is_dir()]


def _pytest(paths: list[str]) -> int:
    for path in (TEST_LOG, RESULT):
        path.unlink(missing_ok=True)
    command = [
        *(PYTHON, "-m", "pytest", "--odoo-http", f"--odoo-config={ODOO_CONF}"),
        *(
            f"--odoo-database={DATABASE}",
            "--odoo-log-level=warn",
            f"--odoo-extra=logfile={TEST_LOG}",
        ),
        *(f"--junit-xml={RESULT}", *paths),
    ]
    return subprocess.run(
        [str(part) for part in command], cwd=ROOT, stdin=subprocess.DEVNULL
    ).returncode


def _counts() -> tuple[int, int, int]:
    if not RESULT.exists():
        return 0, 1, 0
    (suite,) = ElementTree.parse(RESULT).getroot().iter("testsuite")
    total, failures, errors, skipped = (
        int(suite.get(name)) for name in ("tests", "failures", "errors", "skipped")
    )
    failed = failures + errors
    return total - failed - skipped, failed, skipped
