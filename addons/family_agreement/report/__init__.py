from . import family_agreement_report
