from collections import Counter
from datetime import datetime, time

from odoo import models

from odoo.addons.resident.tools.bulk_table import insert_links

from ..tools.synthetic_exam_days import ExamDays
from ..tools.synthetic_exams import Exams, Station
from .health_exam_gap import REFUSED

_STATIONS = (
    ("一般检查", ("symptom", "general", "lifestyle", "history")),
    ("内科查体", ("organ", "body")),
    ("检验科", ("laboratory",)),
    ("心电图室", ("ecg",)),
    ("B超 放射", ("imaging",)),
)


class SyntheticCounty(models.AbstractModel):
    """A year of exams of the synthetic people, at the stations of their hospitals."""

    _inherit = "synthetic.county"

    def _populate_archives(self, county, clinic, archives):
        super()._populate_archives(county, clinic, archives)
        if "exams" not in county.kept:
            packages = self.env["health.exam.package"]
            packages = packages.search(packages._in_force_domain(county.today))
            county.kept["exams"] = Exams(county.random, self.env["health.exam"], packages)
        drawer = county.kept["exams"]
        examined = [row for row in archives if drawer.is_examined(row[0])]
        if examined:
            stations = self._get_exam_stations(county, clinic.parent_id)
            days = ExamDays(county.random, county.today, len(examined))
            exams = [drawer.draw(*row, stations, days) for row in examined]
            self._write_exams(county, clinic.parent_id, exams)

    def _write_exams(self, county, hospital, exams):
        """Rows of one village, numbered in the order in which people came.

        Their reports aren't written: a PDF of each would have to be drawn.

        :return: ids, in the order of ``exams``
        """
        exams.sort(key=lambda exam: exam.columns["date"])
        numbers = self.env["health.exam.counter"]._allocate(
            Counter((hospital, exam.columns["date"]) for exam in exams)
        )
        rows = [
            exam.columns
            | {
                "org_unit_id": hospital.id,
                "exam_number": numbers[hospital, exam.columns["date"]].pop(0),
                "egfr": self._get_exam_filtration(exam.columns),
            }
            for exam in exams
        ]
        names = ("archive_id", "org_unit_id", "date")
        ids = county.insert("health.exam", rows, {name: rows[0][name] for name in names})
        self._link_exams(ids, exams)
        self._write_exam_works(county, ids, exams)
        self._write_exam_gaps(county, ids, exams)
        return ids

    def _get_exam_filtration(self, columns):
        names = ("crea", "age", "sex", "date")
        exam = self.env["health.exam"].new({name: columns.get(name) for name in names})
        exam._compute_egfr()
        return exam.egfr

    def _link_exams(self, ids, exams):
        pairs = {"package_ids": []}
        for id_, exam in zip(ids, exams, strict=True):
            pairs["package_ids"] += [(id_, package_id) for package_id in exam.package_ids]
            for name, code_id in exam.links.items():
                pairs.setdefault(name, []).append((id_, code_id))
        for name, rows in pairs.items():
            insert_links(self.env.cr, self.env["health.exam"]._fields[name], rows)

    def _write_exam_works(self, county, ids, exams):
        rows = [
            self._prepare_exam_work(exam, station) | {"exam_id": id_}
            for id_, exam in zip(ids, exams, strict=True)
            for station in exam.stations
        ]
        if rows:
            sample = {name: rows[0][name] for name in ("exam_id", "station_id")}
            county.insert("health.exam.work", rows, sample)

    def _prepare_exam_work(self, exam, station):
        is_done = station in exam.done
        is_abnormal = is_done and bool(exam.abnormal & station.sections)
        summary = "见异常项" if is_abnormal else "未见明显异常"
        return {
            "station_id": station.id,
            "sequence": station.sequence,
            "state": "done" if is_done else "todo",
            "is_abnormal": is_abnormal,
            "summary": summary if is_done else None,
            "doctor_id": exam.columns["doctor_id"] if is_done else None,
            "done_at": datetime.combine(exam.columns["date"], time(3)) if is_done else None,
        }

    def _write_exam_gaps(self, county, ids, exams):
        reason = self.env["health.code"]._get("exam_gap_reason", REFUSED)
        rows = [
            {
                "exam_id": id_,
                "item_id": exam.refused,
                "reason_id": reason.id,
                "note": "本人不愿意做",
                "user_id": exam.columns["doctor_id"],
            }
            for id_, exam in zip(ids, exams, strict=True)
            if exam.refused
        ]
        if rows:
            county.insert("health.exam.gap", rows, rows[0])

    def _get_exam_stations(self, county, hospital):
        """Those of a hospital; made up where it has none."""
        known = county.kept.setdefault("exam_stations", {})
        if hospital not in known:
            stations = self.env["health.exam.station"]
            found = stations.search([("org_unit_id", "=", hospital.id)])
            found = found or stations.create(
                [self._prepare_exam_station(hospital, *row) for row in enumerate(_STATIONS)]
            )
            known[hospital] = [
                Station(one.id, one.sequence, frozenset(one.section_ids.mapped("code")))
                for one in found
            ]
        return known[hospital]

    def _prepare_exam_station(self, hospital, index, station):
        name, sections = station
        sections = self.env["health.exam.section"].search([("code", "in", sections)])
        return {
            "name": name,
            "org_unit_id": hospital.id,
            "sequence": 10 * index + 10,
            "section_ids": sections.ids,
        }
