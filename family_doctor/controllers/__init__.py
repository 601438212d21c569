from . import family_scorecard, family_statistic
