"""The proposal of README.md by python-docx; prints its time and memory as JSON."""

import json
import sys
import time

from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

SENTENCE = (
    "本業務では、発注者の要求水準を満たすため、共同企業体の構成員が役割を分担し、"
    "工程ごとに品質を確認しながら進める。"
)
HEADS = ["区分", "担当", "期間", "成果物"]


def add_table(document):
    table = document.add_table(rows=0, cols=len(HEADS), style="Table Grid")
    cells = table.add_row().cells
    for cell, head in zip(cells, HEADS):
        cell.paragraphs[0].add_run(head).bold = True
    for row in range(1, 6):
        cells = table.add_row().cells
        for column, cell in enumerate(cells, start=1):
            cell.text = f"項目{row}-{column}"


def write(path):
    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    normal = document.styles.get_by_id("Normal", WD_STYLE_TYPE.PARAGRAPH)
    normal.font.size = Pt(10.5)
    normal.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), "ＭＳ 明朝")
    for i in range(2000):
        if i % 40 == 0:
            document.add_heading(f"第{i // 40 + 1}章　実施方針", level=1)
        else:
            paragraph = document.add_paragraph()
            paragraph.add_run(f"（{i + 1}）").bold = True
            paragraph.add_run(SENTENCE)
        if i % 33 == 32:
            add_table(document)
    document.save(path)


def peak_kb():
    with open("/proc/self/status", encoding="ascii") as status:
        return next(int(line.split()[1]) for line in status if line.startswith("VmHWM"))


began = time.perf_counter()
write(sys.argv[1])
print(json.dumps({"ms": (time.perf_counter() - began) * 1000, "peak_kb": peak_kb()}))
