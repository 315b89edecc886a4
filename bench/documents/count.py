"""Counts what is in a document, as JSON: paragraphs outside tables, tables, characters, bytes of the file."""

import json
import os
import sys
import zipfile

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"

with zipfile.ZipFile(sys.argv[1]) as archive:
    body = etree.fromstring(archive.read("word/document.xml")).find(W + "body")
print(
    json.dumps(
        {
            "paragraphs": len(body.findall(W + "p")),
            "tables": len(body.findall(W + "tbl")),
            "characters": sum(len(text.text or "") for text in body.iter(W + "t")),
            "bytes": os.path.getsize(sys.argv[1]),
        }
    )
)
