"""The device book (设备台账): cards by unit, with totals exact to the cent."""

from dataclasses import dataclass

from odoo.addons.l10n_cn_civil.tools import to_fen, to_yuan


@dataclass(frozen=True)
class BookSection:
    """The devices of one unit."""

    unit: object
    devices: object

    @property
    def total(self):
        """Original value in yuan."""
        return total_value(self.devices)


def book_sections(devices, unit_field="org_unit_id"):
    """Sections in the order of the units; devices by number.

    :param unit_field: ``org_unit_id`` (whose they are) or ``using_unit_id`` (where they are used)
    """
    by_unit = devices.grouped(unit_field)
    units = devices[unit_field].sorted()
    return [
        BookSection(unit, by_unit[unit].sorted(lambda device: device.asset_number or ""))
        for unit in units
    ]


def total_value(devices):
    """Sum of the original values in yuan, without a float in between."""
    return to_yuan(sum(to_fen(device.original_value) for device in devices))
