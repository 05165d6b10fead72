/* The grid of owed data: moving by keyboard, pasting a block, each cell judged by the server. */
"use strict";

const form = document.querySelector(".grid-form");
const rows = form ? [...form.querySelectorAll("tbody tr")] : [];
const inputOf = (cell) => (cell ? cell.querySelector("input:not([type=hidden])") : null);
const place = (input) => {
  const cell = input.closest("td");
  return [rows.indexOf(cell.parentElement), cell.cellIndex];
};

/* The nearest cell to fill in, that way from a place. */
const beside = (row, column, down, right) => {
  for (row += down, column += right; rows[row] && rows[row].cells[column]; row += down, column += right) {
    const input = inputOf(rows[row].cells[column]);
    if (input) return input;
  }
  return null;
};

const go = (event, input) => {
  if (!input) return;
  event.preventDefault();
  input.focus();
  input.select();
};

const moves = { ArrowDown: [1, 0], ArrowUp: [-1, 0], ArrowRight: [0, 1], ArrowLeft: [0, -1] };

/* Arrows to the side leave a cell only from the end of its text; up and down in a cell that is
   being typed into choose among its suggestions (Enter leaves it). */
const stays = (key, input) => {
  if (key === "ArrowLeft") return input.selectionEnd > 0;
  if (key === "ArrowRight") return input.selectionStart < input.value.length;
  return key !== "Enter" && Boolean(input.list) && input.value !== "";
};

const onKey = (event) => {
  const input = event.target;
  if (!input.matches("td input") || event.altKey || event.ctrlKey || event.metaKey) return;
  const way = event.key === "Enter" ? [event.shiftKey ? -1 : 1, 0] : moves[event.key];
  if (!way || stays(event.key, input)) return;
  if (event.key === "Enter") event.preventDefault();
  go(event, beside(...place(input), ...way));
};

/* A block from a spreadsheet goes cell by cell; cells that are known already are passed over. */
const onPaste = (event) => {
  if (!event.target.matches("td input")) return;
  const text = event.clipboardData.getData("text/plain").replace(/\r\n?/g, "\n").replace(/\n$/, "");
  if (!/[\t\n]/.test(text)) return;
  event.preventDefault();
  const [top, left] = place(event.target);
  text.split("\n").forEach((line, down) => line.split("\t").forEach((value, right) => {
    const row = rows[top + down];
    const input = row && inputOf(row.cells[left + right]);
    if (input) input.value = value.trim();
  }));
  judge();
};

const told = (input, note) => {
  const cell = input.closest("td");
  const refused = note && note.severity === "refused";
  cell.className = note ? (refused ? "cell-refused" : "cell-warning") : "";
  cell.querySelector(".cell-note").textContent = note ? note.text : "";
  input.toggleAttribute("aria-invalid", Boolean(refused));
  if (refused) input.setAttribute("aria-invalid", "true");
  if (note) input.setAttribute("aria-describedby", `n-${input.name}`);
  else input.removeAttribute("aria-describedby");
};

let asked = 0;
const judge = async () => {
  const mine = ++asked;
  const answer = await fetch(form.dataset.judge, {
    method: "POST", body: new FormData(form), headers: { Accept: "application/json" },
  });
  if (!answer.ok || mine !== asked) return;
  const found = await answer.json();
  const notes = new Map(found.cells.map((cell) => [cell.name, cell]));
  form.querySelectorAll("td input:not([type=hidden])").forEach((input) => told(input, notes.get(input.name)));
  const wrong = found.cells.some((cell) => cell.severity === "refused");
  const status = form.querySelector(".grid-status");
  status.textContent = wrong ? form.dataset.bad : found.rows ? form.dataset.good : "";
};

if (form) {
  form.addEventListener("keydown", onKey);
  form.addEventListener("paste", onPaste);
  form.addEventListener("change", (event) => { if (event.target.matches("td input")) judge(); });
}
