import io
import zipfile

from PIL import ExifTags, Image


def make_photo(size=(4000, 3000), color="teal", orientation=1):
    """JPEG bytes as a phone makes them: taken in Debao on 2026-03-01 10:30, with GPS."""
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = orientation
    exif[ExifTags.Base.Make] = "TestPhone"
    exif[ExifTags.IFD.Exif] = {ExifTags.Base.DateTimeOriginal: "2026:03:01 10:30:00"}
    exif[ExifTags.IFD.GPSInfo] = {
        ExifTags.GPS.GPSLatitudeRef: "N",
        ExifTags.GPS.GPSLatitude: (23.0, 19.0, 30.0),
        ExifTags.GPS.GPSLongitudeRef: "E",
        ExifTags.GPS.GPSLongitude: (106.0, 37.0, 12.0),
    }
    output = io.BytesIO()
    Image.new("RGB", size, color).save(output, "JPEG", exif=exif, quality=70)
    return output.getvalue()


def make_zip(*names):
    """ZIP bytes with empty members of these names, such as an office file has."""
    output = io.BytesIO()
    with zipfile.ZipFile(output, "w") as archive:
        for name in names:
            archive.writestr(name, "")
    return output.getvalue()


PDF = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"
