from . import (
    device_reason,
    device_source,
    device_source_code,
    device_source_value,
    device_message,
    device_message_receive,
    device_result,
    device_result_prepare,
    device_result_delivery,
)
