/* Small help in the header: one open drop at a time, Escape closes it and gives the focus back. */
"use strict";

const drops = () => document.querySelectorAll(".top details");

document.addEventListener("toggle", (event) => {
  if (!event.target.matches(".top details") || !event.target.open) return;
  drops().forEach((drop) => { if (drop !== event.target) drop.open = false; });
}, true);

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  drops().forEach((drop) => {
    if (!drop.open) return;
    drop.open = false;
    drop.querySelector("summary").focus();
  });
});

document.addEventListener("click", (event) => {
  drops().forEach((drop) => { if (!drop.contains(event.target)) drop.open = false; });
});

/* A form that was sent once is not sent twice by an impatient second click. */
document.addEventListener("submit", (event) => {
  if (event.target.method !== "post" || event.defaultPrevented) return;
  if (event.target.dataset.sent) { event.preventDefault(); return; }
  event.target.dataset.sent = "yes";
});
/* A refusal of a part of a page is shown as the whole page that says why. */
document.addEventListener("htmx:responseError", (event) => {
  const { requestConfig, pathInfo } = event.detail;
  if (requestConfig.verb === "get") location.assign(pathInfo.finalRequestPath);
});

window.addEventListener("pageshow", () => {
  document.querySelectorAll("form[data-sent]").forEach((form) => delete form.dataset.sent);
});
