"""The proposal of README.md by python-docx; prints its time and memory as JSON."""

import io
import json
import sys
import time

from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

SENTENCE = (
    "本業務では、災害時に市民へ正確な情報を速やかに届けるため、"
    "関係部署との協議を重ねながら段階的に構築を進めます。"
)
COLUMNS = 4


def add_table(document, i):
    table = document.add_table(rows=0, cols=COLUMNS, style="Table Grid")
    for column, cell in enumerate(table.add_row().cells):
        cell.paragraphs[0].add_run(f"項目{column}").bold = True
    for row in range(1, 6):
        for column, cell in enumerate(table.add_row().cells):
            cell.text = f"表{i} 行{row} 列{column}"


def make():
    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    normal = document.styles.get_by_id("Normal", WD_STYLE_TYPE.PARAGRAPH)
    normal.font.size = Pt(10.5)
    normal.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), "ＭＳ 明朝")
    for i in range(2000):
        if i % 20 == 0:
            document.add_heading(f"{i // 20 + 1}　業務の理解と実施方針", level=1)
        else:
            paragraph = document.add_paragraph()
            paragraph.add_run(SENTENCE)
            paragraph.add_run(f"（第{i}項）").bold = True
        if i % 33 == 0 and i // 33 < 60:
            add_table(document, i)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def peak_kb():
    with open("/proc/self/status", encoding="ascii") as status:
        return next(int(line.split()[1]) for line in status if line.startswith("VmHWM"))


began = time.perf_counter()
document = make()
ms = (time.perf_counter() - began) * 1000
with open(sys.argv[1], "wb") as output:
    output.write(document)
print(json.dumps({"ms": ms, "peak_kb": peak_kb()}))
