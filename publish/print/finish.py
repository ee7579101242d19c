"""The last step to a print shop's file: boxes, PDF/X-1a:2003 keys, and nothing in it that tells who made it or when.

Not certified: the print shop's own preflight has the last word.
"""

import io

import pikepdf
from pikepdf import Array, Dictionary, Name, ObjectStreamMode, Pdf, String

BLEED_MM = 3
POINTS_PER_MM = 72 / 25.4
DATE = "D:20000101000000+09'00'"  # X-1a demands dates; one for all, so that a file does not say when she could take it
CONDITION = "JC200103"  # Japan Color 2001 Coated, as ICC registers it
# Tags and XMP name the software and repeat the text; X-1a has no use for either.
DROPPED = ("/StructTreeRoot", "/MarkInfo", "/Metadata", "/PageLabels", "/Lang", "/ViewerPreferences", "/Outlines")


def for_shop(source: bytes, title: str) -> bytes:
    """Return a file for the print shop: TrimBox kept, BleedBox 3 mm outside it, PDF/X-1a:2003 keys."""
    with Pdf.open(io.BytesIO(source)) as pdf:
        for page in pdf.pages:
            _boxes(page)
        for key in DROPPED:
            if key in pdf.Root:
                del pdf.Root[key]
        pdf.Root.OutputIntents = Array([_intent()])
        _name(pdf, title)
        pdf.docinfo["/GTS_PDFXVersion"] = String("PDF/X-1a:2003")
        pdf.docinfo["/Trapped"] = Name("/False")
        return _saved(pdf, version="1.4")


def for_office(source: bytes, title: str) -> bytes:
    """Return a file for the office printer: tags stay, the metadata says only the title."""
    with Pdf.open(io.BytesIO(source)) as pdf:
        _name(pdf, title)
        return _saved(pdf, version="1.7")


def _boxes(page: pikepdf.Page) -> None:
    trim = [float(edge) for edge in page.obj.get("/TrimBox", page.obj.MediaBox)]
    out = BLEED_MM * POINTS_PER_MM
    page.obj.BleedBox = Array([round(edge + sign * out, 3) for edge, sign in zip(trim, (-1, -1, 1, 1), strict=True)])
    for key in ("/CropBox", "/Group", "/StructParents", "/Tabs"):
        if key in page.obj:
            del page.obj[key]


def _intent() -> Dictionary:
    return Dictionary(
        Type=Name.OutputIntent,
        S=Name.GTS_PDFX,
        OutputConditionIdentifier=String(CONDITION),
        RegistryName=String("http://www.color.org"),
        Info=String("Japan Color 2001 Coated"),
    )


def _name(pdf: Pdf, title: str) -> None:
    for key in [str(key) for key in pdf.docinfo]:
        del pdf.docinfo[key]
    pdf.docinfo["/Title"] = String(title)
    pdf.docinfo["/CreationDate"] = pdf.docinfo["/ModDate"] = String(DATE)


def _saved(pdf: Pdf, version: str) -> bytes:
    saved = io.BytesIO()
    pdf.save(saved, deterministic_id=True, force_version=version, object_stream_mode=ObjectStreamMode.disable)
    return saved.getvalue()
