from . import service_claim_reject, service_template_apply
