"""Rounds of simultaneous clerks on a database of their own; writes one JSON line.

Run as ``python race_rounds.py <database>``: real cursors, real threads, and the retrying that the
server itself uses, because a test's single transaction cannot race with itself.
"""

import json
import random
import sys
import threading
import time
from types import SimpleNamespace

from odoo import SUPERUSER_ID, Command, api
from odoo.exceptions import UserError
from odoo.modules.registry import Registry
from odoo.service import model as service
from odoo.tools import config

ROUNDS = 20
# Of the seconds that the server lets pass before it tries again: enough to fall apart at random,
# and closer together than in production.
PAUSE = 0.1


def as_user(registry, login, work):
    """Run ``work(env)`` in a transaction of its own, as the server does for a request."""
    with registry.cursor() as cr:
        uid = api.Environment(cr, SUPERUSER_ID, {})["res.users"].search([("login", "=", login)]).id
        env = api.Environment(cr, uid, {"lang": "zh_CN"})
        return service.retrying(lambda: work(env), env)


def race(registry, clerks, work):
    """Let ``clerks`` threads start ``work`` at once; return their errors (texts), in any order."""
    barrier, errors, crashes = threading.Barrier(clerks), [], []

    def clerk():
        barrier.wait()
        try:
            as_user(registry, "finance", work)
        except UserError as error:
            errors.append(str(error))
        except Exception as error:  # anything that is not a sentence for the user
            crashes.append(repr(error))

    threads = [threading.Thread(target=clerk) for _number in range(clerks)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return errors, crashes


def pick_share(env):
    """Return the largest open share of an instalment that may be paid."""
    shares = env["billing.share"].search(
        [("payment_state", "in", ("open", "requested", "approved", "billed"))]
    )
    return max(shares.filtered("payable_amount"), key=lambda share: share.payable_amount).id


def request_round(registry, clerks):
    """Several clerks request more than half of one and the same share."""
    share_id = as_user(registry, "finance", pick_share)

    def work(env):
        share = env["billing.share"].browse(share_id)
        request = env["billing.request"].create(
            {
                "milestone_id": share.milestone_id.id,
                "line_ids": [Command.create({"share_id": share_id, "amount": wanted})],
            }
        )
        request.action_submit()

    def measure(env):
        share = env["billing.share"].browse(share_id)
        return share.open_amount, share.amount, share.requested_total

    wanted = round(as_user(registry, "finance", measure)[0] * 0.6, 2)
    errors, crashes = race(registry, clerks, work)
    _open, amount, requested = as_user(registry, "finance", measure)

    def give_back(env):
        lines = env["billing.request.line"].search([("share_id", "=", share_id)])
        lines.request_id.filtered(lambda r: r.state == "submitted").action_cancel()

    as_user(registry, "finance", give_back)
    return {
        "over": round(max(requested - amount, 0), 2),
        "winners": clerks - len(errors) - len(crashes),
        "sentences": errors,
        "crashes": crashes,
    }


def bill_round(registry, clerks):
    """Several clerks press “Create bills” on one approved request."""
    share_id = as_user(registry, "finance", pick_share)

    def prepare(env):
        share = env["billing.share"].browse(share_id)
        request = env["billing.request"].create(
            {
                "milestone_id": share.milestone_id.id,
                "line_ids": [Command.create({"share_id": share_id, "amount": 100.01})],
            }
        )
        request.action_submit()
        return request.id

    request_id = as_user(registry, "finance", prepare)
    as_user(
        registry, "approver", lambda env: env["billing.request"].browse(request_id).action_approve()
    )
    errors, crashes = race(
        registry,
        clerks,
        lambda env: env["billing.request"].browse(request_id).action_create_bills() and None,
    )
    bills, billed = as_user(
        registry,
        "finance",
        lambda env: (
            len(env["billing.request"].browse(request_id).bill_ids),
            sum(env["billing.request"].browse(request_id).bill_ids.mapped("amount_total")),
        ),
    )
    return {
        "over": round(billed - 100.01, 2),
        "winners": bills,
        "sentences": errors,
        "crashes": crashes,
    }


def main(database):
    config.parse_config(["--log-level=critical"])
    service.time = SimpleNamespace(sleep=lambda seconds: time.sleep(seconds * PAUSE))
    registry = Registry(database)
    random.seed(20261122)
    rounds = [
        play(registry, random.randint(2, 8))
        for play in (request_round, bill_round)
        for _number in range(ROUNDS)
    ]
    sys.stdout.write(json.dumps(rounds) + "\n")


if __name__ == "__main__":
    main(sys.argv[1])
