from datetime import timedelta
from io import BytesIO

from dateutil.relativedelta import relativedelta
from PIL import Image, ImageDraw

from odoo import api, models
from odoo.fields import Command

from odoo.addons.service_project.tools import service_today

CASES = (
    ("一户一屏：独居优抚对象血压远程监测", "smart", 70, 10,
     "社区医生每日查看，异常电话回访，家属同步收到提醒",
     (("电子血压计", "BP-20A", "血压、心率"), ("居家网关", "GW-1", "数据上传"))),
    ("鸿蒙智家：高龄优抚对象睡眠与跌倒监测", "harmony", 120, 11,
     "手环与床垫自动采集，家属和驻点医师共同查看",
     (("智能手环", "HB-9", "心率、睡眠"), ("毫米波雷达", "RD-3", "跌倒"))),
)  # fmt: skip
OFFERS = (
    ("就诊绿色通道", "持优抚证在本公司门诊优先挂号、优先检查", 20),
    ("健康热线", "工作日电话咨询用药和康复问题，可预约视频", 45),
)
RETURNED = "数据样本只有三天，请补充至少两周的连续数据。"
COMMENTS = (
    "首月以建档为主，请抓紧摸排。",
    "台账照片齐全，请按时补齐纸质页码。",
    "上门服务进度偏慢，请制定计划。",
    "健康讲座人数不足的场次不计，请提前通知。",
    "请继续推进风险评估。",
)


class ServiceDemo(models.AbstractModel):
    """Smart cases, other services, and the assessments of the months that are over."""

    _inherit = "service.demo"

    @api.model
    def _populate(self, project_id, region_id):
        result = super()._populate(project_id, region_id)
        project = self.env["project.project"].browse(project_id)
        # what the centre decides on is there once the obligations are
        manager = self.env.ref("service_project.user_svmanager_demo")
        demo = self.with_user(manager)
        demo._decide(project)
        demo._assess_months(project)
        return result

    def _treat(self, project, region, members, random):
        super()._treat(project, region, members, random)
        today = min(service_today(), project.date)
        # sudo: loads the demo in the doctor's name, also before the assignment began
        doctor = self.env.ref("service_project.user_svphysician_demo")
        demo = self.with_user(doctor).sudo()
        for number, (name, kind, days, color, mode, devices) in enumerate(CASES, start=1):
            day = project.date_start + timedelta(days=days)
            if day <= today:
                demo._make_case(project, number, (name, kind, day, color, mode, devices))
        for name, description, days in OFFERS:
            day = project.date_start + timedelta(days=days)
            if day <= today:
                demo._make_offer(project, name, description, day)

    def _make_case(self, project, number, facts):
        name, kind, day, color, mode, devices = facts
        case = self.env["service.case"].create(
            {
                "name": name,
                "project_id": project.id,
                "type_id": self.env.ref(f"veteran_services.case_type_{kind}").id,
                "date": day,
                "mode_text": mode,
                "result_text": "试点户均能按时测量，异常及时处理（示例）",
                "device_ids": [
                    Command.create(
                        {
                            "name": device,
                            "model_name": model,
                            "serial_number": f"{model}-{number:02}{index:04}",
                            "measured": measured,
                        }
                    )
                    for index, (device, model, measured) in enumerate(devices, start=1)
                ],
            }
        )
        for code, suffix in (("report", "pdf"), ("data_sample", "pdf"), ("photo", "jpg")):
            content = _draw(f"DEMO {code} {number}", color * 10, suffix)
            case._add_evidence(f"{code}.{suffix}", content, requirement_code=code)
        case.action_submit()

    def _make_offer(self, project, name, description, day):
        offer = self.env["service.offer"].create(
            {
                "name": name,
                "project_id": project.id,
                "description": description,
                "date_from": day,
                "contact": "服务专员（示例）",
            }
        )
        content = _draw(f"DEMO offer {day}", 180, "jpg")
        offer._add_evidence("notice.jpg", content, requirement_code="proof")

    def _decide(self, project):
        """The first case is accepted, the second one returned."""
        cases = self.env["service.case"].search([("project_id", "=", project.id)], order="date")
        cases[:1].action_accept()
        if later := cases[1:]:
            later._get_claim_rows()._reject(RETURNED)

    def _assess_months(self, project):
        month, comments = project.date_start.replace(day=1), iter(COMMENTS)
        while month + relativedelta(months=1) <= service_today() and month <= project.date:
            assessment = self.env["service.assessment"].create(
                {"project_id": project.id, "month": month, "comment": next(comments, False)}
            )
            assessment.action_sign()
            month += relativedelta(months=1)


def _draw(text, color, suffix):
    """Bytes of a page that says what it is an example of."""
    page = Image.new("RGB", (640, 480), (color, 200, 220))
    ImageDraw.Draw(page).text((40, 40), text, fill=(0, 0, 0))
    stream = BytesIO()
    page.save(stream, "PDF" if suffix == "pdf" else "JPEG")
    return stream.getvalue()
