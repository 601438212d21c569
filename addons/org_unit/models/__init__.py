from . import ir_rule, org_scoped_mixin, org_unit, res_users
