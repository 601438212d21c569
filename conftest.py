"""Settings for all tests; the fixtures come from pytest-odoo."""

import os

import pytest
from hypothesis import settings
from hypothesis.database import DirectoryBasedExampleDatabase

# Database work is slow and uneven: a time limit per example would only make tests flicker.
# In CI the examples are the same each time, so that a red run can be repeated.
settings.register_profile(
    "house",
    deadline=None,
    derandomize=bool(os.environ.get("CI")),
    database=None
    if os.environ.get("CI")
    else DirectoryBasedExampleDatabase("var/cache/hypothesis"),
)
settings.load_profile("house")


@pytest.fixture(scope="session", autouse=True)
def users_without_welcome(load_registry):
    """Let stock add-ons neither invite a new user by mail nor write him a first task.

    No test is about either, and both together take longer than the user.
    """
    from odoo.addons.auth_signup.models.res_users import ResUsers as Invited
    from odoo.addons.project.models.res_users import ResUsers as Welcomed

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Invited, "_action_reset_password", lambda self, **_kwargs: None)
        patch.setattr(Welcomed, "_onboard_users_into_project", lambda self, users: None)
        yield


BROWSER_WORDS = ("chrome", "chromium", "websocket", "--odoo-http")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    """Odoo skips its browser tests when the browser is missing; here that is a failure."""
    report = yield
    if report.skipped and any(word in str(report.longrepr).lower() for word in BROWSER_WORDS):
        report.outcome = "failed"
    return report
