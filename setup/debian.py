"""Debian packages for those who may not (or need not) install them.

apt fetches and verifies them with state of its own inside the checkout, `dpkg-deb -x` unpacks them
there; root and an ordinary user do exactly the same and the machine's own packages stay as they
are. The mirror is the one the machine already uses.
"""

import os
import shutil
import subprocess
from functools import cache
from pathlib import Path

from .console import Stop, run
from .places import CACHE

KEYRING = Path("/usr/share/keyrings/debian-archive-keyring.gpg")

# Check-Valid-Until: the mirror of a closed network is often weeks old; it is signed all the same.
# The cleared hooks would refresh caches of the machine.
CONF = """\
Dir::State "{folder}/state";
Dir::State::lists "{folder}/lists";
Dir::State::status "/var/lib/dpkg/status";
Dir::Cache "{folder}/cache";
Dir::Etc::SourceList "{folder}/sources.list";
Dir::Etc::SourceParts "/dev/null";
Dir::Etc::Preferences "/dev/null";
Dir::Etc::PreferencesParts "/dev/null";
Debug::NoLocking "1";
Acquire::Check-Valid-Until "false";
Acquire::Languages "none";
Acquire::Retries "3";
APT::Sandbox::User "root";
APT::Install-Recommends "false";
#clear APT::Update::Post-Invoke;
#clear APT::Update::Post-Invoke-Success;
#clear DPkg::Post-Invoke;
"""


@cache
def machine_sources() -> list[tuple[str, str]]:
    """(mirror, suite) of every Debian source with `main` that this machine is configured with."""
    if not shutil.which("apt-get") or not shutil.which("dpkg-deb"):
        raise Stop(
            "没有找到 apt：需要 Debian 12 或更高版本，或用 ODOO_HOME 指定 Odoo 19 源码。",
            "apt not found: use Debian 12 or newer, or ODOO_HOME naming an Odoo 19 checkout.",
        )
    form = "$(REPO_URI) $(RELEASE) $(COMPONENT)"
    listing = subprocess.run(
        ["apt-get", "indextargets", "--format", form, "Identifier: Packages"],
        capture_output=True,
        text=True,
    ).stdout
    rows = (line.split() for line in listing.splitlines())
    sources = [(row[0], row[1]) for row in rows if len(row) == 3 and row[2] == "main"]
    return list(dict.fromkeys(sources))


def codename() -> str:
    release = Path("/etc/os-release").read_text()
    found = dict(line.split("=", 1) for line in release.splitlines() if "=" in line)
    return found.get("VERSION_CODENAME", "").strip('"')


def mirror() -> str:
    """The mirror that serves the machine's own release (not its updates or security suites)."""
    for uri, suite in machine_sources():
        if suite in (codename(), "stable", "oldstable", "testing", "sid"):
            return uri
    raise Stop(
        "apt 中没有配置 Debian 软件源，无法获取 Odoo：请检查 /etc/apt/sources.list。",
        "apt knows no Debian mirror, so Odoo cannot be fetched: see /etc/apt/sources.list.",
    )


class Archive:
    """A private view of the archive: a few suites, lists and cache of its own."""

    def __init__(self, name: str, sources: list[tuple[str, str]]):
        self.folder = CACHE / "apt" / name
        self.sources = sources
        self.updated = False

    @classmethod
    def of_suites(cls, *suites: str) -> "Archive":
        return cls("-".join(suites), [(mirror(), suite) for suite in suites])

    @classmethod
    def of_machine(cls) -> "Archive":
        own = [source for source in machine_sources() if source[1].startswith(codename())]
        return cls("machine", own or [(mirror(), codename())])

    def apt(self, *arguments: str, cwd: Path | None = None) -> None:
        if not self.updated:
            self._configure()
            self._run("update", cwd=None)
            self.updated = True
        self._run(*arguments, cwd=cwd)

    def download(self, packages: list[str], into: Path) -> None:
        """Fetch and verify exactly these packages ("name" or "name/suite")."""
        into.mkdir(parents=True, exist_ok=True)
        self.apt("download", *packages, cwd=into)

    def download_missing(self, packages: list[str], into: Path) -> list[Path]:
        """Fetch these packages and whatever they need that the machine does not have."""
        archives = self.folder / "cache" / "archives"
        shutil.rmtree(archives, ignore_errors=True)
        self.apt("install", "--download-only", "--yes", *packages)
        into.mkdir(parents=True, exist_ok=True)
        return [Path(shutil.copy(deb, into)) for deb in sorted(archives.glob("*.deb"))]

    def _configure(self) -> None:
        for part in ("state", "lists/partial", "cache/archives/partial"):
            (self.folder / part).mkdir(parents=True, exist_ok=True)
        option = f"[signed-by={KEYRING}] " if KEYRING.exists() else ""
        lines = [f"deb {option}{uri} {suite} main\n" for uri, suite in self.sources]
        (self.folder / "sources.list").write_text("".join(lines))
        (self.folder / "apt.conf").write_text(CONF.format(folder=self.folder))

    def _run(self, *arguments: str, cwd: Path | None) -> None:
        (self.folder / "cache/archives/partial").mkdir(parents=True, exist_ok=True)
        run(
            ["apt-get", "-c", self.folder / "apt.conf", "-q", *arguments],
            log="apt",
            chinese="apt 下载失败",
            english="apt could not fetch the packages",
            cwd=cwd,
            env={**os.environ, "DEBIAN_FRONTEND": "noninteractive", "LC_ALL": "C.UTF-8"},
        )


def unpack(debs: list[Path], root: Path) -> None:
    root.mkdir(parents=True, exist_ok=True)
    for deb in debs:
        run(
            ["dpkg-deb", "-x", deb, root],
            log="apt",
            chinese=f"解压 {deb.name} 失败",
            english=f"{deb.name} could not be unpacked",
        )
