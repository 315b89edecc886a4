// The proposal of README.md by npm docx; prints its time and memory as JSON.
import { readFileSync, writeFileSync } from "node:fs";
import { Document, HeadingLevel, Packer, Paragraph, Table, TableCell, TableRow, TextRun } from "docx";

const SENTENCE =
  "本業務では、災害時に市民へ正確な情報を速やかに届けるため、関係部署との協議を重ねながら段階的に構築を進めます。";
const COLUMNS = [0, 1, 2, 3];

function cell(text, bold) {
  return new TableCell({ children: [new Paragraph({ children: [new TextRun({ text, bold })] })] });
}

function table(i) {
  const rows = [new TableRow({ children: COLUMNS.map((column) => cell(`項目${column}`, true)) })];
  for (let row = 1; row < 6; row += 1) {
    rows.push(new TableRow({ children: COLUMNS.map((column) => cell(`表${i} 行${row} 列${column}`, false)) }));
  }
  return new Table({ rows });
}

function paragraph(i) {
  if (i % 20 === 0) {
    return new Paragraph({ text: `${i / 20 + 1}　業務の理解と実施方針`, heading: HeadingLevel.HEADING_1 });
  }
  return new Paragraph({ children: [new TextRun(SENTENCE), new TextRun({ text: `（第${i}項）`, bold: true })] });
}

function make() {
  const children = [];
  for (let i = 0; i < 2000; i += 1) {
    children.push(paragraph(i));
    if (i % 33 === 0 && i / 33 < 60) children.push(table(i));
  }
  const run = { size: "10.5pt", font: { eastAsia: "ＭＳ 明朝" } };
  const size = { width: "210mm", height: "297mm" };
  const document = new Document({
    styles: { default: { document: { run } } },
    sections: [{ properties: { page: { size } }, children }],
  });
  return Packer.toBuffer(document);
}

const began = performance.now();
const file = await make();
const ms = performance.now() - began;
writeFileSync(process.argv[2], file);
const peak_kb = Number(/VmHWM:\s+(\d+)/.exec(readFileSync("/proc/self/status", "ascii"))[1]);
console.log(JSON.stringify({ ms, peak_kb }));
