from . import (
    equipment_rule,
    equipment_class,
    equipment_class_life,
    equipment_model,
    equipment_model_check,
    equipment_tag_mixin,
    equipment_kit_template,
    equipment_kit_template_line,
    maintenance_equipment,
    equipment_numbering,
    equipment_kit,
    equipment_kit_part,
)
