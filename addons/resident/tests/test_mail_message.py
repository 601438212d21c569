from odoo.tests import tagged

from odoo.addons.access_audit.tests.common import EventsMixin

from .merge_common import MergeCase


@tagged("post_install", "-at_install")
class TestMailMessage(EventsMixin, MergeCase):
    def test_reading_the_messages_of_a_resident_is_recorded(self):
        person = self._resident("张三丰")
        message = person.message_post(body="来电咨询")
        self.env.cr.precommit.run()
        self.env.invalidate_all()
        start = self.last_event_id()
        message.with_user(self.doctor).read(["body"])
        self.env.cr.precommit.run()
        events = self.events_since(start, "res.partner")
        self.assertIn(person.id, [id_ for event in events for id_ in event.res_ids])
        self.assertIn("mail.message", [name for event in events for name in event.fields])
