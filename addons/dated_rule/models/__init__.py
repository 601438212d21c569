from . import dated_mixin, dated_rule_mixin
