from . import family_statistic
