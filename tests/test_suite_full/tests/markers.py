"""Words and amounts that only the Debao contract contains: seeing one is seeing the contract."""

import re

# Shorter texts and smaller amounts occur elsewhere by chance.
TEXT_LENGTH = 6
AMOUNT = 1_000_000


def markers_of(contract, family) -> set[str]:
    """Distinctive texts of the contract and of its rows, and its large amounts."""
    env = contract.sudo().env
    texts, amounts = set(), set()
    for model, ids in family.items():
        records = env[model].sudo().browse(ids)
        for field in records._fields.values():
            if field._module == "contract_billing" and field.store:
                values = records.mapped(field.name)
                if field.type in ("char", "text"):
                    texts |= {value for value in values if value and len(value) >= TEXT_LENGTH}
                elif field.type == "monetary":
                    amounts |= {f"{value:.0f}" for value in values if value >= AMOUNT}
    texts.add(contract.name)
    return {text[:60] for text in texts | amounts} - shared_words(env)


def shared_words(env) -> set[str]:
    """Names that public registers show to everybody, so that they betray nothing."""
    units = env["org.unit"].sudo().search([]).mapped("name")
    kits = env["equipment.kit.template"].sudo().search([]).mapped("name")
    return {*units, *kits, *env["res.company"].sudo().search([]).mapped("name")}


def markers_in(text: str, markers: set[str]) -> list[str]:
    """The markers that the text contains; an amount only as a number of its own."""
    found = {marker for marker in markers if marker in text}
    return sorted(
        marker
        for marker in found
        if not marker.isdigit() or re.search(rf"(?<!\d){marker}(?!\d)", text)
    )
