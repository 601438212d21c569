"""System libraries, Chinese fonts and the test browser.

What the machine has is used. What it lacks is unpacked into var/sysroot and reached through
LD_LIBRARY_PATH, FONTCONFIG_FILE and a wrapper in var/bin; nothing is installed.
"""

import os
import shutil
import subprocess
import sysconfig
from pathlib import Path

from . import keys
from .console import Stop, step
from .debian import Archive, unpack
from .places import BIN, CACHE, DATA, LOG, ROOT, SYSROOT, VENV
from .python_env import python_output

# Library -> Debian package. WeasyPrint prints with the first three; the last tells file types.
LIBRARIES = {
    "libpango-1.0.so.0": "libpango-1.0-0",
    "libpangoft2-1.0.so.0": "libpangoft2-1.0-0",
    "libharfbuzz-subset.so.0": "libharfbuzz-subset0",
    "libmagic.so.1": "libmagic1",
}
FONT_FOLDERS = (
    Path("/usr/share/fonts"),
    Path("/usr/local/share/fonts"),
    Path("~/.local/share/fonts").expanduser(),
    SYSROOT / "usr/share/fonts",
)
BROWSERS = ("chromium", "google-chrome", "chromium-browser", "google-chrome-stable")
EXTRACTED_BROWSER = SYSROOT / "usr/lib/chromium/chromium"

FONTS_CONF = """\
<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <include ignore_missing="yes">/etc/fonts/fonts.conf</include>
  <dir>{fonts}</dir>
  <cachedir>{cache}</cachedir>
  <alias><family>sans-serif</family><prefer><family>Noto Sans CJK SC</family></prefer></alias>
  <alias><family>serif</family><prefer><family>Noto Serif CJK SC</family></prefer></alias>
</fontconfig>
"""

# Extra flags: without them the browser looks for updates and accounts at every start.
BROWSER_WRAPPER = """\
#!/bin/sh
exec "{browser}" --disable-component-update --disable-sync --disable-quic "$@"
"""


def ensure(*, with_browser: bool) -> None:
    if packages := _missing_packages():
        with step("补充系统库和中文字体", "system libraries and Chinese fonts"):
            _add(packages)
        if packages := _missing_packages():
            _stop(packages)
    _write_fonts_conf()
    if with_browser:
        _ensure_browser()


def environment() -> dict[str, str]:
    """The environment in which everything of this suite runs."""
    env = {
        key: value for key, value in os.environ.items() if key not in ("PYTHONPATH", "PYTHONHOME")
    }
    paths = [str(BIN), str(VENV / "bin"), env.get("PATH", os.defpath)]
    env |= {
        "PATH": os.pathsep.join(paths),
        "PYTHONNOUSERSITE": "1",
        "LC_ALL": "C.UTF-8",
        # Odoo resolves a relative addons_path against the current directory, silently.
        "ODOO_ADDONS_PATH": f"{ROOT / 'addons'},{ROOT}",
        "ODOO_DATA_DIR": str(DATA),
        keys.VARIABLE: str(keys.path()),
    }
    if folders := _library_folders():
        env["LD_LIBRARY_PATH"] = os.pathsep.join([*folders, env.get("LD_LIBRARY_PATH", "")]).rstrip(
            ":"
        )
    if (SYSROOT / "usr/share/fonts").exists():
        env["FONTCONFIG_FILE"] = str(SYSROOT / "fonts.conf")
    if (magic := SYSROOT / "usr/lib/file/magic.mgc").exists():
        env["MAGIC"] = str(magic)
    return env


def _library_folders() -> list[str]:
    triplet = sysconfig.get_config_var("MULTIARCH") or f"{os.uname().machine}-linux-gnu"
    folders = [SYSROOT / part / triplet for part in ("usr/lib", "lib")]
    # Some packages keep libraries one folder deeper and find them by an absolute path, not here.
    folders += [
        folder / sub for folder in folders for sub in ("pulseaudio", "nss", "blas", "lapack")
    ]
    return [str(folder) for folder in folders if folder.is_dir()]


def _missing_packages() -> list[str]:
    code = (
        "import ctypes\n"
        f"for name in {list(LIBRARIES)}:\n"
        "    try: ctypes.CDLL(name)\n"
        "    except OSError: print(name)\n"
    )
    missing = [LIBRARIES[name] for name in python_output(code, environment()).split()]
    if not any(True for folder in FONT_FOLDERS for _font in folder.rglob("NotoSansCJK*")):
        missing.append("fonts-noto-cjk")
    return missing


def _add(packages: list[str]) -> None:
    debs = Archive.of_machine().download_missing(packages, CACHE / "debs" / "system")
    # The C library must be the one the running programs were started with.
    unpack([deb for deb in debs if not deb.name.startswith(("libc6_", "libc-bin_"))], SYSROOT)


def _write_fonts_conf() -> None:
    if (SYSROOT / "usr/share/fonts").exists():
        text = FONTS_CONF.format(fonts=SYSROOT / "usr/share/fonts", cache=CACHE / "fontconfig")
        (SYSROOT / "fonts.conf").write_text(text)


def _ensure_browser() -> None:
    """Odoo skips browser tests silently without a browser; here that is a failure."""
    browser = _find_browser()
    if not browser:
        with step("获取测试用浏览器 Chromium", "Chromium for the browser tests"):
            _add(["chromium"])
        browser = _find_browser()
    BIN.mkdir(parents=True, exist_ok=True)
    for name in BROWSERS:
        (BIN / name).write_text(BROWSER_WRAPPER.format(browser=browser))
        (BIN / name).chmod(0o755)
    command = [str(BIN / BROWSERS[0]), "--headless", "--no-sandbox", "--version"]
    result = subprocess.run(command, env=environment(), capture_output=True, text=True)
    if not browser or result.returncode:
        raise Stop(
            "Chromium 无法启动，浏览器测试不能跳过，因此测试失败。",
            "Chromium does not start; browser tests are never skipped, so the tests fail.",
            result.stderr,
        )


def _find_browser() -> str | None:
    others = [part for part in os.environ.get("PATH", "").split(os.pathsep) if part != str(BIN)]
    found = (shutil.which(name, path=os.pathsep.join(others)) for name in BROWSERS)
    extracted = str(EXTRACTED_BROWSER) if EXTRACTED_BROWSER.exists() else None
    return next(filter(None, found), extracted)


def _stop(packages: list[str]) -> None:
    names = " ".join(packages)
    raise Stop(
        f"缺少系统组件，请用 root 执行 apt-get install {names} 再运行（日志 {LOG / 'apt.log'}）。",
        f"System packages are missing; as root: apt-get install {names}, then run it again.",
    )
