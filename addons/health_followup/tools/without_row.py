from odoo.fields import Domain
from odoo.tools import SQL


def without_row(rows, column, condition):
    """Domain of the records that no row of the model ``rows`` refers to.

    ``NOT EXISTS`` joins hundreds of thousands of rows at once, where ``NOT IN`` reads them again
    for each record as soon as they don't fit into memory.

    :param column: with the id of the record
    :param condition: SQL about the row, which is called ``t``
    """

    def to_sql(model, alias, query):
        return SQL(
            "NOT EXISTS (SELECT FROM %s t WHERE t.%s = %s AND %s)",
            SQL.identifier(rows._table),
            SQL.identifier(column),
            SQL.identifier(alias, "id"),
            condition,
        )

    return Domain.custom(to_sql=to_sql)
