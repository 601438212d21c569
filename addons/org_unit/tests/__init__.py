from . import test_org_unit, test_org_unit_import
