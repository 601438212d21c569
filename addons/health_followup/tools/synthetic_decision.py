"""The decision tables of the follow-ups for hundreds of thousands of visits."""

from ..models.health_followup_decision import ABOVE_TARGET


class Decider:
    """Classes and next dates as ``health.followup`` computes them, each question asked once.

    By the rules in force ``today``, also for the visits of the years before.

    :param followups: empty follow-ups of the model of the programme
    """

    def __init__(self, followups, programme, today):
        env = followups.env
        self._followups, self._programme = followups, programme
        self._limits = env["health.finding.rule"]._get_in_force(programme, today)
        self._by_box = [(rule.field_name, rule.id, rule) for rule in self._limits]
        self._rows = env["health.decision.rule"]._get_table(programme, today)
        self._classes = env["health.code"]
        self._borders = sorted({age for rule in self._limits
                                for age in (rule.age_from, rule.age_to + 1)})  # fmt: skip
        codes = set(self._limits.finding_id.mapped("code"))
        self._has_target = ABOVE_TARGET in codes
        self._known = {}

    @property
    def none(self):
        """No row: nothing was measured."""
        return self._rows.browse()

    def decide(self, values, age, previous):
        """``(row of the table, columns that follow from it)``.

        :param values: ``{box: number, answer, or recordset of codes}``
        :param previous: id of the class of the visit before, or None
        """
        band = sum(age >= border for border in self._borders)
        held = tuple(
            rule_id
            for name, rule_id, rule in self._by_box
            if (value := values.get(name)) and self._holds(rule_id, rule, value, age, band)
        )
        found = tuple(values[name] for name, rule_id, _rule in self._by_box if rule_id in held)
        return self._once((held, previous, found), self._describe, values, held, previous)

    def get_latest(self, row, date):
        """Last day on which the next visit is in time."""
        if row:
            return self._once((row, date), row._get_latest_next_date, date)
        return self._once((None, date), self._programme._get_next_due, date)

    def _holds(self, rule_id, rule, value, age, band):
        return self._once((rule_id, value, band), rule._holds, {rule.field_name: value}, age)

    def _describe(self, values, held, previous):
        rules = self._limits.browse(held)
        row = self._rows._decide(rules.finding_id, self._classes.browse(previous))
        visit = self._followups.new({rule.field_name: values[rule.field_name] for rule in rules})
        class_id = row.class_id.id or None
        above = ABOVE_TARGET in rules.finding_id.mapped("code")
        return row, {
            "is_on_target": self._has_target and not above,
            "decision_id": row.id or None,
            "finding_text": "\n".join([*rules._describe_held(visit), *row._describe()]) or None,
            "proposed_class_id": class_id,
            "class_id": class_id,
        }

    def _once(self, key, function, *args):
        if key not in self._known:
            self._known[key] = function(*args)
        return self._known[key]
