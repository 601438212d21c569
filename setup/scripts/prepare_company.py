# Before `account` is installed, which picks the chart of accounts by the company's country.
cny = env.ref("base.CNY")
cny.active = True
env.company.write({"country_id": env.ref("base.cn").id, "currency_id": cny.id})
users = env["res.users"].with_context(active_test=False).search([])
users.write({"lang": "zh_CN", "tz": "Asia/Shanghai"})
env.company.partner_id.write({"lang": "zh_CN", "tz": "Asia/Shanghai"})
# For every user and contact made from now on.
env["ir.default"].set("res.partner", "lang", "zh_CN")
env["ir.default"].set("res.partner", "tz", "Asia/Shanghai")
env.cr.commit()
