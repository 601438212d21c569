from . import test_evidence_file_rules, test_ir_attachment, test_picture, test_res_config_settings
