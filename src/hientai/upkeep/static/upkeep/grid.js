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

/* The lines of a block from a spreadsheet with the rows they belong to: where the first column
   holds codes, each line goes to its person, else line by line from the cell pasted into. */
const placed = (lines, top) => {
  const byCode = new Map(rows.map((row) => [row.dataset.code, row]));
  const codes = lines.map(([first]) => first.trim().toUpperCase());
  if (!codes.some((code) => byCode.has(code))) return lines.map((line, down) => [rows[top + down], line]);
  return lines.map((line, at) => [byCode.get(codes[at]), line.slice(1), codes[at]]);
};

/* Cell by cell; what is known already is passed over, and how much went where is told. */
const onPaste = (event) => {
  if (!event.target.matches("td input")) return;
  const text = event.clipboardData.getData("text/plain").replace(/\r\n?/g, "\n").replace(/\n$/, "");
  if (!/[\t\n]/.test(text)) return;
  event.preventDefault();
  const [top, left] = place(event.target);
  const count = { pasted: 0, passed: 0, strangers: [] };
  placed(text.split("\n").map((line) => line.split("\t")), top).forEach(([row, values, code]) => {
    if (code && !row) return count.strangers.push(code);
    return values.forEach((value, right) => {
      const input = row && inputOf(row.cells[left + right]);
      if (input) input.value = value.trim();
      if (value.trim()) count[input ? "pasted" : "passed"] += 1;
    });
  });
  judge(said(count));
};

/* What happened, in the words of the page: only what there is something to say of. */
const said = (count) => Object.entries(count)
  .map(([key, found]) => [key, Array.isArray(found) ? found.slice(0, 5).join(", ") : found])
  .filter(([, found]) => found)
  .map(([key, found]) => form.dataset[key].replace("#", found))
  .join(" ");

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
const judge = async (before = "") => {
  const mine = ++asked;
  const answer = await fetch(form.dataset.judge, {
    method: "POST", body: new FormData(form), headers: { Accept: "application/json" },
  });
  if (!answer.ok || mine !== asked) return;
  const found = await answer.json();
  const notes = new Map(found.cells.map((cell) => [cell.name, cell]));
  form.querySelectorAll("td input:not([type=hidden])").forEach((input) => told(input, notes.get(input.name)));
  const wrong = found.cells.filter((cell) => cell.severity === "refused").length;
  const verdict = wrong ? said({ bad: wrong }) : found.rows ? form.dataset.good : "";
  form.querySelector(".grid-status").textContent = [before, verdict].filter(Boolean).join(" ");
  form.querySelector(".grid-next").hidden = !wrong;
};

/* From the cell that was left last to the next one that is wrong, and round again. */
const next = () => {
  const wrong = [...form.querySelectorAll("td.cell-refused input")];
  const after = wrong.find((input) => last && last.compareDocumentPosition(input) & 4);
  const input = after || wrong[0];
  if (input) { input.focus(); input.select(); }
};
let last = null;

if (form) {
  form.addEventListener("keydown", onKey);
  form.addEventListener("paste", onPaste);
  form.addEventListener("change", (event) => { if (event.target.matches("td input")) judge(); });
  form.addEventListener("focusin", (event) => { if (event.target.matches("td input")) last = event.target; });
  form.querySelector(".grid-next").addEventListener("click", next);
}
