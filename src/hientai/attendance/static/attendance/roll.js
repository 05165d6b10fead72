/* The list of a session by keyboard: C, M, S, V say how the learner of the row was and go on to the
   next; the arrows up and down change the row. */
"use strict";

const KEYS = { c: "present", m: "late", s: "left_early", v: "absent" };
const rows = [...document.querySelectorAll("[data-row]")].filter((row) => row.querySelector("[data-state]"));

const focus = (row) => {
  if (row) (row.querySelector("[data-state]:checked") || row.querySelector("[data-state]")).focus();
};

document.addEventListener("keydown", (event) => {
  const row = event.target.closest("[data-row]");
  if (!row || !event.target.matches("[data-state]") || event.ctrlKey || event.metaKey || event.altKey) return;
  const at = rows.indexOf(row);
  const state = KEYS[event.key.toLowerCase()];
  if (state) {
    row.querySelector(`[data-state="${state}"]`).checked = true;
    focus(rows[at + 1] || row);
  } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    focus(rows[at + (event.key === "ArrowDown" ? 1 : -1)] || row);
  } else return;
  event.preventDefault();
});
