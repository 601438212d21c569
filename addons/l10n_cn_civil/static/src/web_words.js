import { _t } from "@web/core/l10n/translation";

/**
 * Words of the web client that Odoo's own Chinese catalogue leaves blank. Where a catalogue has no
 * word, the client takes one from any other; ours names these only for that.
 */
export const WEB_WORDS = [
    _t("Add nested rule"),
    _t("Among the %(total)s selected records, %(valid_count)s are valid for this update."),
    _t("Are you sure you want to delete the %(nbSelected)s selected records?"),
    _t("Are you sure you want to delete the selected record?"),
    _t("Are you sure you want to update %(count)s records?"),
    _t("Caps Lock is on!"),
    _t("Custom range"),
    _t("Invalid Display Name"),
    _t("Missing required fields"),
    _t("Month to date"),
    _t("My Preferences"),
    _t("No settings found"),
    _t('Press "Enter" to add criterion'),
    _t("Select one or several criteria"),
    _t("Show options"),
    _t("The file is not an image, resizing is not possible"),
    _t("The resizing of the image failed"),
    _t("Toggle date range mode"),
    _t("Try searching for another keyword"),
    _t('Use the operators "+=", "-=", "*=" and "/=" to update the current value.'),
    _t("Year to date"),
    _t("before"),
    _t("between"),
    _t("empty"),
    _t("greater or equal to"),
    _t("lower or equal to"),
    _t("lower than"),
    _t("not %(operator_label)s"),
];
