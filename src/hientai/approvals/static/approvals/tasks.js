/* What awaits me: arrows move between the rows' boxes, the box of the head ticks them all. */
"use strict";

const boxes = [...document.querySelectorAll(".tasks tbody input[type=checkbox]")];
const all = document.querySelector(".tasks-all");

boxes.forEach((box, at) => {
  box.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const next = step && boxes[at + step];
    if (!next) return;
    event.preventDefault();
    next.focus();
  });
});

if (all && boxes.length) {
  all.hidden = false;
  all.addEventListener("change", () => boxes.forEach((box) => { box.checked = all.checked; }));
}
