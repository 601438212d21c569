from .expression import ExpressionError, evaluate
from .figure import Figure, ratio, traffic_light
from .span import Span
from .unit_tree import UnitTree
