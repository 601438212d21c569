"""Rounds of two teams that sign the same resident at once, and of two who use one code.

Run as ``python agreement_race_rounds.py <database>``, as ``race_rounds.py``; writes one JSON line.
"""

import base64
import io
import json
import sys
import threading
import time
from types import SimpleNamespace

from PIL import Image, ImageDraw

from odoo import SUPERUSER_ID, Command, api
from odoo.exceptions import UserError
from odoo.modules.registry import Registry
from odoo.service import model as service
from odoo.tools import config

ROUNDS = 10
PAUSE = 0.1
LOGINS = ("race_doctor_1", "race_doctor_2")


def as_user(registry, login, work):
    """Run ``work(env)`` in a transaction of its own, as the server does for a request."""
    with registry.cursor() as cr:
        system = api.Environment(cr, SUPERUSER_ID, {})
        uid = system["res.users"].search([("login", "=", login)]).id if login else SUPERUSER_ID
        env = api.Environment(cr, uid, {"lang": "zh_CN"})
        return service.retrying(lambda: work(env), env)


def draw():
    """Base64 of a picture with a stroke."""
    picture = Image.new("RGB", (200, 80), "white")
    ImageDraw.Draw(picture).line([(10, 40), (190, 20)], "black", 4)
    buffer = io.BytesIO()
    picture.save(buffer, "PNG")
    return base64.b64encode(buffer.getvalue())


def prepare(env):
    """Make a village, two doctors with a team each, a package and a text; residents to be signed."""
    region = {"code": "459999999301", "name": "争签村", "archive_prefix": "998877665533"}
    village = env["cn.region"].create(region)
    unit = env["org.unit"].create(
        {
            "name": "争签卫生院",
            "code": "RACE-FD",
            "kind": "township_hospital",
            "region_id": village.id,
        }
    )
    for number, login in enumerate(LOGINS):
        prepare_team(env, unit, login, f"争签{number}队", f"RACE{number}")
    item = env.ref("family_agreement.service_item_consultation")
    package = {"code": "R", "name": "包", "line_ids": [Command.create({"item_id": item.id})]}
    env["family.package"].create(package | {"org_unit_id": unit.id}).action_publish()
    body = "<p>{{ resident_name }} {{ team_name }} {{ packages }} {{ term }}</p>"
    text = {"code": "R", "name": "协议", "body": body, "org_unit_id": unit.id}
    env["family.template"].create(text).action_publish()
    people = env["res.partner"].create(
        [
            {"name": f"争{number}", "is_resident": True, "birth_date": "1970-01-01",
             "resident_unit_id": unit.id, "region_id": village.id}
            for number in range(ROUNDS)
        ]
    )  # fmt: skip
    archives = env["health.archive"]._import_create([{"partner_id": row.id} for row in people])
    archives._activate()
    return archives.ids


def prepare_team(env, unit, login, name, code):
    """Make a doctor who signs for a team of his own."""
    groups = env.ref("resident.group_village_doctor") | env.ref("care_team.group_member")
    user = env["res.users"].create(
        {"name": name, "login": login, "group_ids": groups.ids, "org_unit_id": unit.id}
    )
    kind = env["care.licence.kind"].search([("may_sign", "=", True)], limit=1)
    doctor = env["care.practitioner"].create(
        {"name": name, "user_id": user.id, "org_unit_id": unit.id, "licence_kind_id": kind.id,
         "licence_number": code}
    )  # fmt: skip
    member = Command.create({"practitioner_id": doctor.id, "date_from": "2020-01-01"})
    env["care.team"].create(
        {"name": name, "code": code, "org_unit_id": unit.id, "leader_id": doctor.id,
         "date_from": "2020-01-01", "member_ids": [member]}
    )  # fmt: skip


def draft(env, archive_id):
    """Both sides sign a draft; it is not yet submitted."""
    package = env["family.package"].search([("code", "=", "R")])
    agreement = env["family.agreement"].create(
        {"archive_id": archive_id, "package_ids": [Command.set(package.ids)]}
    )
    agreement._sign("resident", draw(), has_read=True)
    agreement._sign("doctor", draw())
    return agreement.id


def race(registry, works):
    """Let each ``(login, work)`` run at once; return their errors (texts) and crashes."""
    barrier, errors, crashes = threading.Barrier(len(works)), [], []

    def run(login, work):
        barrier.wait()
        try:
            as_user(registry, login, work)
        except UserError as error:
            errors.append(str(error))
        except Exception as error:  # anything that is not a sentence for the user
            crashes.append(repr(error))

    threads = [threading.Thread(target=run, args=pair) for pair in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return errors, crashes


def sign_round(registry, archive_id):
    """Both doctors submit what the same resident signed with each."""
    works = []
    for login in LOGINS:
        number = as_user(registry, login, lambda env: draft(env, archive_id))
        works.append(
            (
                login,
                lambda env, number=number: env["family.agreement"].browse(number).action_submit(),
            )
        )
    errors, crashes = race(registry, works)

    def holders(env):
        found = env["family.agreement"].search(
            [("archive_id", "=", archive_id), ("state", "=", "submitted")]
        )
        return found.mapped("team_id.name")

    winners = as_user(registry, None, holders)
    return {"winners": winners, "sentences": errors, "crashes": crashes}


def scan_round(registry):
    """Two phones use the same code of a team."""
    tokens = "family.scan.token"
    team = as_user(registry, LOGINS[0], lambda env: env.user.care_team_ids.id)
    text = as_user(
        registry, LOGINS[0], lambda env: env[tokens]._issue(env["care.team"].browse(team))[1]
    )
    works = [(login, lambda env: env[tokens]._redeem(text) and None) for login in LOGINS]
    errors, crashes = race(registry, works)
    return {"used": len(LOGINS) - len(errors) - len(crashes), "sentences": errors,
            "crashes": crashes}  # fmt: skip


def main(database):
    config.parse_config(["--log-level=critical"])
    service.time = SimpleNamespace(sleep=lambda seconds: time.sleep(seconds * PAUSE))
    registry = Registry(database)
    archives = as_user(registry, None, prepare)
    signed = [sign_round(registry, archive_id) for archive_id in archives]
    scanned = [scan_round(registry) for _number in range(ROUNDS)]
    sys.stdout.write(json.dumps({"signed": signed, "scanned": scanned}) + "\n")


if __name__ == "__main__":
    main(sys.argv[1])
