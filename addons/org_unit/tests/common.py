from odoo.fields import Command


def new_users(env, *users):
    """Users like those of ``new_test_user``, made at once, which takes a third of the time.

    :param users: a dictionary for each: ``login``, ``groups`` (XML ids with commas) and any value
    :return: the users in this order
    """
    return env["res.users"].create([_complete(env, **user) for user in users])


def _complete(env, login, groups, **values):
    return {
        "name": f"{login} ({groups})",
        "login": login,
        "password": login.ljust(8, "x"),
        "email": f"{login}@example.com",
        "group_ids": [Command.set([env.ref(xmlid).id for xmlid in groups.split(",")])],
    } | values
