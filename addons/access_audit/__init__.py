from . import models, tools, wizards
from .hooks import _post_init_first_seal, _pre_init_audit_schema
