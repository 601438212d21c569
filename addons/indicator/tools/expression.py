"""Domains that people enter, evaluated without ever running code.

The text is parsed to a syntax tree of which only lists, constants, the given names and
``date - 65 * year`` are read; whatever else stands in it is refused. Nothing is compiled.
"""

import ast
from datetime import date

from dateutil.relativedelta import relativedelta

MAX_LENGTH = 4000
UNITS_OF_TIME = {
    "day": relativedelta(days=1),
    "month": relativedelta(months=1),
    "year": relativedelta(years=1),
}
CONSTANTS = (str, int, float, type(None))


class ExpressionError(ValueError):
    """The text holds something that is not allowed; the argument is that piece of it."""


def evaluate(text, names):
    """Return the value of ``text``: constants, lists, tuples, ``names`` and dates shifted by spans.

    :raise ExpressionError: anything else, or a text that is no expression at all
    """
    if len(text) > MAX_LENGTH:
        raise ExpressionError(f"{text[:40]}…")
    try:
        tree = ast.parse(text.strip(), mode="eval")
        return _value(tree.body, {**UNITS_OF_TIME, **names})
    except ExpressionError:
        raise
    except (
        ArithmeticError,
        MemoryError,
        RecursionError,
        SyntaxError,
        TypeError,
        ValueError,
    ) as err:
        raise ExpressionError(text) from err


def _value(node, names):
    match node:
        case ast.List(elts=items):
            return [_value(item, names) for item in items]
        case ast.Tuple(elts=items):
            return tuple(_value(item, names) for item in items)
        case ast.Constant(value=value) if isinstance(value, CONSTANTS):
            return value
        case ast.Name(id=name) if name in names:
            return names[name]
        case ast.UnaryOp(op=ast.USub(), operand=operand):
            return -_number(operand, names)
        case ast.BinOp(left=left, op=ast.Mult(), right=right):
            return _number(left, names) * _typed(right, names, relativedelta)
        case ast.BinOp(left=left, op=ast.Add(), right=right):
            return _typed(left, names, date) + _typed(right, names, relativedelta)
        case ast.BinOp(left=left, op=ast.Sub(), right=right):
            return _typed(left, names, date) - _typed(right, names, relativedelta)
    raise ExpressionError(ast.unparse(node))


def _number(node, names):
    return _typed(node, names, int | float)


def _typed(node, names, kind):
    value = _value(node, names)
    if not isinstance(value, kind):
        raise ExpressionError(ast.unparse(node))
    return value
