from . import (
    test_expression,
    test_indicator_board,
    test_indicator_board_ui,
    test_indicator_denominator,
    test_indicator_document,
    test_indicator_indicator,
    test_indicator_query,
    test_indicator_snapshot,
    test_indicator_target,
)
