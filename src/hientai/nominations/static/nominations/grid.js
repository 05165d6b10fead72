/* The grid of a list of nominations by keyboard. Every step is a plain form of the page too. */
"use strict";

const body = () => document.querySelector(".nomination-rows tbody");
const rows = () => (body() ? [...body().rows] : []);
const finder = document.querySelector(".finder");
const paster = document.querySelector(".paster");
const bar = () => document.getElementById("doi-cho");
const KEPT = "hientai-de-cu"; // where the focus goes on the page that follows a step
const types = (target) => target.matches("input:not([type=checkbox]), textarea, select");

/* Send a form of the page; the next page puts the focus where work goes on. */
const send = (form, focus) => {
  sessionStorage.setItem(KEPT, String(focus));
  form.requestSubmit();
};

/* One row at a time can be tabbed to; arrows go to the others. */
const focusRow = (at) => {
  const all = rows();
  const row = all[Math.min(Math.max(at, 0), all.length - 1)];
  if (!row) return;
  all.forEach((one) => { one.tabIndex = one === row ? 0 : -1; });
  row.focus();
};

const rowOf = (target) => (body() && body().contains(target) ? target.closest("tr") : null);
const tickOf = (row) => row.querySelector("input[type=checkbox]");

/* What a row holds opens and closes together. */
const unfold = (row) => {
  const parts = [...row.querySelectorAll("details")];
  const open = parts.some((part) => !part.open);
  parts.forEach((part) => { part.open = open; });
};

/* A row moves within its tie; the places it moved are told to the server with the reason. */
let moved = null;
const move = (row, step) => {
  const other = step < 0 ? row.previousElementSibling : row.nextElementSibling;
  if (!row.dataset.tied || !other || other.dataset.rank !== row.dataset.rank || !other.dataset.tied) return;
  if (moved && moved !== row) return;
  if (step < 0) other.before(row); else other.after(row);
  moved = row;
  bar().elements.dong.value = row.dataset.row;
  bar().elements.buoc.value = Number(bar().elements.buoc.value || 0) + step;
  bar().hidden = false;
  row.focus();
};

const putBack = () => {
  const steps = Number(bar().elements.buoc.value || 0);
  for (let at = 0; at < Math.abs(steps); at += 1) {
    if (steps < 0) moved.nextElementSibling.after(moved); else moved.previousElementSibling.before(moved);
  }
  bar().elements.buoc.value = "";
  bar().hidden = true;
  if (moved) moved.focus();
  moved = null;
};

const remove = (row) => {
  const form = document.getElementById("cac-dong");
  const ticked = body().querySelectorAll("input[name=dong]:checked");
  if (!ticked.length && tickOf(row)) tickOf(row).checked = true;
  send(form, rows().indexOf(row));
};

const undo = () => {
  const form = document.querySelector("form[data-last]");
  if (form) send(form, 0);
};

const PAGE = 10;
const ways = { ArrowDown: 1, ArrowUp: -1, PageDown: PAGE, PageUp: -PAGE, Home: -Infinity, End: Infinity };
const onRow = {
  Enter: (row) => (moved === row ? bar().elements.note.focus() : unfold(row)),
  " ": (row) => { if (tickOf(row)) tickOf(row).checked = !tickOf(row).checked; },
  Delete: remove,
  Escape: () => { if (moved) putBack(); },
};

const onGridKey = (event, row) => {
  const way = ways[event.key];
  if (way && event.altKey && Math.abs(way) === 1) move(row, way);
  else if (way && !event.altKey) focusRow(rows().indexOf(row) + way);
  else if (event.target === row && onRow[event.key]) onRow[event.key](row);
  else if (event.key === "Delete") remove(row);
  else return;
  event.preventDefault();
};

/* Somebody typing on the grid is looking for a person to add. */
const isLetter = (event) => event.key.length === 1 && event.key !== " "
  && !event.ctrlKey && !event.metaKey && !event.altKey;

const onKey = (event) => {
  const row = rowOf(event.target);
  if ((event.ctrlKey || event.metaKey) && event.key === "z" && !types(event.target)) { event.preventDefault(); undo(); return; }
  if (!row || types(event.target)) return;
  if (isLetter(event) && finder) finder.elements.text.focus();
  else if (!event.ctrlKey && !event.metaKey) onGridKey(event, row);
};

/* Lines pasted anywhere but into a field are people to add, also into the box of one person. */
const onPaste = (event) => {
  const text = event.clipboardData.getData("text/plain");
  const intoFinder = finder && finder.contains(event.target) && /[\t\n]/.test(text.trim());
  if (!paster || !text.trim() || (types(event.target) && !intoFinder)) return;
  event.preventDefault();
  paster.elements.text.value = text;
  send(paster, 0);
};

/* The box that finds one person: suggestions as letters are typed, Enter adds. */
const found = document.getElementById("goi-y");
let chosen = 0;
const choose = (at) => {
  const all = [...found.children];
  if (!all.length) return;
  chosen = (at + all.length) % all.length;
  all.forEach((one, n) => one.setAttribute("aria-selected", String(n === chosen)));
  finder.elements.text.setAttribute("aria-activedescendant", all[chosen].id);
  all[chosen].scrollIntoView({ block: "nearest" });
};

const option = (person, at) => {
  const item = document.createElement("li");
  item.id = `goi-y-${at}`;
  item.setAttribute("role", "option");
  item.dataset.person = person.person;
  const note = document.createElement("small");
  note.className = "note";
  note.textContent = [person.code, person.note].filter(Boolean).join(" · ");
  item.append(person.name, note);
  return item;
};

const show = (people, asked) => {
  found.replaceChildren(...people.map(option));
  found.hidden = !people.length;
  const words = people.length ? finder.dataset.found.replace("#", people.length) : finder.dataset.none;
  document.getElementById("goi-y-so").textContent = asked ? words : "";
  finder.elements.text.setAttribute("aria-expanded", String(!found.hidden));
  finder.elements.text.removeAttribute("aria-activedescendant");
  if (people.length) choose(0);
};

let wait = 0;
let latest = 0;
const ask = async (text) => {
  const mine = ++latest;
  if (text.trim().length < 2) { show([], false); return; }
  const answer = await fetch(`${finder.dataset.suggest}?q=${encodeURIComponent(text)}`, { headers: { Accept: "application/json" } });
  if (answer.ok && mine === latest) show((await answer.json()).people, true);
};

const take = (item) => {
  const said = { nguoi: item.dataset.person, nguon: "search" };
  Object.entries(said).forEach(([name, value]) => {
    const input = document.createElement("input");
    Object.assign(input, { type: "hidden", name, value });
    finder.append(input);
  });
  finder.action = finder.dataset.add;
  send(finder, "tim");
};

const onFinderKey = (event) => {
  if (event.isComposing) return;
  const way = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (way && found.hidden) { event.preventDefault(); focusRow(0); }
  else if (way) { event.preventDefault(); choose(chosen + way); }
  else if (event.key === "Enter" && !found.hidden) { event.preventDefault(); take(found.children[chosen]); }
  else if (event.key === "Escape") { finder.elements.text.value = ""; show([], false); }
};

const setUpFinder = () => {
  const input = finder.elements.text;
  const roles = { role: "combobox", "aria-expanded": "false", "aria-controls": "goi-y", "aria-autocomplete": "list" };
  Object.entries(roles).forEach(([name, value]) => input.setAttribute(name, value));
  found.setAttribute("role", "listbox");
  input.addEventListener("keydown", onFinderKey);
  input.addEventListener("input", () => { clearTimeout(wait); wait = setTimeout(() => ask(input.value), 120); });
  found.addEventListener("click", (event) => { const item = event.target.closest("li"); if (item) take(item); });
};

/* After a step the focus is back where it was: in the box, or on the row of that place. */
const goOn = () => {
  const kept = sessionStorage.getItem(KEPT);
  sessionStorage.removeItem(KEPT);
  if (kept === "tim" && finder) finder.elements.text.focus();
  else if (kept !== null) focusRow(Number(kept) || 0);
};

const setUpRows = () => rows().forEach((row, at) => { row.tabIndex = at ? -1 : 0; });

const setUp = () => {
  setUpRows();
  if (finder) setUpFinder();
  goOn();
};

document.addEventListener("keydown", onKey);
document.addEventListener("paste", onPaste);
document.addEventListener("reset", (event) => { if (event.target === bar()) putBack(); });
document.addEventListener("htmx:afterSwap", () => { moved = null; setUpRows(); });
setUp();
