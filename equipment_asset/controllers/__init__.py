from . import equipment_fault
