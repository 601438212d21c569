from . import family_duty_round
