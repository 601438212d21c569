"""Odoo 19 itself: an existing checkout (ODOO_HOME), a file (ODOO_DEB) or Debian's package."""

import hashlib
import os
import re
import shutil
from pathlib import Path

from .console import Stop, say, step
from .debian import Archive, unpack
from .places import DEBS, FETCHED_ODOO, odoo_home

# Tested with this version; sid moves on, so another 19.0 is taken with a notice.
VERSION = "19.0.0+dfsg-1"
SHA256 = "9d2f598b0555db17e291d48ed24df184c70823c053c4c5ed53c467ca7f629bbf"

# What Debian's package links to instead of carrying it. From trixie, because its files bear the
# names that the links expect (bookworm's and sid's do not).
COMPANIONS = (
    "libjs-jquery libjs-jquery-form libjs-underscore fonts-font-awesome fonts-roboto-unhinted "
    "fonts-montserrat fonts-inconsolata fonts-ocr-b"
).split()

# Debian removed this file as non-free but left it in the asset manifest: every page then logs an
# error, which fails every browser test. It only blurs the camera background in video calls.
STUB = "odoo/addons/mail/static/lib/selfie_segmentation/selfie_segmentation.js"


def ensure() -> None:
    if os.environ.get("ODOO_HOME"):
        return _check_home()
    wanted = _wanted_deb()
    stamp = FETCHED_ODOO / ".complete"
    if stamp.exists() and (not wanted or stamp.read_text() == wanted.name):
        return None
    with step("获取 Odoo 19", "Odoo 19"):
        odoo = wanted or _cached() or _download()
        _verify(odoo)
        _unpack(odoo)


def _check_home() -> None:
    home = odoo_home()
    release = home / "odoo" / "release.py"
    if not release.exists() or "version_info = (19, 0" not in release.read_text():
        raise Stop(
            f"ODOO_HOME={home} 不是 Odoo 19 源码目录（应包含 odoo/ 和 addons/）。",
            f"ODOO_HOME={home} is not an Odoo 19 checkout (the folder holding odoo/ and addons/).",
        )


def _wanted_deb() -> Path | None:
    if not (name := os.environ.get("ODOO_DEB")):
        return None
    deb = Path(name).expanduser().resolve()
    if not deb.is_file():
        raise Stop(f"ODOO_DEB={deb} 文件不存在。", f"ODOO_DEB={deb} does not exist.")
    return deb


def _cached() -> Path | None:
    return next(iter(sorted(DEBS.glob("odoo-19_19.0*.deb"), reverse=True)), None)


def _download() -> Path:
    partial = DEBS / "partial"
    shutil.rmtree(partial, ignore_errors=True)
    Archive.of_suites("sid", "trixie").download(["odoo-19/sid"], partial)
    for deb in partial.glob("*.deb"):
        deb.replace(DEBS / deb.name)
    return _cached()


def _verify(deb: Path) -> None:
    version = re.sub(r"^odoo-19_|_all\.deb$", "", deb.name).replace("%3a", ":")
    if version != VERSION:
        say(
            f"\n  （使用 Odoo {version}，测试所用版本为 {VERSION}）",
            "another 19.0 than the tested one",
        )
        return
    with deb.open("rb") as file:
        if hashlib.file_digest(file, "sha256").hexdigest() != SHA256:
            deb.unlink() if deb.parent == DEBS else None
            raise Stop(
                f"{deb.name} 校验失败，文件已损坏，请重新运行。",
                f"{deb.name} is damaged (SHA-256 differs): run it again to fetch it anew.",
            )


def _unpack(odoo: Path) -> None:
    companions = DEBS / "companions"
    if len(list(companions.glob("*.deb"))) < len(COMPANIONS):
        names = [f"{name}/trixie" for name in COMPANIONS]
        Archive.of_suites("sid", "trixie").download(names, companions)
    partial = FETCHED_ODOO.with_suffix(".partial")
    for old in (partial, FETCHED_ODOO):
        shutil.rmtree(old, ignore_errors=True)
    unpack([odoo, *sorted(companions.glob("*.deb"))], partial)
    packages = partial / "usr/lib/python3/dist-packages"
    _write_stub(packages)
    _correct_metadata(packages)
    (partial / ".complete").write_text(odoo.name)
    partial.rename(FETCHED_ODOO)


def _write_stub(packages: Path) -> None:
    stub = packages / STUB
    if not stub.exists():
        stub.parent.mkdir(parents=True, exist_ok=True)
        stub.write_text("/* Left out by Debian; blurs the camera background in video calls. */\n")


def _correct_metadata(packages: Path) -> None:
    """Name the packages that are really used, so that `pip check` is content."""
    for info in packages.glob("odoo-*.egg-info/PKG-INFO"):
        text = info.read_text()
        text = re.sub(
            r"^Requires-Dist: psycopg2\b.*$", "Requires-Dist: psycopg2-binary", text, flags=re.M
        )
        info.write_text(text.replace("Requires-Dist: PyPDF2", "Requires-Dist: pypdf"))
