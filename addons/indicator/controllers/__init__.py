from . import indicator_board
