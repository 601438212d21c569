from . import (
    indicator_category,
    indicator_document,
    indicator_population_kind,
    indicator_provider,
    indicator_query,
    indicator_query_count,
    indicator_indicator,
    indicator_target,
    indicator_denominator,
    indicator_result,
    indicator_board,
    indicator_snapshot,
)
