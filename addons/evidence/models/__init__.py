from . import (
    evidence_bound_mixin,
    evidence_file_rules,
    evidence_integrity_mixin,
    evidence_item,
    evidence_mixin,
    evidence_package_mixin,
    evidence_seal_line_mixin,
    evidence_seal_mixin,
    ir_attachment,
    res_config_settings,
)
