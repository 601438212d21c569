"""What a report may load: files of add-ons, asset bundles, images, barcodes; never the net."""

import base64
from urllib.parse import parse_qs, unquote, urlsplit
from urllib.request import urlopen

from werkzeug.exceptions import HTTPException
from werkzeug.routing import Map, Rule

from odoo.tools import file_open
from odoo.tools.image import image_process
from odoo.tools.mimetypes import guess_mimetype

# Host of relative addresses; the top-level domain "invalid" never resolves (RFC 2606).
BASE_URL = "http://report.invalid"

_BINARY_PATHS = (
    "",
    "/<int:id>",
    "/<int:id>-<string:unique>",
    "/<int:id>/<string:filename>",
    "/<int:id>-<string:unique>/<string:filename>",
    "/<string:xmlid>",
    "/<string:xmlid>/<string:filename>",
    "/<string:model>/<int:id>/<string:field>",
    "/<string:model>/<int:id>/<string:field>/<string:filename>",
)
_SIZED_PATHS = (
    "/<int:id>/<int:width>x<int:height>",
    "/<string:xmlid>/<int:width>x<int:height>",
    "/<string:model>/<int:id>/<string:field>/<int:width>x<int:height>",
)
# The addresses of Odoo's own controllers (web/controllers/binary.py, report.py)
_ROUTES = Map(
    [
        Rule("/web/assets/<string:unique>/<string:filename>", endpoint="asset"),
        Rule("/<string:module>/static/<path:path>", endpoint="static"),
        Rule("/report/barcode", endpoint="barcode"),
        Rule("/report/barcode/<string:barcode_type>/<path:value>", endpoint="barcode"),
        *(Rule(path, endpoint="logo") for path in ("/logo", "/logo.png")),
        Rule("/web/binary/company_logo", endpoint="logo"),
        *(Rule(f"/web/content{path}", endpoint="binary") for path in _BINARY_PATHS),
        *(Rule(f"/web/image{path}", endpoint="binary") for path in _BINARY_PATHS + _SIZED_PATHS),
        *(Rule(f"/web/image{path}/<string:filename>", endpoint="binary") for path in _SIZED_PATHS),
    ],
    strict_slashes=False,
).bind("report.invalid")


class ResourceFetcher:
    """Resolve the addresses in a report inside the process, with the rights of the user.

    :param env: environment of the user who prints; superuser mode is dropped
    """

    def __init__(self, env):
        self.env = env(su=False)
        # the public address of this server is not secret
        parameters = env["ir.config_parameter"].sudo()
        own = (BASE_URL, parameters.get_param("web.base.url"), parameters.get_param("report.url"))
        self.own_hosts = {urlsplit(url).netloc for url in own if url}

    def __call__(self, url):
        """The ``url_fetcher`` of WeasyPrint; whatever is raised leaves the resource out."""
        parts = urlsplit(url)
        if parts.scheme == "data":
            # the content stands in the address itself, nothing is waited for
            with urlopen(url, timeout=1) as response:
                return {"string": response.read(), "mime_type": response.headers.get_content_type()}
        if parts.scheme not in ("http", "https") or parts.netloc not in self.own_hosts:
            raise ValueError(f"Refused, not a resource of this server: {url}")
        try:
            endpoint, arguments = _ROUTES.match(unquote(parts.path), method="GET")
        except HTTPException as error:
            raise ValueError(f"Refused, no resource of a report: {parts.path}") from error
        query = {name: values[-1] for name, values in parse_qs(parts.query).items()}
        content = getattr(self, f"_fetch_{endpoint}")(**{**query, **arguments})
        mimetype = "text/css" if parts.path.endswith(".css") else guess_mimetype(content)
        return {"string": content, "mime_type": mimetype}

    def _fetch_asset(self, unique, filename, **_query):
        name, rtl, kind, autoprefix = self.env["ir.asset"]._parse_bundle_name(filename, False)
        if kind != "css":
            raise ValueError(f"Refused, no style sheet: {filename}")
        bundle = self.env["ir.qweb"]._get_asset_bundle(
            name, js=False, debug_assets=False, rtl=rtl, autoprefix=autoprefix
        )
        # found in the attachments or, the first time, compiled
        return bundle.stylesheets and bundle.css().raw or b""

    def _fetch_static(self, module, path, **_query):
        if ".." in path.split("/"):
            raise ValueError(f"Refused, outside of the static files: {path}")
        with file_open(f"{module}/static/{path}", "rb") as file:
            return file.read()

    def _fetch_barcode(self, barcode_type, value, **query):
        return self.env["ir.actions.report"].barcode(barcode_type, value, **query)

    def _fetch_logo(self, company=None, **_query):
        company = self.env["res.company"].browse(int(company)) if company else self.env.company
        # the logo is public, like the controller that serves it
        return self._read_binary(company.sudo(), "logo_web")

    def _fetch_binary(self, **query):
        record = self.env["ir.binary"]._find_record(
            query.get("xmlid"),
            query.get("model", "ir.attachment"),
            int(query["id"]) if "id" in query else None,
            query.get("access_token"),
            field=query.get("field", "raw"),
        )
        content = self._read_binary(record, query.get("field", "raw"))
        size = int(query.get("width", 0)), int(query.get("height", 0))
        return image_process(content, size=size, crop=query.get("crop")) if any(size) else content

    def _read_binary(self, record, field):
        # the stream helpers of ir.binary need a web request, which a cron does not have
        if record._name == "ir.attachment":
            return record.raw or b""
        return base64.b64decode(record.with_context(bin_size=False)[field] or b"")
