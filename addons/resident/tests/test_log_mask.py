import logging

from odoo.exceptions import ValidationError
from odoo.tests import BaseCase

_logger = logging.getLogger(__name__)
# Not a real person: the fictional county 459981.
NUMBER = "45998119530615002X"


class TestLogMask(BaseCase):
    """Nobody reads an identity number in the server's log."""

    def _logged(self, *args, **kwargs):
        with self.assertLogs(_logger, "WARNING") as found:
            _logger.warning(*args, **kwargs)
        (record,) = found.records
        return logging.Formatter().format(record)

    def test_a_number_in_a_message_is_masked(self):
        text = self._logged("“%s” has a wrong check digit, row %s", NUMBER, 7)
        self.assertEqual(text, "“459981********002X” has a wrong check digit, row 7")

    def test_a_number_in_a_traceback_is_masked(self):
        try:
            raise ValidationError(NUMBER)
        except ValidationError:
            text = self._logged("refused", exc_info=True)
        self.assertIn("ValidationError", text)
        self.assertNotIn(NUMBER, text)

    def test_a_row_that_the_database_refused_is_left_out(self):
        with self.assertLogs("odoo.sql_db", "ERROR") as found:
            logging.getLogger("odoo.sql_db").error(
                "bad query: %s\nERROR: %s",
                b'INSERT INTO "health_followup" ("sbp", "note") VALUES (78, \'HIV+\') RETURNING "id"',
                'new row violates check constraint "pressure_order"\nDETAIL:  Failing row (78, HIV+).',
            )
        text = logging.Formatter().format(found.records[0])
        self.assertNotIn("HIV", text)
        self.assertIn("health_followup", text)
        self.assertIn("pressure_order", text)

    def test_other_numbers_stay_as_they_are(self):
        numbers = "invoice 031002200411 and account 6222020200112230001"
        self.assertIn(numbers, self._logged(numbers))
