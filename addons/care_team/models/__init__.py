from . import (
    care_licence_kind,
    care_practitioner,
    care_practitioner_employee,
    care_practitioner_licence,
    care_practitioner_signature,
    care_rule,
    care_team,
    care_team_member,
    care_team_term,
    hr_employee,
    res_users,
)
