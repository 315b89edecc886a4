// The proposal of README.md by npm docx; prints its time and memory as JSON.
import { readFileSync, writeFileSync } from "node:fs";
import { Document, HeadingLevel, Packer, Paragraph, Table, TableCell, TableRow, TextRun } from "docx";

const SENTENCE =
  "本業務では、発注者の要求水準を満たすため、共同企業体の構成員が役割を分担し、工程ごとに品質を確認しながら進める。";
const HEADS = ["区分", "担当", "期間", "成果物"];

function cell(text, bold) {
  return new TableCell({ children: [new Paragraph({ children: [new TextRun({ text, bold })] })] });
}

function table() {
  const rows = [new TableRow({ children: HEADS.map((head) => cell(head, true)) })];
  for (let row = 1; row < 6; row += 1) {
    rows.push(new TableRow({ children: HEADS.map((_, column) => cell(`項目${row}-${column + 1}`, false)) }));
  }
  return new Table({ rows });
}

function paragraph(i) {
  if (i % 40 === 0) {
    return new Paragraph({ text: `第${i / 40 + 1}章　実施方針`, heading: HeadingLevel.HEADING_1 });
  }
  return new Paragraph({ children: [new TextRun({ text: `（${i + 1}）`, bold: true }), new TextRun(SENTENCE)] });
}

async function write(path) {
  const children = [];
  for (let i = 0; i < 2000; i += 1) {
    children.push(paragraph(i));
    if (i % 33 === 32) children.push(table());
  }
  const run = { size: "10.5pt", font: { eastAsia: "ＭＳ 明朝" } };
  const size = { width: "210mm", height: "297mm" };
  const document = new Document({
    styles: { default: { document: { run } } },
    sections: [{ properties: { page: { size } }, children }],
  });
  writeFileSync(path, await Packer.toBuffer(document));
}

const began = performance.now();
await write(process.argv[2]);
const ms = performance.now() - began;
const peak_kb = Number(/VmHWM:\s+(\d+)/.exec(readFileSync("/proc/self/status", "ascii"))[1]);
console.log(JSON.stringify({ ms, peak_kb }));
