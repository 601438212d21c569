from . import (
    test_figure,
    test_service_board,
    test_service_board_ui,
    test_service_obligation,
    test_service_template,
)
