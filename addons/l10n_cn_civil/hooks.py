from odoo.tools import convert_file


def load_regions(env):
    """Load the shipped regions once: an update must not undo codes the county has imported.

    A CSV file in the manifest would be loaded again with every update (it knows no noupdate).
    """
    convert_file(env, "l10n_cn_civil", "data/cn.region.csv", idref=None, noupdate=True)
