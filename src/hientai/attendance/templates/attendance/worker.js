/* Keeps the page of check-ins on the phone, so that it opens without a network. */
"use strict";

const KEPT = "attendance-{{ version }}";
const PAGE = "{% url 'attendance:phone' %}";
const FILES = {{ files|safe }};

self.addEventListener("install", (event) => {
  event.waitUntil(
    caches.open(KEPT).then((kept) => kept.addAll([PAGE, ...FILES])).then(() => self.skipWaiting())
  );
});

self.addEventListener("activate", (event) => {
  const old = (names) => names.filter((one) => one.startsWith("attendance-") && one !== KEPT);
  event.waitUntil(
    caches.keys().then((names) => Promise.all(old(names).map((one) => caches.delete(one))))
      .then(() => self.clients.claim())
  );
});

const kept = (path) => caches.match(path, { ignoreVary: true, ignoreSearch: true });

/* The page from the server while it answers within four seconds, and kept anew; else the kept one. */
const page = async (request) => {
  const late = new Promise((_done, fail) => setTimeout(() => fail(new Error("late")), 4000));
  try {
    const answer = await Promise.race([fetch(request), late]);
    if (answer.ok) (await caches.open(KEPT)).put(PAGE, answer.clone());
    return answer;
  } catch (error) {
    return (await kept(PAGE)) || Response.error();
  }
};

const file = async (request, path) => (await kept(path)) || fetch(request);

self.addEventListener("fetch", (event) => {
  const path = new URL(event.request.url).pathname;
  if (event.request.method !== "GET") return;
  if (event.request.mode === "navigate" && path === PAGE) event.respondWith(page(event.request));
  else if (FILES.includes(path)) event.respondWith(file(event.request, path));
});
