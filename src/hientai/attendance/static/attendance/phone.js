/* A code is kept on the phone the moment it is read and sent when there is a network; what it was
   worth is said by the server. Codes of one account are not sent as another's. */
"use strict";

const root = document.getElementById("diem-danh");
const said = root.dataset;
const form = document.getElementById("nhap");
const KEPT = "hientai.attendance";
const WHO = "hientai.attendance.who";
let sending = false;

const kept = () => {
  try { return JSON.parse(localStorage.getItem(KEPT) || "[]"); } catch (error) { return []; }
};
const who = () => localStorage.getItem(WHO) || "";
const cookie = (name) => (document.cookie.split("; ").find((one) => one.startsWith(`${name}=`)) || "").slice(name.length + 1);

const keep = (codes) => {
  localStorage.setItem(KEPT, JSON.stringify(codes));
  const box = document.getElementById("cho");
  box.hidden = !codes.length;
  box.querySelector("ul").replaceChildren(...codes.map((one) => {
    const line = document.createElement("li");
    line.textContent = `${one.code} · ${new Date(one.at).toLocaleString("vi-VN")}`;
    return line;
  }));
};

const tell = (words, tone) => {
  const line = document.createElement("p");
  line.className = `alert alert-${tone}`;
  line.textContent = words;
  document.getElementById("tra-loi").replaceChildren(line);
};

const read = (code, session) => {
  const id = `${Date.now()}-${Math.random().toString(36).slice(2, 10)}`;
  keep([...kept(), { id, who: who(), code, session, at: new Date().toISOString() }].slice(-20));
  send();
};

const told = (answers) => {
  const done = new Set(answers.filter((one) => one.final).map((one) => one.id));
  keep(kept().filter((one) => !done.has(one.id)));
  const last = answers[answers.length - 1];
  if (!last) return;
  const words = last.outcome === "other_user" ? said.other : last.words;
  const tone = last.counts ? "success" : last.outcome === "claimed" ? "info" : "warning";
  tell(last.session ? `${words} (${last.session})` : words, tone);
};

/* Signed out, no network and a server that is ill are three things to say. */
const ask = async (options) => {
  let answer;
  try {
    answer = await fetch(said.send, { headers: { Accept: "application/json" }, redirect: "manual", ...options });
  } catch (error) { return { words: said.kept, tone: "info" }; }
  if (answer.status === 401 || answer.type === "opaqueredirect") return { words: said.signIn, tone: "warning", out: true };
  if (!answer.ok) return { words: said.later, tone: "warning" };
  return { data: await answer.json() };
};

const send = async () => {
  const codes = kept();
  if (!codes.length || sending) return;
  sending = true;
  tell(said.sending, "info");
  const headers = { Accept: "application/json", "Content-Type": "application/json", "X-CSRFToken": cookie("csrftoken") };
  const got = await ask({ method: "POST", headers, body: JSON.stringify({ codes }) });
  sending = false;
  document.getElementById("dang-nhap").hidden = !got.out;
  if (got.data) { localStorage.setItem(WHO, got.data.who); told(got.data.answers); } else tell(got.words, got.tone);
};

const know = async () => {
  const got = await ask({});
  document.getElementById("dang-nhap").hidden = !got.out;
  if (!got.data) return;
  localStorage.setItem(WHO, got.data.who);
  document.getElementById("ai").textContent = got.data.name;
};

const scanned = () => {
  const found = /^#(\d{1,15})\.(\d{6})$/.exec(location.hash);
  if (!found) return;
  history.replaceState(null, "", location.pathname);
  read(found[2], found[1]);
};

form.addEventListener("submit", (event) => {
  event.preventDefault();
  const code = form.elements.so.value.replace(/\D/g, "");
  if (code.length !== 6) { tell(said.six, "warning"); return; }
  form.reset();
  read(code, "");
});
window.addEventListener("online", send);
window.addEventListener("hashchange", scanned);
document.addEventListener("visibilitychange", () => { if (!document.hidden) send(); });
setInterval(send, 20000);
if ("serviceWorker" in navigator) navigator.serviceWorker.register(said.worker, { scope: said.scope }).catch(() => {});
keep(kept());
scanned();
know().then(send);
