from . import test_device_calibration
from . import test_device_range
