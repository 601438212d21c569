from odoo import fields, models
from odoo.exceptions import UserError


class TestDeviceSample(models.Model):
    """What takes results of devices: those with the number of the sample."""

    _name = "test.device.sample"
    _description = "Sample that takes Results"

    name = fields.Char(required=True, index=True)
    refusal = fields.Selection([("user", "Sentence"), ("program", "Error"), ("park", "Parked")])
    taken = fields.Char(help="What was taken, one after the other.")


class DeviceResult(models.Model):
    _inherit = "device.result"

    def _deliver(self):
        samples = self.env["test.device.sample"].search(
            [("name", "in", self.mapped("sample_number"))]
        )
        ours, by_number = self.browse(), self.grouped("sample_number")
        for sample in samples:
            by_number[sample.name]._deliver_to(sample)
            ours += by_number[sample.name]
        return super(DeviceResult, self - ours)._deliver()

    def _deliver_to(self, sample):
        taken = [f"{result.item_code}={result.value}" for result in self.sorted("sequence")]
        sample.taken = " ".join(filter(None, [sample.taken, *taken]))
        if sample.refusal == "user":
            raise UserError(self.env._("The sample is closed."))
        if sample.refusal == "program":
            raise ValueError("a name that must not be logged")
        if sample.refusal == "park":
            self._park("Not today.")
        else:
            self._accept(sample)
