"""``(sex, age, programme), boxes that differ from a well person's form, finding``: each rule once."""

WOMAN, MAN = ("2", 70, None), ("1", 70, None)
HYPERTENSIVE, YOUNG_HYPERTENSIVE = ("2", 70, "hypertension"), ("2", 50, "hypertension")
DIABETIC = ("2", 70, "diabetes")
DIZZY = {"symptom_ids": ["symptom/03"]}
BMI = {"height": 160.0}


def _sbp(value):
    return {"sbp_left": value, "dbp_left": 78, "sbp_right": value - 4, "dbp_right": 76}


def _dbp(value):
    return {"sbp_left": 129, "dbp_left": value, "sbp_right": 126, "dbp_right": 76}


PRESSURES = [
    (WOMAN, _sbp(180) | DIZZY, "血压极高并有症状（危急值）"),
    (WOMAN, _dbp(110) | DIZZY, "血压极高并有症状（危急值）"),
    (WOMAN, _sbp(180), "血压达到危险水平"),
    (HYPERTENSIVE, _dbp(110), "血压达到危险水平"),
    (HYPERTENSIVE, _sbp(150), "高血压患者血压未达标"),
    (HYPERTENSIVE, _dbp(90), "高血压患者血压未达标"),
    (HYPERTENSIVE, _sbp(149), None),
    (YOUNG_HYPERTENSIVE, _sbp(140), "高血压患者血压未达标"),
    (YOUNG_HYPERTENSIVE, _dbp(90), "高血压患者血压未达标"),
    (YOUNG_HYPERTENSIVE, _sbp(139), None),
    (WOMAN, _sbp(179), "血压升高，疑似高血压"),
    (WOMAN, _sbp(140), "血压升高，疑似高血压"),
    (WOMAN, _dbp(90), "血压升高，疑似高血压"),
    (WOMAN, _sbp(139), "血压正常高值"),
    (WOMAN, _dbp(85), "血压正常高值"),
    (WOMAN, _sbp(89) | {"dbp_left": 62, "dbp_right": 62}, "血压偏低"),
    (WOMAN, {"sbp_left": 100, "dbp_left": 59, "sbp_right": 98}, "血压偏低"),
]
GLUCOSE = [
    (WOMAN, {"fbg": 2.8}, "空腹血糖危急值"),
    (WOMAN, {"fbg": 22.2}, "空腹血糖危急值"),
    (WOMAN, {"fbg": 16.7}, "血糖达到危险水平"),
    (DIABETIC, {"fbg": 3.9}, "糖尿病患者低血糖"),
    (WOMAN, {"fbg": 3.9}, None),
    (WOMAN, {"fbg": 3.8}, "空腹血糖偏低"),
    (DIABETIC, {"fbg": 7.0}, "糖尿病患者血糖未达标"),
    (DIABETIC, {"fbg": 6.9}, None),
    (WOMAN, {"fbg": 7.0}, "空腹血糖升高，疑似糖尿病"),
    (WOMAN, {"fbg": 6.9}, "空腹血糖受损"),
    (WOMAN, {"fbg": 6.1}, "空腹血糖受损"),
    (WOMAN, {"fbg": 6.0}, None),
    (WOMAN, {"hba1c": 7.0}, "糖化血红蛋白升高"),
]
LABORATORY = [
    (WOMAN, {"k": 6.21}, "血钾危急值"), (WOMAN, {"k": 2.79}, "血钾危急值"),
    (WOMAN, {"na": 119}, "血钠危急值"), (WOMAN, {"na": 160.1}, "血钠危急值"),
    (WOMAN, {"hgb": 49}, "血红蛋白危急值"), (WOMAN, {"plt": 29}, "血小板危急值"),
    (WOMAN, {"wbc": 0.9}, "白细胞危急值"), (WOMAN, {"wbc": 30.5}, "白细胞危急值"),
    (WOMAN, {"crea": 651}, "肌酐危急值"),
    (WOMAN, {"crea": 180}, "肾功能重度下降"), (WOMAN, {"crea": 110}, "肾功能下降"),
    (("2", 25, None), {"crea": 74}, "肌酐升高"),
    (WOMAN, {"urea": 8.9}, "尿素升高"), (WOMAN, {"microalb": 2}, "尿微量白蛋白升高"),
    (WOMAN, {"urine_protein_id": "exam_urine/3"}, "尿蛋白阳性"),
    (WOMAN, {"urine_protein_id": "exam_urine/2"}, None),
    (WOMAN, {"urine_blood_id": "exam_urine/4"}, "尿潜血阳性"),
    (WOMAN, {"urine_glucose_id": "exam_urine/3"}, "尿糖阳性"),
    (WOMAN, {"urine_ketone_id": "exam_urine/6"}, "尿酮体阳性"),
    (WOMAN, {"alt": 40.1}, "谷丙转氨酶升高"), (MAN, {"alt": 40.1, "hgb": 140}, None),
    (WOMAN, {"ast": 36}, "谷草转氨酶升高"), (WOMAN, {"tbil": 21.1}, "总胆红素升高"),
    (WOMAN, {"alb": 39.9}, "白蛋白偏低"), (WOMAN, {"hbsag_id": "exam_negative/2"}, "乙肝表面抗原阳性"),
    (WOMAN, {"hgb": 114}, "贫血"), (WOMAN, {"hgb": 151}, "血红蛋白升高"),
    (MAN, {"hgb": 129}, "贫血"),
    (WOMAN, {"wbc": 9.6}, "白细胞升高"), (WOMAN, {"wbc": 3.4}, "白细胞减少"),
    (WOMAN, {"plt": 124}, "血小板减少"), (WOMAN, {"plt": 351}, "血小板升高"),
    (WOMAN, {"k": 3.49}, "低钾"), (WOMAN, {"k": 5.31}, "高钾"),
    (WOMAN, {"na": 136.9}, "低钠"), (WOMAN, {"na": 147.1}, "高钠"),
    (WOMAN, {"tc": 6.2}, "总胆固醇升高"), (WOMAN, {"tc": 5.2}, "总胆固醇边缘升高"),
    (WOMAN, {"tg": 2.3}, "甘油三酯升高"), (WOMAN, {"tg": 1.7}, "甘油三酯边缘升高"),
    (WOMAN, {"ldl": 4.1}, "低密度脂蛋白胆固醇升高"), (WOMAN, {"ldl": 3.4}, "低密度脂蛋白胆固醇边缘升高"),
    (WOMAN, {"hdl": 0.99}, "高密度脂蛋白胆固醇降低"),
    (WOMAN, {"fobt_id": "exam_negative/2"}, "大便潜血阳性"),
    (WOMAN, {"pap_id": "exam_normal/2"}, "宫颈涂片异常"),
]  # fmt: skip
IMAGES = [
    (WOMAN, {"ecg_id": "exam_normal/2", "ecg_text": "急性前壁心肌梗死，ST段抬高"}, "心电图危急值"),
    (WOMAN, {"ecg_id": "exam_normal/2", "ecg_text": "窦性心动过缓"}, "心电图异常"),
    (WOMAN, {"xray_id": "exam_normal/2"}, "胸部X线异常"),
    (WOMAN, {"ultrasound_id": "exam_normal/2"}, "腹部B超异常"),
    (WOMAN, {"ultrasound_other_id": "exam_normal/2"}, "其他B超异常"),
]
BODY = [
    (WOMAN, {"elder_cognition_id": "exam_screen/2"}, "认知功能粗筛阳性"),
    (WOMAN, {"elder_emotion_id": "exam_screen/2"}, "情感状态粗筛阳性"),
    (WOMAN, {"elder_adl_id": "exam_adl/2"}, "生活自理能力下降"),
    (WOMAN, {"weight": 71.7} | BMI, "肥胖"), (WOMAN, {"weight": 71.6} | BMI, "超重"),
    (WOMAN, {"weight": 47.3} | BMI, "体重过低"),
    (MAN, {"waist": 90, "hgb": 140}, "中心型肥胖"), (MAN, {"waist": 89.9, "hgb": 140}, None),
    (WOMAN, {"waist": 85}, "中心型肥胖"), (WOMAN, {"waist": 84.9}, None),
    (WOMAN, {"temperature": 37.3}, "体温升高"),
    (WOMAN, {"pulse": 101}, "脉搏过快"), (WOMAN, {"pulse": 59}, "脉搏过慢"),
    (WOMAN, {"rhythm_id": "exam_rhythm/3"}, "心律绝对不齐"),
    (WOMAN, {"rhythm_id": "exam_rhythm/2"}, "心律不齐"),
    (WOMAN, {"murmur_id": "exam_present/2"}, "心脏杂音"),
    (WOMAN, {"rales_id": "exam_rales/3"}, "肺部罗音"),
    (WOMAN, {"breath_id": "exam_normal/2"}, "呼吸音异常"),
    (WOMAN, {"skin_id": "exam_skin/5"}, "黄疸"), (WOMAN, {"sclera_id": "exam_sclera/2"}, "黄疸"),
    (WOMAN, {"lymph_id": "exam_lymph/2"}, "淋巴结肿大"),
    (WOMAN, {"abdomen_mass_id": "exam_present/2"}, "腹部包块"),
    (WOMAN, {"abdomen_tender_id": "exam_present/2"}, "腹部压痛"),
    (WOMAN, {"abdomen_liver_id": "exam_present/2"}, "肝大"),
    (WOMAN, {"abdomen_spleen_id": "exam_present/2"}, "脾大"),
    (WOMAN, {"abdomen_dullness_id": "exam_present/2"}, "腹部移动性浊音阳性"),
    (WOMAN, {"edema_id": "exam_edema/4"}, "下肢水肿"),
    (WOMAN, {"pedis_id": "exam_pedis/1"}, "足背动脉搏动减弱或消失"),
    (WOMAN, {"pedis_id": "exam_pedis/2"}, None),
    (WOMAN, {"fundus_id": "exam_normal/2"}, "眼底异常"),
    (WOMAN, {"rectal_id": "exam_rectal/3"}, "肛门指诊异常"),
    (WOMAN, {"breast_ids": ["exam_breast/4"]}, "乳腺包块"),
    (WOMAN, {"breast_ids": ["exam_breast/3"]}, "乳腺异常"),
    (WOMAN, {"vulva_id": "exam_gynaecology/2"}, "外阴异常"),
    (WOMAN, {"vagina_id": "exam_gynaecology/2"}, "阴道异常"),
    (WOMAN, {"cervix_id": "exam_gynaecology/2"}, "宫颈异常"),
    (WOMAN, {"uterus_id": "exam_gynaecology/2"}, "宫体异常"),
    (WOMAN, {"adnexa_id": "exam_gynaecology/2"}, "附件异常"),
    (WOMAN, {"hearing_id": "exam_hearing/2"}, "听力下降"),
    (WOMAN, {"motion_id": "exam_motion/2"}, "运动功能障碍"),
]  # fmt: skip
VECTORS = [*PRESSURES, *GLUCOSE, *LABORATORY, *IMAGES, *BODY]
