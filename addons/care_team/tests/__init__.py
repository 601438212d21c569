from . import (
    test_care_licence_kind,
    test_care_practitioner,
    test_care_practitioner_employee,
    test_care_practitioner_licence,
    test_care_practitioner_signature,
    test_care_team,
    test_care_team_access,
    test_care_team_member,
    test_care_team_term,
)
