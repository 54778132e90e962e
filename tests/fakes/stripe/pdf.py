"""A receipt of one page, written by hand: what an invoice's PDF link leads to."""

from __future__ import annotations

from tests.fakes.stripe.store import Object
from tests.fakes.stripe.words import money


def receipt(invoice: Object, product: str) -> bytes:
    lines = [
        f"Invoice {invoice['number']}",
        product,
        f"Billed to {invoice['customer_name'] or ''}",
        *(f"{tax['type']}: {tax['value']}" for tax in invoice["customer_tax_ids"]),
        *(f"{each['name']}: {each['value']}" for each in invoice["custom_fields"] or []),
        *(
            f"{each['description']}   {money(each['amount'], invoice['currency'])}"
            for each in invoice["lines"]["data"]
        ),
        f"Total {money(invoice['total'], invoice['currency'])}",
        f"Status: {invoice['status']}",
    ]
    return _document("\n".join(f"({_escaped(each)}) Tj T*" for each in lines))


def _escaped(text: str) -> str:
    for special in "\\()":
        text = text.replace(special, f"\\{special}")
    return text


def _document(text: str) -> bytes:
    stream = f"BT /F1 12 Tf 16 TL 72 770 Td\n{text}\nET".encode("cp1252", "replace")
    parts = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
        b"/Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%b\nendstream" % (len(stream), stream),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    made, places = b"%PDF-1.4\n", []
    for number, part in enumerate(parts, 1):
        places.append(len(made))
        made += b"%d 0 obj\n%b\nendobj\n" % (number, part)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    end = len(made)
    made += b"xref\n0 6\n0000000000 65535 f \n" + table
    return made + b"trailer << /Size 6 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % end
