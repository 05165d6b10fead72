/* The code of this half minute, as digits and as QR; every code of the session is in the page. The
   clock is the server's as it was when the page came. */
"use strict";

const wall = document.getElementById("ma");
const { first, codes, pictures, side, now, over } = wall.dataset;
const LATER = Number(now) - Date.now();
const SIDE = Number(side);
const BYTES = Math.ceil((SIDE * SIDE) / 8);
const bits = Uint8Array.from(atob(pictures), (one) => one.charCodeAt(0));
let shown = -1;

const draw = (at) => {
  const path = [];
  for (let spot = 0; spot < SIDE * SIDE; spot += 1) {
    if (bits[at * BYTES + (spot >> 3)] & (128 >> (spot & 7))) {
      path.push(`M${4 + (spot % SIDE)} ${4 + Math.floor(spot / SIDE)}h1v1h-1z`);
    }
  }
  wall.querySelector(".qr-ink").setAttribute("d", path.join(""));
};

const show = () => {
  const seconds = (Date.now() + LATER) / 1000;
  const at = Math.floor(seconds / 30) - Number(first);
  wall.querySelector("progress").value = 30 - (seconds % 30);
  if (at === shown) return;
  shown = at;
  const code = codes.slice(at * 6, at * 6 + 6);
  const is = at >= 0 && code.length === 6;
  document.getElementById("ma-so").textContent = is ? `${code.slice(0, 3)} ${code.slice(3)}` : over;
  wall.classList.toggle("is-over", !is);
  if (is) draw(at);
};

const whole = document.getElementById("toan-man-hinh");
if (whole && wall.requestFullscreen) {
  whole.hidden = false;
  whole.addEventListener("click", () => wall.requestFullscreen());
}
show();
setInterval(show, 250);
