from . import device_set_aside
