from . import dual_control_return
