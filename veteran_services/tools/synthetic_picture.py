"""Pictures for the demo: a photo as a phone takes it, and a signature. Nobody is on them."""

from io import BytesIO

from PIL import ExifTags, Image, ImageDraw

SIZE = (320, 240)


def draw_photo(random, moment):
    """JPEG with the time of the camera, another one each time.

    :param moment: local time at which it was taken
    """
    colour = tuple(random.randint(60, 220) for _band in range(3))
    image = Image.new("RGB", SIZE, colour)
    pen = ImageDraw.Draw(image)
    for _number in range(6):
        corner = random.randint(0, SIZE[0]), random.randint(0, SIZE[1])
        shade = tuple(min(band + random.randint(-50, 60), 255) for band in colour)
        pen.ellipse((*corner, corner[0] + 90, corner[1] + 70), fill=shade)
    pen.text((10, SIZE[1] - 20), f"DEMO {moment:%Y-%m-%d %H:%M}", fill="white")
    exif = Image.Exif()
    exif[ExifTags.IFD.Exif] = {ExifTags.Base.DateTimeOriginal: f"{moment:%Y:%m:%d %H:%M:%S}"}
    return _save(image, "JPEG", exif=exif, quality=70)


def draw_signature(random):
    """PNG of a line that somebody drew with a finger."""
    image = Image.new("RGB", (300, 100), "white")
    points = [(20 + step * 20, random.randint(20, 80)) for step in range(13)]
    ImageDraw.Draw(image).line(points, fill="black", width=3)
    return _save(image, "PNG")


def _save(image, form, **options):
    file = BytesIO()
    image.save(file, form, **options)
    return file.getvalue()
