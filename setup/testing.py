"""`make test`: every add-on's tests on a clone of the test template, lint beside them, then the logs."""

import os
import re
import subprocess
import xml.etree.ElementTree as ElementTree
from collections import Counter
from contextlib import ExitStack, contextmanager
from pathlib import Path
from tempfile import TemporaryFile
from typing import NamedTuple

from . import addons, database, odoo_cli, postgres
from .console import Stop, say, step
from .places import CACHE, LOG, ODOO_CONF, PYTHON, ROOT

# Two processes test at once, each on a database of its own. The first has these folders, which took
# half of the time when it was measured last; the second has all others.
FIRST = ("setup", "tests", "contract_billing", "addons/contract_equipment", "addons/resident")
# The audit seals what is older than any transaction of the cluster: nothing may run beside it.
ALONE = ("addons/access_audit",)


class Part(NamedTuple):
    """What one process tests, and where it keeps what."""

    number: int
    paths: list[str]

    @property
    def database(self) -> str:
        return f"county_testing_{self.number}"

    @property
    def result(self) -> Path:
        return CACHE / f"test-result-{self.number}.xml"

    @property
    def log(self) -> Path:
        return LOG / f"test-{self.number}.log"


ENTRY = re.compile(r"^\S+ \S+,\d+ \d+ (?P<level>[A-Z]+) \S+ (?P<logger>[^:]+): (?P<text>.*)")
ALLOWED = ROOT / "setup" / "allowed_warnings.txt"


def test(chosen: str) -> int:
    rounds = _rounds(chosen)
    parts = [part for together in rounds for part in together]
    with _linting(not chosen) as linted, postgres.server():
        odoo_cli.add_test_addons()
        template = database.tests()
        logs = [odoo_cli.log_path(name) for name in database.install_logs()]
        with step("复制测试数据库", "test database"):
            for part in parts:
                database.clone(template, part.database)
        # Clerks that race need committed data: their test clones the template for itself.
        os.environ["COUNTY_TEST_TEMPLATE"] = template
        # And one test does what only the database's administrator can do: alter the audit.
        if administrator := postgres.administrator():
            os.environ["COUNTY_TEST_ADMINISTRATOR"] = administrator
        is_broken = _run_all(rounds)
        for part in parts:
            database.drop(part.database)
        problems = linted()
    logs += [part.log for part in parts]
    unexpected = Counter(line for path in logs for line in unexpected_entries(path))
    if unexpected:
        say("\n✘ 日志中有未列入 setup/allowed_warnings.txt 的告警：", "unexpected log entries:")
        print("\n".join(f"  {count} × {line}" for line, count in unexpected.items()))
    passed, failed, skipped = map(sum, zip(*map(_count, parts), strict=True))
    failed += problems + len(unexpected)
    # What pytest counts as neither (nothing collected, crashed, a skipped browser test) fails too.
    failed = failed or int(is_broken)
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


@contextmanager
def _linting(wanted: bool):
    """Lint beside the block, which leaves a core idle while it builds databases.

    Yields what waits for the end, prints what was found and returns the number of failures.
    """
    if not wanted:
        yield lambda: 0
        return
    with TemporaryFile("w+") as output:
        command = [str(PYTHON), "-m", "setup.commands", "lint"]
        process = subprocess.Popen(
            command, cwd=ROOT, stdin=subprocess.DEVNULL, stdout=output, stderr=output
        )

        def finish() -> int:
            status = process.wait()
            output.seek(0)
            print(output.read(), end="", flush=True)
            return int(status != 0)

        try:
            yield finish
        finally:
            process.terminate()  # where the databases could not be built


def _rounds(chosen: str) -> list[list[Part]]:
    """Rounds, one after the other, of the parts that are tested at once."""
    paths = _paths(chosen)
    if chosen:
        return [[Part(1, paths)]]
    first, alone = _below(FIRST, paths), _below(ALONE, paths)
    others = [path for path in paths if path not in [*first, *alone]]
    return [[Part(1, first), Part(2, others)], [Part(3, alone)]]


def _below(folders: tuple[str, ...], paths: list[str]) -> list[str]:
    return [p for p in paths if any(Path(p).is_relative_to(ROOT / f) for f in folders)]


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


def _run_all(rounds: list[list[Part]]) -> bool:
    """Run all rounds, also after one that failed; whether any did.

    The status of a process that a signal killed is negative, so no maximum tells it.
    """
    statuses = [_run(together) for together in rounds]
    return any(statuses)


def _run(parts: list[Part]) -> int:
    """Run pytest on all parts at once; what the first says is seen at once, the rest after it."""
    for part in parts:
        part.log.unlink(missing_ok=True)
        part.result.unlink(missing_ok=True)
    with ExitStack() as files:
        outputs = [None] + [files.enter_context(TemporaryFile("w+")) for _part in parts[1:]]
        running = [
            subprocess.Popen(
                _command(part), cwd=ROOT, stdin=subprocess.DEVNULL, stdout=out, stderr=out
            )
            for part, out in zip(parts, outputs, strict=True)
        ]
        status = 0
        for process, output in zip(running, outputs, strict=True):
            status = process.wait() or status
            if output:
                output.seek(0)
                print(output.read(), flush=True)
    return status


def _command(part: Part) -> list[str]:
    return [
        *(str(PYTHON), "-m", "pytest", "--odoo-http", f"--odoo-config={ODOO_CONF}"),
        f"--odoo-database={part.database}",
        *("--odoo-log-level=warn", f"--odoo-extra=logfile={part.log}"),
        *(f"--junit-xml={part.result}", *part.paths),
    ]


def _count(part: Part) -> tuple[int, int, int]:
    """How many tests of a part passed, failed and were skipped."""
    if not part.result.exists():
        return 0, 1, 0
    (suite,) = ElementTree.parse(part.result).getroot().iter("testsuite")
    total, failures, errors, skipped = (
        int(suite.get(name)) for name in ("tests", "failures", "errors", "skipped")
    )
    failed = failures + errors
    return total - failed - skipped, failed, skipped
