"""What a source line may not say: the house rules that a grep or the syntax tree can see."""

import ast
import re

from odoo.tests import BaseCase, tagged

from .repository import files_of, our_addons, product_trees, shown, tracked_files

# A failed or read-only request is over; what it read is still written down, on another cursor.
OWN_TRANSACTIONS = {"addons/access_audit/models/access_event.py"}
LINES_PER_FILE = 300
TEXT = {
    ".cfg", ".conf", ".css", ".csv", ".js", ".json", ".md", ".po", ".py", ".scss",
    ".sh", ".svg", ".toml", ".txt", ".xml", ".yaml", ".yml", "",
}  # fmt: skip
# Put together here so that this file does not contain what it forbids.
REGISTRIES = ("pypi." + "org", "files.python" + "hosted", "npm" + "js", "deb." + "debian")
WORKPLACE = ("/wo" + "rk/", "/tmp/" + "dev", "/ro" + "ot/", "/ho" + "me/")
PROCESS = r"\b(sub-?" + r"agent|language " + r"model|per the " + r"brief|as re" + r"quested by)\b"
UNFINISHED = r"\b(TO" + r"DO|FIX" + r"ME|XX" + r"X)\b"
SQL_STATEMENT = re.compile(
    r"^\s*(select\s.+\sfrom|insert\s+into|update\s.+\sset|delete\s+from|alter\s+table)\b",
    re.IGNORECASE | re.DOTALL,
)


@tagged("standard", "post_install", "-at_install")
class TestSources(BaseCase):
    def assertNothing(self, findings, advice):
        findings = sorted(findings)
        self.assertFalse(findings, "\n".join([advice, *findings]))

    def text_lines(self):
        for path in tracked_files():
            if path.suffix in TEXT:
                for number, line in enumerate(path.read_text(errors="replace").splitlines(), 1):
                    yield path, number, line

    def test_no_registry_workplace_or_process_is_named(self):
        plain = REGISTRIES + WORKPLACE
        pattern = re.compile(PROCESS, re.IGNORECASE)
        findings = [
            f"{shown(path)}:{number}: {line.strip()[:120]}"
            for path, number, line in self.text_lines()
            if any(word in line for word in plain) or pattern.search(line)
        ]
        self.assertNothing(findings, "Registry hosts, machine paths and how it was made stay out:")

    def test_nothing_is_left_unfinished(self):
        pattern = re.compile(UNFINISHED)
        findings = [
            f"{shown(path)}:{number}: {line.strip()[:120]}"
            for path, number, line in self.text_lines()
            if path.suffix in {".py", ".xml", ".js", ".scss"} and pattern.search(line)
        ]
        self.assertNothing(findings, "Finish it or open an issue:")

    def test_no_file_is_longer_than_the_house_allows(self):
        findings = [
            f"{shown(path)}: {lines} lines"
            for addon in our_addons()
            for path in files_of(addon, ".py", ".xml", ".js", ".scss")
            if not {"data", "demo", "lib"} & set(path.parts)
            and (lines := len(path.read_text().splitlines())) > LINES_PER_FILE
        ]
        self.assertNothing(findings, f"Split what is longer than {LINES_PER_FILE} lines:")

    def test_no_model_is_probed_at_run_time(self):
        findings = [
            f"{shown(path)}:{node.lineno}"
            for path, _lines, tree in product_trees()
            for node in ast.walk(tree)
            if isinstance(node, ast.Compare)
            and isinstance(node.left, ast.Constant)
            and isinstance(node.ops[0], ast.In | ast.NotIn)
            and re.search(r"\benv(\.registry)?$|\bpool$", ast.unparse(node.comparators[0]))
        ]
        self.assertNothing(findings, "Write a bridge add-on instead of probing:")

    def test_only_commands_commit(self):
        findings = [
            f"{shown(path)}:{node.lineno}"
            for path, _lines, tree in product_trees()
            for node in self.calls(tree, "commit", "rollback")
            if "cli" not in path.parts
            and shown(path) not in OWN_TRANSACTIONS
            and re.search(r"\bcr$|cursor$", self.owner(node))
        ]
        self.assertNothing(findings, "Use _commit_progress, or a command in cli/:")

    def test_every_sudo_has_its_reason(self):
        findings = [
            f"{shown(path)}:{node.func.end_lineno}: {lines[node.func.end_lineno - 1].strip()}"
            for path, lines, tree in product_trees()
            if any("sudo" in line for line in lines)
            for statement in ast.walk(tree)
            if isinstance(statement, ast.stmt)
            for node in self.calls_of_statement(statement)
            if not self.has_comment(lines, statement, node)
        ]
        self.assertNothing(findings, "Write the reason above the statement or on its line:")

    def test_sql_is_written_as_sql_objects(self):
        findings = []
        for path, _lines, tree in product_trees():
            wrapped = {
                part
                for node in ast.walk(tree)
                if isinstance(node, ast.Call) and self.called(node) in {"SQL", "Constraint"}
                for part in ast.walk(node)
            }
            findings += [
                f"{shown(path)}:{node.lineno}: {node.value.strip()[:60]}"
                for node in ast.walk(tree)
                if isinstance(node, ast.Constant)
                and isinstance(node.value, str)
                and node not in wrapped
                and SQL_STATEMENT.match(node.value)
            ]
        self.assertNothing(findings, "Raw SQL only inside SQL(...):")

    def test_lists_are_lists(self):
        pattern = re.compile(r"<tree\b|view_mode\W+[\w,]*\btree\b|\battrs=|kanban-box|\bt-esc=")
        findings = [
            f"{shown(path)}:{number}: {line.strip()[:120]}"
            for path, number, line in self.text_lines()
            if path.suffix == ".xml" and pattern.search(line)
        ]
        self.assertNothing(findings, "Idioms that Odoo 19 no longer knows:")

    def test_no_screen_calls_the_internet(self):
        remote = re.compile(r"(src|href|url)\s*[=(:]\s*[\"']?(https?:)?//", re.IGNORECASE)
        findings = [
            f"{shown(path)}:{number}: {line.strip()[:120]}"
            for path, number, line in self.text_lines()
            if path.suffix in {".xml", ".js", ".scss", ".css"} and remote.search(line)
        ]
        self.assertNothing(findings, "Ship the file with the add-on:")

    def calls(self, tree, *names):
        for node in ast.walk(tree):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Attribute)
                and node.func.attr in names
            ):
                yield node

    def called(self, node):
        return ast.unparse(node.func).rpartition(".")[2]

    def owner(self, node):
        return ast.unparse(node.func.value)

    def calls_of_statement(self, statement):
        """The sudo() calls of this statement, not those of the statements inside it."""
        inner = [
            child
            for child in ast.walk(statement)
            if isinstance(child, ast.stmt) and child is not statement
        ]
        nested = {call for child in inner for call in self.calls(child, "sudo")}
        return [call for call in self.calls(statement, "sudo") if call not in nested]

    def has_comment(self, lines, statement, node):
        """A comment by the statement, or one that begins "sudo:" earlier in the method."""
        first, last = statement.lineno - 1, node.func.end_lineno
        if any("#" in line for line in lines[max(first - 1, 0) : last]):
            return True
        for line in reversed(lines[:first]):
            if "# sudo:" in line:
                return True
            if line.lstrip().startswith("def "):
                break
        return False
