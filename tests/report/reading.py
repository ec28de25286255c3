"""Reading a report back, as a screen reader or an archive would: its text, its structure, its claims."""

from __future__ import annotations

import io
import re

import pikepdf


def opened(made):
    return pikepdf.open(io.BytesIO(made))


def page_texts(made):
    """The text of each page with all white space taken out, decoded by the fonts' own ToUnicode maps."""
    with opened(made) as pdf:
        return [squeezed(_page_text(page)) for page in pdf.pages]


def squeezed(text):
    """Text without white space and without the invisible places where a long word may break."""
    return "".join(text.split()).replace("\u200b", "")


def elements(made):
    """The structure elements in reading order, as pairs of type and alternative text."""
    with opened(made) as pdf:
        return list(_walk(pdf.Root.StructTreeRoot.K))


def metadata(made):
    with opened(made) as pdf:
        return pdf.Root.Metadata.read_bytes().decode()


def _walk(node):
    if isinstance(node, pikepdf.Array):
        for child in node:
            yield from _walk(child)
    elif isinstance(node, pikepdf.Dictionary) and "/S" in node:
        yield str(node.S).lstrip("/"), str(node.get("/Alt", ""))
        yield from _walk(node.get("/K", pikepdf.Array()))


def _page_text(page):
    maps = {name: _letters(font) for name, font in page.Resources.Font.items()}
    said, letters = [], {}
    for operands, operator in pikepdf.parse_content_stream(page):
        if str(operator) == "Tf":
            letters = maps[str(operands[0])]
        elif str(operator) in ("Tj", "TJ"):
            runs = operands[0] if str(operator) == "TJ" else operands
            said += [_decoded(bytes(run), letters) for run in runs if isinstance(run, pikepdf.String)]
    return " ".join(said)


def _decoded(codes, letters):
    return "".join(letters.get(codes[i : i + 2].hex(), "") for i in range(0, len(codes), 2))


def _letters(font):
    """From glyph codes to text; typst writes a bfchar line for each glyph."""
    cmap = font.ToUnicode.read_bytes().decode()
    pairs = re.findall(r"<([0-9a-fA-F]{4})> <([0-9a-fA-F]+)>", cmap)
    return {code.lower(): bytes.fromhex(text).decode("utf-16-be") for code, text in pairs}
