from . import (
    test_access_matrix,
    test_boundaries,
    test_field_oracles,
    test_flow_debao,
    test_http_probes,
    test_manifests,
    test_openings,
    test_races,
    test_routes,
    test_scope_matrix,
    test_sources,
    test_translations,
)
