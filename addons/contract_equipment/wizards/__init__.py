from . import contract_delivery_plan, contract_delivery_plan_line
