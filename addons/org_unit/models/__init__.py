from . import org_scoped_mixin, org_unit, res_users
