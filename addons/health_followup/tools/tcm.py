"""The constitution of elders by 33 questions (老年人中医药健康管理服务记录表, domain C.6).

Which question belongs to which constitution, and from which sum on it holds, are data
(``health.tcm.constitution``, ``health.scale.band``) and handed in.
"""

NO, TENDENCY, YES = 0, 1, 2
"""否、倾向是、是; of the balanced constitution the middle one reads 基本是."""
REVERSED = 6
"""An answer x of 1 to 5 counts 6 - x where the question tells against the constitution."""


def add_up(answers, items, reversed_items=()):
    """Points of a constitution; 0 when one of its questions has no answer yet.

    :param answers: ``{number of the question: 1 to 5}``, 0 or missing without an answer
    """
    if not all(answers.get(item) for item in (*items, *reversed_items)):
        return 0
    plain = sum(answers[item] for item in items)
    return plain + sum(REVERSED - answers[item] for item in reversed_items)


def grade_balanced(score, lower, other_grades):
    """Grade of the balanced constitution (平和质), which the eight others may take away.

    :param lower: points from which on it holds
    """
    if score < lower:
        return NO
    return {NO: YES, TENDENCY: TENDENCY, YES: NO}[max(other_grades)]
