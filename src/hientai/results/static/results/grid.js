/* Marks by keyboard: Enter and arrows go from field to field, a copied block is pasted over fields. */
"use strict";

const form = document.querySelector(".marks");
const table = form && form.querySelector("tbody");
const rowsOf = () => [...table.rows].map((row) => [...row.querySelectorAll(".mark-field")]);

const place = (field) => {
  const rows = rowsOf();
  const row = rows.findIndex((fields) => fields.includes(field));
  return [rows, row, rows[row].indexOf(field)];
};

const go = (rows, row, column) => {
  const field = (rows[row] || [])[column];
  if (!field) return;
  field.focus();
  field.select();
};

const STEPS = { ArrowUp: [-1, 0], ArrowDown: [1, 0], Enter: [1, 0] };

const onKey = (event) => {
  const field = event.target;
  if (!field.classList.contains("mark-field")) return;
  const atEdge = (key) => (key === "ArrowLeft" ? field.selectionStart === 0 : field.selectionEnd === field.value.length);
  let step = STEPS[event.key];
  if (event.key === "ArrowLeft" && atEdge(event.key)) step = [0, -1];
  if (event.key === "ArrowRight" && atEdge(event.key)) step = [0, 1];
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) { form.requestSubmit(); return; }
  if (!step) return;
  event.preventDefault();
  const [rows, row, column] = place(field);
  go(rows, row + step[0], column + step[1]);
};

const onPaste = (event) => {
  const field = event.target;
  if (!field.classList.contains("mark-field")) return;
  const text = event.clipboardData.getData("text/plain").replace(/\r/g, "").replace(/\n$/, "");
  if (!/[\t\n]/.test(text)) return;
  event.preventDefault();
  const [rows, row, column] = place(field);
  text.split("\n").forEach((line, down) => {
    line.split("\t").forEach((cell, right) => {
      const target = (rows[row + down] || [])[column + right];
      if (target) target.value = cell.trim();
    });
  });
};

if (table) {
  form.addEventListener("keydown", onKey);
  form.addEventListener("paste", onPaste);
}
