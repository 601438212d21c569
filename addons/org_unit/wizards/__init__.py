from . import org_unit_import
