from . import test_ir_actions_report, test_resources
from . import test_stencil
