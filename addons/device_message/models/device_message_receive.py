import base64
import hashlib
import logging

from odoo import api, models

from ..tools import reading
from ..tools.message import ACCEPT, ERROR, REJECT, REJECTED, Arrival, MessageError
from ..tools.moment import read_moment

_logger = logging.getLogger(__name__)
_INCOMPLETE = ("too_large", "interrupted")
"""Faults of what isn't there as a whole: reading it again is of no use."""


class _Draft:
    """A message on its way into the database."""

    def __init__(self, arrival):
        self.arrival = arrival
        self.header, self.fault = reading.read_header(arrival)
        self.control_id = self.header.control_id if self.header else ""
        self.sha256 = arrival.sha256 or hashlib.sha256(arrival.raw).hexdigest()
        self.source = self.results = self.answer = None

    @property
    def sender(self):
        return (self.header.protocol, self.header.sender) if self.header else (None, None)

    @property
    def key(self):
        """What is stored once."""
        return self.source.id, self.control_id, self.sha256


class DeviceMessage(models.Model):
    """How messages come in: a batch at a time, each once, each answered."""

    _inherit = "device.message"

    @api.model
    def _receive(self, arrivals):
        """Store a batch of messages with their results, whether they can be read or not.

        It is for the server. The caller commits, and gives the answers only then.

        :param arrivals: list of :class:`~..tools.message.Arrival`
        :return: for each ``(acknowledgement code, fault or "", header or None)``
        """
        drafts = [_Draft(arrival) for arrival in arrivals]
        self._find_sources(drafts)
        kept, fresh = self._find_kept(drafts), {}
        for draft in drafts:
            if draft.key in kept:
                draft.answer = self._answer_again(kept[draft.key], draft)
            else:
                fresh.setdefault(draft.key, draft)
        self._store(list(fresh.values()))
        return [(*(draft.answer or fresh[draft.key].answer), draft.header) for draft in drafts]

    @api.model
    def _find_sources(self, drafts):
        sources = self.env["device.source"]
        found = sources._find_senders({draft.sender for draft in drafts if draft.header})
        for draft in drafts:
            draft.source = sources
            if draft.header:
                same = found[draft.sender]
                draft.source, fault = same._pick(draft.arrival.peer)
                draft.fault = draft.fault or fault

    @api.model
    def _find_kept(self, drafts):
        """``{key: message}`` of what was stored before, also while its device was unknown."""
        wanted = {(draft.control_id, draft.sha256): draft for draft in drafts}
        found = {}
        for message in self.search([("sha256", "in", [draft.sha256 for draft in drafts])]):
            draft = wanted.get((message.control_id or "", message.sha256))
            if draft and message.source_id in (draft.source, draft.source.browse()):
                found[draft.key] = message
        return found

    @api.model
    def _answer_again(self, message, draft):
        if not message.source_id and draft.source:
            message._read_again()
        return (REJECT, message.fault) if message.ack == REJECT else (ACCEPT, "")

    @api.model
    def _store(self, drafts):
        """Create the messages and their results, and say how each is answered."""
        rows = self.env["device.source.code"]._get_rows(self._join_sources(drafts))
        for draft in drafts:
            draft.results = self._read(draft, rows)
            code = self._get_answer(draft)
            draft.answer = (code, "" if code == ACCEPT else draft.fault or "result_parked")
        messages = self.create([self._prepare(draft) for draft in drafts])
        vals_list = [
            vals | {"message_id": message.id}
            for message, draft in zip(messages, drafts, strict=True)
            for vals in draft.results
        ]
        self.env["device.result"].create(vals_list)
        return messages

    @api.model
    def _join_sources(self, drafts):
        return self.env["device.source"].union(*(draft.source for draft in drafts))

    @api.model
    def _read(self, draft, rows):
        """Values of the results; none, and ``draft.fault`` says why, when it can't be read."""
        if draft.fault:
            return []
        results = self.env["device.result"]
        try:
            found = reading.read_results(
                draft.arrival.raw, draft.header, draft.source._get_settings()
            )
            return results._prepare_all(found, draft.source, rows[draft.source], draft.header)
        except MessageError as error:
            draft.fault = error.fault
        except Exception as error:  # whatever a device sends is kept, and blocks no other device
            _logger.warning("a device message could not be read: %s", type(error).__name__)
            draft.fault = "failed"
        return []

    @api.model
    def _get_answer(self, draft):
        if draft.fault:
            return REJECT if draft.fault in REJECTED else ERROR
        return ERROR if any(vals["state"] == "parked" for vals in draft.results) else ACCEPT

    @api.model
    def _prepare(self, draft):
        arrival, header, source = draft.arrival, draft.header, draft.source
        zone = source._get_zone() if source else "UTC"
        return {
            "source_id": source.id,
            "org_unit_id": source.org_unit_id.id,
            "protocol": arrival.protocol,
            "sender": header.sender if header else False,
            "peer": arrival.peer or False,
            "sent_at": read_moment(header.sent_at, zone) if header else False,
            "raw": base64.b64encode(self._protect_raw(arrival.raw)),
            "sha256": draft.sha256,
            "size": arrival.size or len(arrival.raw),
            "control_id": draft.control_id or False,
            "kind": header.kind if header else False,
            "state": "parked" if draft.fault else "parsed",
            "fault": draft.fault or False,
            "reason": draft.fault and self.env["device.reason"]._explain(draft.fault),
            "ack": draft.answer[0],
        }

    def _read_again(self):
        """Try parked messages once more; those that still can't be read say why."""
        parked = self.filtered(lambda one: one.state == "parked" and one.fault not in _INCOMPLETE)
        drafts = [
            _Draft(Arrival(message._get_raw(), message.protocol, message.peer or ""))
            for message in parked
        ]
        self._find_sources(drafts)
        rows = self.env["device.source.code"]._get_rows(self._join_sources(drafts))
        vals_list = []
        for message, draft in zip(parked, drafts, strict=True):
            vals = self._read(draft, rows)
            vals_list += [one | {"message_id": message.id} for one in vals]
            message._write_server(message._get_outcome(draft))
        self.env["device.result"].create(vals_list)

    def _get_outcome(self, draft):
        if draft.fault:
            return {"fault": draft.fault, "reason": self.env["device.reason"]._explain(draft.fault)}
        source = draft.source
        return {
            "state": "parsed",
            "fault": False,
            "reason": False,
            "source_id": source.id,
            "org_unit_id": source.org_unit_id.id,
            "sent_at": read_moment(draft.header.sent_at, source._get_zone()),
        }
