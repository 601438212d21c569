"""What the set-up promises and can be told without setting anything up."""

import re

import pytest

from setup import addons, keys, testing
from setup.console import Stop, failure
from setup.places import ROOT

LINE = "2026-05-01 08:00:00,123 42 {level} demo odoo.modules: {text}\n"


def test_every_requirement_is_pinned():
    for path in ROOT.glob("*requirements.txt"):
        lines = [line for line in path.read_text().splitlines() if line and line[0] != "#"]
        assert not [line for line in lines if not re.match(r"[\w.-]+==[\w.]+($|;)", line)]


@pytest.fixture
def warnings_list(tmp_path, monkeypatch):
    path = tmp_path / "allowed_warnings.txt"
    monkeypatch.setattr(testing, "ALLOWED", path)
    return path


def test_a_warning_in_the_log_is_found_unless_it_is_allowed(tmp_path, warnings_list):
    warnings_list.write_text("# harmless, because …\nodoo.modules: known\n")
    log = tmp_path / "odoo.log"
    log.write_text(
        LINE.format(level="INFO", text="loading")
        + LINE.format(level="WARNING", text="known thing")
        + LINE.format(level="ERROR", text="new thing")
    )
    (found,) = testing.unexpected_entries(log)
    assert "ERROR odoo.modules: new thing" in found


def test_an_allowed_warning_needs_its_reason(warnings_list):
    warnings_list.write_text("# a reason\nfirst\nsecond\n")
    with pytest.raises(Stop):
        testing.allowed_patterns()


def test_the_list_of_allowed_warnings_is_well_formed():
    testing.allowed_patterns()


def test_a_round_that_was_killed_fails_although_the_next_passes(monkeypatch):
    killed, passing = testing.Part(98, []), testing.Part(99, [])
    scripts = {98: "kill -KILL $$", 99: "exit 0"}
    monkeypatch.setattr(testing, "_command", lambda part: ["sh", "-c", scripts[part.number]])
    assert testing._run_all([[killed], [passing]])
    assert not testing._run_all([[passing], [passing]])


def test_only_what_is_installed_changes_the_fingerprint(tmp_path):
    (tmp_path / "models.py").write_text("1")
    before = addons.fingerprint(tmp_path)
    (tmp_path / "tests").mkdir()
    (tmp_path / "tests" / "test_x.py").write_text("1")
    assert addons.fingerprint(tmp_path) == before
    (tmp_path / "models.py").write_text("2")
    assert addons.fingerprint(tmp_path) != before


def test_a_full_disk_is_called_by_its_name():
    stop = failure("write error: No space left on device", "失败", "failed")
    assert "磁盘" in stop.chinese and "disk is full" in stop.english


def test_the_key_file_is_made_once_for_its_owner_alone(tmp_path, monkeypatch):
    path = tmp_path / "keys" / "resident.json"
    monkeypatch.setenv(keys.VARIABLE, str(path))
    keys.ensure()
    made = path.read_text()
    assert path.stat().st_mode & 0o777 == 0o400
    keys.ensure()
    assert path.read_text() == made


def test_a_database_of_another_key_has_another_fingerprint(tmp_path, monkeypatch):
    monkeypatch.setenv(keys.VARIABLE, str(tmp_path / "one.json"))
    keys.ensure()
    before = keys.fingerprint()
    monkeypatch.setenv(keys.VARIABLE, str(tmp_path / "two.json"))
    keys.ensure()
    assert keys.fingerprint() != before
