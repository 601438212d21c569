from odoo import models

from ..tools.synthetic_agreements import serve

VALID = ("active", "expiring")


class SyntheticCounty(models.AbstractModel):
    """Duties of synthetic agreements, served as the matching would."""

    _inherit = "synthetic.county"

    def _draw_duties(self, county, clinic, who, lines, line_ids, proofs):
        """``(rows of duties, {agreement: (planned, done, fully performed)})``"""
        team, doctor = who
        early = int(self.env["health.rule"]._get("duty_early_days", county.today))
        duties, counts = [], {}
        for line_id, (id_, person, term, (line, _tags, codes)) in zip(line_ids, lines, strict=True):
            fitting = sorted(
                proof
                for proof in proofs.get(person.archive_id, ())
                if proof.kind in codes and term.start <= proof.date <= term.last
            )
            common = {
                "agreement_id": id_,
                "line_id": line_id,
                "item_id": line.item_id.id,
                "archive_id": person.archive_id,
                "org_unit_id": clinic.id,
                "team_id": team.id,
                "doctor_id": doctor.id,
                "user_id": doctor.user_id.id or None,
                "must_finish": line.must_finish,
            }
            planned, done, performed = counts.get(id_, (0, 0, True))
            units = serve(term, line.times, line.spread, fitting, early)
            for number, (first, due, proof) in enumerate(units, 1):
                row = self._prepare_unit(term, proof)
                duties.append(
                    common | row | {"unit_number": number, "date_from": first, "date_due": due}
                )
                planned += row["state"] != "cancelled"
                done += row["state"] == "done"
                missing = not proof and line.must_finish and row["state"] != "cancelled"
                performed = performed and not missing
            counts[id_] = planned, done, performed
        for id_, (planned, done, performed) in counts.items():
            counts[id_] = planned, done, performed and bool(planned)
        return duties, counts

    def _prepare_unit(self, term, proof):
        if not proof:
            open_state = "open" if term.state in VALID else "lapsed"
            state = "cancelled" if term.state == "terminated" else open_state
            empty = ("done_date", "done_by_id", "way", "res_model", "res_id")
            return {"state": state} | dict.fromkeys(empty)
        return {
            "state": "done",
            "done_date": proof.date,
            "done_by_id": proof.user_id,
            "way": proof.way if proof.way in ("1", "2", "3") else None,
            "res_model": proof.model,
            "res_id": proof.id,
        }

    def _write_duties(self, county, duties):
        names = ("agreement_id", "line_id", "item_id", "archive_id", "team_id", "doctor_id",
                 "date_from", "date_due")  # fmt: skip
        if "family_duty" not in county.kept:
            # the sample would be the first unit itself, which exists once
            county.kept["family_duty"] = True
            sample = {name: duties[0][name] for name in names} | {"unit_number": 0}
            county.get_table("family.duty", sample)
        county.insert("family.duty", duties, {})
