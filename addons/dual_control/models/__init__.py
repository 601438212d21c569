from . import dual_control_mixin
