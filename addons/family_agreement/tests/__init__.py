from . import test_family_agreement, test_family_agreement_end, test_term
