"""What a photo says about itself, and a copy of it that says nothing."""

import io
from contextlib import suppress
from datetime import datetime
from typing import NamedTuple
from zoneinfo import ZoneInfo

from PIL import ExifTags, Image, ImageOps, UnidentifiedImageError

DISPLAY_SIZE = (1920, 1920)
# China keeps one legal time; cameras that note no offset are set to it.
CAMERA_TZ = ZoneInfo("Asia/Shanghai")


class Picture(NamedTuple):
    """Metadata claimed by the camera and the display copy (no metadata, upright, <= 1920 px).

    ``taken_at`` is naive UTC, coordinates are decimal degrees; all three may be ``None``.
    """

    display: bytes
    taken_at: datetime | None
    latitude: float | None
    longitude: float | None


class PictureError(ValueError):
    """The picture can't be decoded; ``megapixels`` is set when it is too large to try."""

    def __init__(self, megapixels=None):
        super().__init__(megapixels)
        self.megapixels = megapixels


def read_picture(content, max_megapixels):
    """Decode a picture once and return its :class:`Picture`.

    :raise PictureError: not decodable, or more than ``max_megapixels``; the size is taken
        from the header, before any pixel is unpacked.
    """
    if not _is_complete(content):
        raise PictureError()
    try:
        with Image.open(io.BytesIO(content)) as image:
            megapixels = image.width * image.height / 1e6
            if megapixels > max_megapixels:
                raise PictureError(megapixels)
            exif = image.getexif()
            taken_at, place = _read_taken_at(exif), _read_place(exif)
            return Picture(_make_display_copy(image), taken_at, *place)
    except Image.DecompressionBombError as error:
        raise PictureError(max_megapixels) from error
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, EOFError) as error:
        raise error if isinstance(error, PictureError) else PictureError() from error


def _is_complete(content):
    """Whether the picture reaches its end; Odoo tells Pillow to paint what is missing grey."""
    if content.startswith(b"\x89PNG"):
        return b"IEND\xaeB`\x82" in content[-4096:]
    if content.startswith(b"RIFF"):
        return int.from_bytes(content[4:8], "little") + 8 <= len(content)
    # JPEG: walk the segments (one may hold a whole thumbnail) up to the scan of the picture.
    start = 2
    while content[start : start + 1] == b"\xff" and content[start + 1 : start + 2] != b"\xda":
        start += 2 + int.from_bytes(content[start + 2 : start + 4], "big")
    return content.find(b"\xff\xd9", start) > 0


def _make_display_copy(image):
    # JPEG decodes at a half, a quarter, an eighth: a 50 MP photo never fills the memory.
    image.draft("RGB", DISPLAY_SIZE)
    upright = ImageOps.exif_transpose(image)
    upright.thumbnail(DISPLAY_SIZE)
    transparent = upright.has_transparency_data
    bare = upright.convert("RGBA" if transparent else "RGB")
    bare.info = {}
    output = io.BytesIO()
    if transparent:
        bare.save(output, "PNG", optimize=True)
    else:
        bare.save(output, "JPEG", quality=82, optimize=True)
    return output.getvalue()


def _read_taken_at(exif):
    details = exif.get_ifd(ExifTags.IFD.Exif)
    text = details.get(ExifTags.Base.DateTimeOriginal)
    offset = details.get(ExifTags.Base.OffsetTimeOriginal)
    with suppress(TypeError, ValueError):
        stamp = datetime.strptime(str(text).strip("\0 "), "%Y:%m:%d %H:%M:%S")
        zone = CAMERA_TZ
        with suppress(TypeError, ValueError):
            zone = datetime.strptime(str(offset).strip("\0 "), "%z").tzinfo
        return stamp.replace(tzinfo=zone).astimezone(ZoneInfo("UTC")).replace(tzinfo=None)
    return None


def _read_place(exif):
    gps = exif.get_ifd(ExifTags.IFD.GPSInfo)
    latitude = _degrees(gps, ExifTags.GPS.GPSLatitude, ExifTags.GPS.GPSLatitudeRef, 90)
    longitude = _degrees(gps, ExifTags.GPS.GPSLongitude, ExifTags.GPS.GPSLongitudeRef, 180)
    return (None, None) if None in (latitude, longitude) else (latitude, longitude)


def _degrees(gps, tag, reference_tag, limit):
    with suppress(KeyError, TypeError, ValueError, ZeroDivisionError):
        degrees, minutes, seconds = (float(part) for part in gps[tag])
        value = degrees + minutes / 60 + seconds / 3600
        sign = -1 if str(gps.get(reference_tag)) in ("S", "W") else 1
        return sign * value if value <= limit else None
    return None
