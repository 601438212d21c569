from odoo.tests import Form, freeze_time, tagged

from .common import ResidentCase


@freeze_time("2026-05-01")
@tagged("post_install", "-at_install")
class TestResPartnerHousehold(ResidentCase):
    def test_a_new_head_takes_the_place_of_the_former(self):
        father, son = self._resident(name="韦示一"), self._resident(name="韦示二")
        father.action_found_household()
        household = father.household_id
        son.write({"household_id": household.id, "household_relation": "child"})
        household.head_id = son
        self.assertEqual((father.household_relation, son.household_relation), ("other", "head"))
        self.assertEqual((household.head_id, household.member_count), (son, 2))
        self.assertIn("韦示二", household.name)

    def test_who_moves_to_another_household_is_not_its_head(self):
        father, other = self._resident(), self._resident(name="韦示二")
        (father | other)[0].action_found_household()
        other.action_found_household()
        other.household_id = father.household_id
        self.assertFalse(other.household_relation)
        self.assertEqual(father.household_id.head_id, father)

    def test_the_same_address_or_telephone_proposes_a_household(self):
        father = self._resident(street="第1组1号", resident_phone="13800000417")
        father.action_found_household()
        for vals in ({"street": "第1组1号"}, {"resident_phone": "+86 138 0000 0417"}):
            child = self._resident(name="韦示二", **vals)
            self.assertEqual(child.household_proposal_id, father.household_id)
            child.action_join_household()
            self.assertEqual(child.household_id, father.household_id)
        stranger = self._resident(self.doctor_b, street="第1组1号")
        self.assertFalse(stranger.household_proposal_id)

    def test_groups_by_age_follow_from_the_birth_date(self):
        elder = self.env.ref("resident.population_tag_elder")
        child = self.env.ref("resident.population_tag_child")
        old = self._resident(birth_date="1961-05-01")
        almost = self._resident(birth_date="1961-05-02")
        young = self._resident(birth_date="2019-05-02")
        self.assertEqual(old.population_tag_ids, elder)
        self.assertFalse(almost.population_tag_ids)
        self.assertEqual(young.population_tag_ids, child)
        ours = old | almost | young
        for tag, found in ((elder, old), (child, young)):
            domain = [("population_tag_ids", "in", tag.ids), ("id", "in", ours.ids)]
            self.assertEqual(ours.search(domain), found)

    def test_the_usual_ethnic_group_of_the_village_is_proposed(self):
        zhuang = self.env.ref("resident.ethnic_group_08")
        partners = self.env["res.partner"].with_user(self.doctor_a)
        form = partners.with_context(default_is_resident=True)
        self.assertFalse(form.default_get(["ethnic_group_id"]).get("ethnic_group_id"))
        self._resident(ethnic_group_id=zhuang.id)
        self.assertEqual(form.default_get(["ethnic_group_id"])["ethnic_group_id"], zhuang.id)

    def test_a_new_person_begins_with_the_number_or_the_name_that_was_not_found(self):
        residents = self.env["res.partner"].with_user(self.doctor_a)
        for searched, name, number in (
            (["王"], False, False),
            (["11010519491231002x"], False, "11010519491231002X"),
            (["张三", "韦示三 11010519491231002X"], "韦示三", "11010519491231002X"),
            (["110105194912310021"], False, False),  # a slip, refused when it is typed
        ):
            context = {"default_is_resident": True, "resident_searched": searched}
            form = Form(
                residents.with_context(**context), "resident.res_partner_view_form_resident"
            )
            found = (form.name or False, form.identity_number or False)
            self.assertEqual(found, (name, number), searched)
            self.assertEqual(bool(form.birth_date), bool(number))

    def test_people_are_found_as_they_are_remembered(self):
        resident = self._resident(
            name="韦示三", birth_date="1953-06-15", resident_phone="0776-3822000"
        )
        for text in ("wss 1953", "wss1953", "WSS　１９５３", "weishi", "韦示", "示三", "1953 韦", "19530615",
                     "07763822000"):  # fmt: skip
            self.assertEqual(self._found(text), resident, text)
            self.assertFalse(self._found(text, self.doctor_b), text)
        for text in ("wss 1954", "三韦", "%", "_示三", "19539999"):
            self.assertFalse(self._found(text), text)
