from decimal import Decimal

from odoo.fields import Date, Domain

from .device_list import CHOICE_KEYS, CHOICES, COLUMNS
from .import_lookup import COMPANIES, BadValue, RecordFinder

CENT = Decimal("0.01")
# Card field: field of the device model that fills an empty cell.
MODEL_FIELDS = {
    "class_id": "class_id",
    "manufacturer_id": "manufacturer_id",
    "device_class": "device_class",
    "registration_number": "registration_number",
    "uom": "uom",
}
PLAIN = [
    column.name
    for column in COLUMNS
    if not column.name.endswith("_id")
    and column.name not in CHOICES
    and column.kind not in ("money", "number")
]


class CardBuilder:
    """Turns rows of a device list into values of asset cards.

    Whatever the rows name is read in a few queries for all of them. A company or device model
    that shall be created stands in the values by its name until :meth:`create_missing`.

    :param env: environment of the user who imports: what he may not see does not exist
    :param rows: clean rows of :mod:`.device_list` columns, as safe_spreadsheet reads them
    """

    def __init__(self, env, rows, create_partners=False, create_models=False):
        self.env, self.rows = env, rows
        self.create_partners, self.create_models = create_partners, create_models
        self.today = Date.context_today(env.user)
        self.cards, self.errors = {}, []
        self.finder = RecordFinder(env, rows)
        self.models = self._read_models()
        self._read_numbers()

    def build(self):
        """Fill ``cards`` {row number: values} and ``errors`` [(row number, column, reason)]."""
        for row in self.rows:
            vals, errors = {}, []
            for step in (self._choices, self._records, self._value, self._dates, self._numbers):
                # a later step needs what an earlier one found: the first reasons are enough
                if not errors:
                    errors = step(row, vals)
            self.errors += [(row.number, error.column, str(error)) for error in errors]
            if not errors:
                self._claim(row.number, vals)
                self.cards[row.number] = vals

    def create_missing(self):
        """Create the companies and models that the good rows name and nobody has yet."""
        partners = self._create_partners()
        for vals in self.cards.values():
            for name in COMPANIES:
                vals[name] = partners.get(vals[name], vals[name])
        models = self._create_models()
        for vals in self.cards.values():
            vals["device_model_id"] = models.get(vals["device_model_id"], vals["device_model_id"])

    def _read_models(self):
        names = list({row.values["name"] for row in self.rows})
        models = self.env["equipment.model"].search([("name", "in", names)])
        return {(m.name, m.brand or None, m.specification or None): m for m in models}

    def _read_numbers(self):
        """Numbers that are in the books already."""
        serials = [row.values["serial_no"] for row in self.rows if row.values["serial_no"]]
        numbers = [row.values["asset_number"] for row in self.rows if row.values["asset_number"]]
        # sudo: numbers are unique beyond the own scope; nothing but the number itself is told
        cards = self.env["maintenance.equipment"].sudo().with_context(active_test=False)
        fields = ["serial_no", "asset_number", "device_model_id", "org_unit_id"]
        known = Domain("serial_no", "in", serials) | Domain("asset_number", "in", numbers)
        found = cards.search_fetch(known, fields) if serials or numbers else cards
        self.serials = {(card.serial_no, card.device_model_id.id): None for card in found}
        self.numbers = {(card.org_unit_id.id, card.asset_number): None for card in found}

    def _choices(self, row, vals):
        vals.update({name: row.values[name] or False for name in PLAIN})
        errors = []
        for name, keys in CHOICE_KEYS.items():
            text = row.values[name]
            if text and text not in keys:
                words = "、".join(words[0] for words in CHOICES[name].values())
                message = self.env._(
                    "“%(text)s” is not possible here. Possible are: %(words)s.",
                    text=text,
                    words=words,
                )
                errors.append(BadValue(name, message))
            elif text:
                vals[name] = keys[text]
        return errors

    def _records(self, row, vals):
        key = tuple(row.values[name] for name in ("name", "brand", "model"))
        model = self.models.get(key)
        vals["device_model_id"] = model.id if model else self.create_models and key
        errors = []
        for name in self.finder.lookups:
            try:
                vals[name] = self._find(name, row.values[name])
            except BadValue as error:
                errors.append(error)
        unit = vals.get("org_unit_id") or self.env.user.org_unit_id.id
        vals |= {"org_unit_id": unit, "using_unit_id": vals.get("using_unit_id") or unit}
        for name, source in MODEL_FIELDS.items():
            if model and not vals.get(name):
                value = model[source]
                vals[name] = value.id if model._fields[source].relational else value
        return errors

    def _find(self, name, text):
        if (
            name in COMPANIES
            and self.create_partners
            and text
            and not self.finder.knows(name, text)
        ):
            return text
        return self.finder.find(name, text)

    def _value(self, row, vals):
        """原值 must be 数量 × 单价 to the cent; one of the two prices may be left out."""
        quantity = row.values["quantity"]
        quantity = Decimal(1) if quantity is None else quantity
        if quantity <= 0 or quantity != quantity.quantize(CENT):
            message = self.env._(
                "The quantity must be greater than zero, with two decimals at most."
            )
            return [BadValue("quantity", message)]
        if row.values["serial_no"] and quantity != 1:
            message = self.env._("A serial number belongs to one piece: one row for each piece.")
            return [BadValue("quantity", message)]
        price, total = row.values["unit_price"], row.values["original_value"]
        if price is None:
            price = self._price_of(total, quantity, vals)
        if total is None:
            total = (price * quantity).quantize(CENT)
        if price < 0 or price * quantity != total:
            message = self.env._(
                "%(quantity)s × %(price)s is %(product)s, not %(total)s.",
                quantity=f"{quantity:f}",
                price=f"{price:,.2f}",
                product=f"{price * quantity:,.2f}",
                total=f"{total:,.2f}",
            )
            return [BadValue("original_value", message)]
        vals |= {
            "quantity": float(quantity),
            "unit_price": float(price),
            "original_value": float(total),
        }
        return []

    def _price_of(self, total, quantity, vals):
        if total is not None:
            return (total / quantity).quantize(CENT)
        model_id = vals["device_model_id"]
        model = self.env["equipment.model"].browse(model_id if isinstance(model_id, int) else [])
        return Decimal(str(model.list_price)).quantize(CENT)

    def _dates(self, row, vals):
        acquired, start, end = (
            row.values[name] for name in ("acquisition_date", "warranty_start", "warranty_date")
        )
        if acquired and acquired > self.today:
            return [BadValue("acquisition_date", self.env._("This day is in the future."))]
        if start and end and end < start:
            message = self.env._("The warranty cannot end before it starts.")
            return [BadValue("warranty_date", message)]
        if acquired:
            vals["effective_date"] = acquired
        return []

    def _numbers(self, row, vals):
        errors = []
        serial, number = self._keys(vals)
        if vals["serial_no"] and serial in self.serials:
            errors.append(BadValue("serial_no", self._twice(self.serials[serial])))
        if vals["asset_number"] and number in self.numbers:
            errors.append(BadValue("asset_number", self._twice(self.numbers[number])))
        return errors

    def _claim(self, row_number, vals):
        serial, number = self._keys(vals)
        self.serials[serial] = self.numbers[number] = row_number

    def _keys(self, vals):
        serial = (vals["serial_no"], vals["device_model_id"])
        return serial, (vals["org_unit_id"], vals["asset_number"])

    def _twice(self, row_number):
        if row_number:
            return self.env._("Row %(row)s has this number already.", row=row_number)
        return self.env._("A card with this number exists already.")

    def _create_partners(self):
        cells = (vals[name] for vals in self.cards.values() for name in COMPANIES)
        names = {cell for cell in cells if isinstance(cell, str)}
        # sudo: the one who imports chose to add companies; the address book is not his to edit
        partners = self.env["res.partner"].sudo()
        created = partners.create([{"name": name, "is_company": True} for name in sorted(names)])
        return {partner.name: partner.id for partner in created}

    def _create_models(self):
        first = {}
        for vals in self.cards.values():
            if isinstance(vals["device_model_id"], tuple):
                first.setdefault(vals["device_model_id"], vals)
        created = self.env["equipment.model"].create(
            [
                {"name": key[0], "brand": key[1], "specification": key[2]}
                | {source: vals[name] for name, source in MODEL_FIELDS.items() if vals.get(name)}
                | {"serial_required": bool(vals["serial_no"])}
                for key, vals in first.items()
            ]
        )
        return dict(zip(first, created.ids, strict=True))
