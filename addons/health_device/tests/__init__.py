from . import test_device_calibration
