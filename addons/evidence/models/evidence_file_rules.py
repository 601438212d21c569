from odoo import api, models
from odoo.exceptions import ValidationError

from ..tools import (
    FILE_TYPES,
    HEIC,
    PictureError,
    detect_mimetype,
    get_extension,
    read_picture,
)


class EvidenceFileRules(models.AbstractModel):
    """Which files are taken in. A refusal says which file, why, and what to do."""

    _name = "evidence.file.rules"
    _description = "Rules for Evidence Files"

    @api.model
    def _get_limit(self, name, default):
        """A positive number from ``evidence.<name>``; the default when it is unusable."""
        # sudo: every uploader is bound by the limits, few may read system parameters
        value = self.env["ir.config_parameter"].sudo().get_param(f"evidence.{name}", "")
        return int(value) if value.isdecimal() and int(value) else default

    @api.model
    def _get_accepted_types(self):
        """``{extension: FileType}`` of the accepted types."""
        # sudo: as above
        names = self.env["ir.config_parameter"].sudo().get_param("evidence.accepted_types")
        wanted = [name.strip() for name in (names or "jpg,png,pdf").split(",")]
        return {name: FILE_TYPES[name] for name in wanted if name in FILE_TYPES}

    @api.model
    def _check_file(self, filename, content):
        """MIME type of an acceptable file.

        :raise ValidationError: empty, too large, of a type that isn't accepted, or named
            as something that it is not.
        """
        if not content:
            raise ValidationError(self.env._("File “%(file)s” is empty (0 bytes).", file=filename))
        self._check_size(filename, len(content))
        mimetype = detect_mimetype(content)
        self._check_type(filename, mimetype)
        return mimetype

    @api.model
    def _check_size(self, filename, size):
        limit = self._get_limit("max_mb", 20)
        if size > limit * 1024 * 1024:
            raise ValidationError(self.env._(
                "File “%(file)s” is too large: %(size).1f MB, at most %(limit)s MB are allowed.",
                file=filename, size=size / 1024 / 1024, limit=limit,
            ))  # fmt: skip

    @api.model
    def _check_type(self, filename, mimetype):
        if mimetype == HEIC:
            raise ValidationError(self.env._(
                "File “%(file)s” is a HEIC photo, which not every computer can open. Set the "
                "phone's camera to “most compatible” (JPEG), or send the photo as JPEG.",
                file=filename,
            ))  # fmt: skip
        accepted = self._get_accepted_types()
        file_type = next((t for t in accepted.values() if t.mimetype == mimetype), None)
        if not file_type:
            raise ValidationError(self.env._(
                "File “%(file)s” is of type %(type)s, which is not accepted. "
                "Accepted: %(accepted)s.",
                file=filename, type=mimetype, accepted=", ".join(accepted),
            ))  # fmt: skip
        if get_extension(filename) not in file_type.extensions:
            raise ValidationError(self.env._(
                "File “%(file)s” is in truth of type %(type)s: its name must end in “.%(ending)s”. "
                "Check that it is the right file.",
                file=filename, type=mimetype, ending=file_type.extensions[0],
            ))  # fmt: skip

    @api.model
    def _read_picture(self, filename, content):
        """:class:`~..tools.picture.Picture` of an accepted image.

        :raise ValidationError: damaged, or with more pixels than allowed.
        """
        limit = self._get_limit("max_megapixels", 64)
        try:
            return read_picture(content, limit)
        except PictureError as error:
            if error.megapixels:
                raise ValidationError(self.env._(
                    "Picture “%(file)s” has %(pixels).0f million pixels, at most %(limit)s million "
                    "are allowed.",
                    file=filename, pixels=error.megapixels, limit=limit,
                )) from error  # fmt: skip
            raise ValidationError(self.env._(
                "Picture “%(file)s” is damaged and can't be shown. Take or send it again.",
                file=filename,
            )) from error  # fmt: skip
