from . import service_board
