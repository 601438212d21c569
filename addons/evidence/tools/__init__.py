from .durable import fsync_entry, write_durably
from .file_type import FILE_TYPES, HEIC, detect_mimetype, get_extension
from .picture import Picture, PictureError, read_picture

__all__ = [
    "FILE_TYPES",
    "HEIC",
    "Picture",
    "PictureError",
    "detect_mimetype",
    "fsync_entry",
    "get_extension",
    "read_picture",
    "write_durably",
]
