from .duty_windows import get_windows
