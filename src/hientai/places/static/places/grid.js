/* The grid of a division: moving by keyboard, pasting a block, the sum as one types. */
"use strict";

const form = document.querySelector(".places-grid");
const rows = form ? [...form.querySelectorAll("tbody tr")] : [];
const inputOf = (cell) => (cell ? cell.querySelector("input") : null);
const place = (input) => [rows.indexOf(input.closest("tr")), input.closest("td").cellIndex];
const numberOf = (text) => Number(text.replace(/[.\s\u00a0]/g, "")) || 0;

const onKey = (event) => {
  const down = { Enter: event.shiftKey ? -1 : 1, ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!down || !event.target.matches("td input") || event.altKey || event.ctrlKey || event.metaKey) return;
  const [row, column] = place(event.target);
  const next = rows[row + down] && inputOf(rows[row + down].cells[column]);
  event.preventDefault();
  if (next) { next.focus(); next.select(); }
};

/* The lines of a block with the rows they belong to: by the code in the first column, where it
   holds codes, else line by line from the cell pasted into. */
const placed = (lines, top) => {
  const byCode = new Map(rows.map((row) => [row.dataset.code.toUpperCase(), row]));
  const codes = lines.map(([first]) => first.trim().toUpperCase());
  if (!codes.some((code) => byCode.has(code))) return lines.map((line, at) => [rows[top + at], line]);
  return lines.map((line, at) => [byCode.get(codes[at]), line.slice(1), codes[at]]);
};

const onPaste = (event) => {
  if (!event.target.matches("td input")) return;
  const text = event.clipboardData.getData("text/plain").replace(/\r\n?/g, "\n").replace(/\n$/, "");
  if (!/[\t\n]/.test(text)) return;
  event.preventDefault();
  const [top, left] = place(event.target);
  const strangers = [];
  let pasted = 0;
  placed(text.split("\n").map((line) => line.split("\t")), top).forEach(([row, values, code]) => {
    if (code && !row) strangers.push(code);
    values.forEach((value, right) => {
      const input = row && inputOf(row.cells[left + right]);
      if (!input || !value.trim()) return;
      input.value = value.trim();
      pasted += 1;
    });
  });
  const told = [form.dataset.pasted.replace("#", pasted)];
  if (strangers.length) told.push(form.dataset.strangers.replace("#", strangers.slice(0, 5).join(", ")));
  add(told.join(" "));
};

const add = (before = "") => {
  const inputs = [...form.querySelectorAll("input[name^='giao.']")];
  const sum = inputs.reduce((all, input) => all + numberOf(input.value), 0);
  const left = Number(form.dataset.total) - sum;
  const words = (left < 0 ? form.dataset.over : form.dataset.left).replace("#", sum).replace("@", Math.abs(left));
  const status = form.querySelector(".places-status");
  status.textContent = [before, words].filter(Boolean).join(" ");
  status.classList.toggle("over", left < 0);
};

if (form) {
  form.addEventListener("keydown", onKey);
  form.addEventListener("paste", onPaste);
  form.addEventListener("input", () => add());
}
