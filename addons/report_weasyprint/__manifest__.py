{
    "name": "PDF Reports by WeasyPrint",
    "summary": "Print every PDF report with headers, footers, page numbers and Chinese text",
    "version": "19.0.1.0.0",
    "author": "County Health Suite",
    "license": "AGPL-3",
    "category": "Hidden/Tools",
    "depends": ["web"],
    "external_dependencies": {"python": ["weasyprint", "qrcode", "reportlab"]},
}
