import logging

import psycopg2

from odoo import api, fields, models
from odoo.exceptions import UserError

_logger = logging.getLogger(__name__)
BATCH = 1000


class DeviceResult(models.Model):
    """Who takes a result: a domain add-on, by :meth:`_deliver`. Of what is known the newest counts."""

    _inherit = "device.result"

    def _deliver(self):
        """Hook: take these results, of one or many messages, each newer than what was delivered.

        For each call :meth:`_accept` or :meth:`_park`, and hand the others to ``super()``. Should it
        raise, it is called again for each message alone, and what raises then is parked; nothing it
        wrote stays. :meth:`_get_known` tells which results they replace.
        """
        self._park(self.env["device.reason"]._explain("nobody"), "nobody")

    def _accept(self, target):
        """These results belong to ``target`` now; what it had of them before is replaced."""
        known, preliminary = self._get_known(), self._get_preliminary()
        for result in self:
            # first, because of one item of a sample one result only can be delivered to a record
            older = known[result].filtered(
                lambda one: one.res_model == target._name and one.res_id == target.id
            )
            (older | preliminary[result])._write_server(
                {"state": "replaced", "replaced_by_id": result.id, "fault": False, "reason": False}
            )
        self.env["device.result"].flush_model(["state"])
        self._write_server(
            {
                "state": "delivered",
                "fault": False,
                "reason": False,
                "res_model": target._name,
                "res_id": target.id,
                "delivered_at": fields.Datetime.now(),
            }
        )

    def _park(self, reason, fault=False):
        """:param reason: what the user reads, and what he is to do"""
        self._write_server({"state": "parked", "fault": fault, "reason": reason})

    def _get_known(self):
        """``{result: delivered results}`` of the same item of the same sample from this device."""
        return self._get_same([("state", "=", "delivered")])

    def _get_preliminary(self):
        return self._get_same([("state", "=", "parked"), ("status", "=", "P")])

    def _get_same(self, domain):
        """``{result: results of the domain}`` of the same item, sample and device."""
        found = self.search(
            [
                ("source_id", "in", self.source_id.ids),
                ("sample_number", "in", list(set(self.mapped("sample_number")))),
                ("item_code", "in", list(set(self.mapped("item_code")))),
                *domain,
            ]
        )
        same = {}
        for one in found:
            same[one._get_key()] = same.get(one._get_key(), one) | one
        return {result: same.get(result._get_key(), self.browse()) for result in self}

    def _get_key(self):
        return self.source_id.id, self.sample_number, self.item_code

    def _get_version(self):
        """Sorts results of one key by age: a correction is younger than what it corrects."""
        return self.observed_at, self.status == "C", self.sent_at, self.id

    def _get_content(self):
        return self.observed_at, self.status, self.value, self.unit

    @api.model
    def _hand_on(self, limit=BATCH):
        """Hand on what waits, the first received first; messages that another process has in hand
        are left to it. The caller commits.

        :return: how many results were dealt with
        """
        first = self.search([("state", "=", "waiting")], order="id", limit=limit)
        # a message as a whole
        waiting = self.search(
            [("message_id", "in", first.message_id.ids), ("state", "=", "waiting")], order="id"
        )
        return waiting._hand_on_waiting()

    def _hand_on_waiting(self):
        waiting = self.filtered(lambda result: result.state == "waiting").sorted("id")
        locked = waiting.message_id.try_lock_for_update(allow_referencing=True)
        waiting = waiting.filtered(lambda result: result.message_id in locked)
        waiting -= waiting._get_overtaking()
        try:
            with self.env.cr.savepoint():
                waiting._hand_on_newest()
        except psycopg2.OperationalError:
            # another process was faster: the caller tries again
            raise
        except Exception as error:  # one message is the cause; each alone shows which
            _logger.info("handing on one by one because of %s", type(error).__name__)
            for results in waiting.grouped("message_id").values():
                results._hand_on_message()
        return len(waiting)

    def _get_overtaking(self):
        """Those that would come before an earlier result of their item, which another process has
        in hand and which would then be too old to count."""
        same = self._get_same([("state", "=", "waiting")])
        return self.filtered(lambda result: any(one.id < result.id for one in same[result] - self))

    def _hand_on_message(self):
        """One message that can't be handed on blocks no other."""
        try:
            with self.env.cr.savepoint():
                self._hand_on_newest()
        except psycopg2.OperationalError:
            raise
        except UserError as error:
            self._park(str(error), "failed_delivery")
        except Exception as error:  # what an add-on that takes results says may name a person
            _logger.warning("device results could not be handed on: %s", type(error).__name__)
            self._park(self.env["device.reason"]._explain("failed_delivery"), "failed_delivery")

    def _hand_on_newest(self):
        """What came twice is handed on twice, one after the other."""
        rest = self
        while rest:
            first = self.browse(
                same.ids[0] for same in rest.grouped(DeviceResult._get_key).values()
            )
            first._pick_newer()._deliver()
            forgotten = first.filtered(lambda result: result.state == "waiting")
            forgotten._park(self.env["device.reason"]._explain("nobody"), "nobody")
            rest -= first

    def _pick_newer(self):
        """Those of these results that say something new; the others are parked or replaced."""
        reasons, known, newer = self.env["device.reason"], self._get_known(), self.browse()
        for result in self:
            newest = known[result].sorted(DeviceResult._get_version)[-1:]
            if newest and newest._get_content() == result._get_content():
                reason = reasons._explain("repeated")
                result._write_server(
                    {"state": "replaced", "replaced_by_id": newest.id, "reason": reason}
                )
            elif newest and newest._get_version() > result._get_version():
                result._park(reasons._explain("older"), "older")
            else:
                newer += result
        return newer

    @api.model
    def _cron_hand_on(self):
        """Hand on what the listener stored and nobody handed on yet."""
        cron = self.env["ir.cron"]
        while done := self._hand_on():
            remaining = self.search_count([("state", "=", "waiting")], limit=10 * BATCH)
            if not cron._commit_progress(done, remaining=remaining):
                break
