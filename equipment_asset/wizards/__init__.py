from . import equipment_kit_part_change
