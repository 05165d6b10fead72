/* A session of the week moved to another half day: dragged, or with Alt and the arrow keys. */
"use strict";

const week = document.querySelector("[data-week]");
const DAY = 24 * 60 * 60 * 1000;
let dragged = null;

const MOVED = "hientai-moved";

const send = (card, day, half) => {
  window.sessionStorage.setItem(MOVED, card.dataset.move);
  const shown = week.querySelector("td[data-day]").dataset.day;
  window.htmx.ajax("POST", card.dataset.move, { values: { ngay: day, buoi: half, tuan: shown }, swap: "none" });
};

/* Who moves by key goes on where the session is now. */
const focusMoved = () => {
  const moved = window.sessionStorage.getItem(MOVED);
  window.sessionStorage.removeItem(MOVED);
  const cards = Array.from(week.querySelectorAll("[data-move]"));
  const card = cards.find((one) => one.dataset.move === moved);
  if (card) card.focus();
};

const beside = (day, by) => new Date(Date.parse(`${day}T00:00:00Z`) + by * DAY).toISOString().slice(0, 10);

const cellUnder = (event) => event.target.closest("td[data-day]");

const mark = (cell) => {
  week.querySelectorAll("td.over").forEach((one) => one.classList.remove("over"));
  if (cell) cell.classList.add("over");
};

const onKey = (event) => {
  const card = event.target.closest("[data-move]");
  const step = { ArrowLeft: [-1, null], ArrowRight: [1, null], ArrowUp: [0, "0"], ArrowDown: [0, "1"] }[event.key];
  if (!card || !step || !event.altKey) return;
  event.preventDefault();
  const half = step[1] || card.dataset.half;
  if (step[0] || half !== card.dataset.half) send(card, beside(card.dataset.day, step[0]), half);
};

if (week) {
  focusMoved();
  week.addEventListener("keydown", onKey);
  week.addEventListener("dragstart", (event) => {
    dragged = event.target.closest("[data-move]");
    if (dragged) event.dataTransfer.effectAllowed = "move";
  });
  week.addEventListener("dragover", (event) => {
    if (!dragged || !cellUnder(event)) return;
    event.preventDefault();
    mark(cellUnder(event));
  });
  week.addEventListener("dragend", () => { dragged = null; mark(null); });
  week.addEventListener("drop", (event) => {
    const cell = cellUnder(event);
    if (!dragged || !cell) return;
    event.preventDefault();
    const same = cell.dataset.day === dragged.dataset.day && cell.dataset.half === dragged.dataset.half;
    if (!same) send(dragged, cell.dataset.day, cell.dataset.half);
  });
}
