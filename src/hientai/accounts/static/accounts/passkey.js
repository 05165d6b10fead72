/* Passkeys: asks the browser for what the server wants and brings the answer back. Buttons that
   need it are hidden until it is sure that browser and address can. */
"use strict";

(() => {
  const toBytes = (text) => Uint8Array.from(
    atob(text.replace(/-/g, "+").replace(/_/g, "/")), (letter) => letter.charCodeAt(0));
  const toText = (bytes) => btoa(String.fromCharCode(...new Uint8Array(bytes)))
    .replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
  const withBytes = (list) => (list || []).map((one) => ({ ...one, id: toBytes(one.id) }));
  const able = window.isSecureContext && window.PublicKeyCredential
    && !/^[\d.]+$|:/.test(location.hostname);

  const sent = async (address, body) => {
    const token = document.querySelector("input[name=csrfmiddlewaretoken]").value;
    const headers = { "X-CSRFToken": token, "Content-Type": "application/json", Accept: "application/json" };
    const answer = await fetch(address, { method: "POST", headers, body: JSON.stringify(body) });
    return answer.json();
  };

  const asked = async (way, options) => {
    const wanted = { ...options.publicKey, challenge: toBytes(options.publicKey.challenge) };
    if (way === "get") {
      wanted.allowCredentials = withBytes(wanted.allowCredentials);
      return navigator.credentials.get({ publicKey: wanted });
    }
    wanted.user = { ...wanted.user, id: toBytes(wanted.user.id) };
    wanted.excludeCredentials = withBytes(wanted.excludeCredentials);
    return navigator.credentials.create({ publicKey: wanted });
  };

  const told = (made) => {
    const response = { clientDataJSON: toText(made.response.clientDataJSON) };
    for (const part of ["attestationObject", "authenticatorData", "signature", "userHandle"]) {
      if (made.response[part]) response[part] = toText(made.response[part]);
    }
    return { id: made.id, rawId: toText(made.rawId), type: made.type, response };
  };

  const say = (words) => {
    const place = document.querySelector("[data-passkey-said]");
    place.textContent = words;
    place.hidden = !words;
  };

  const used = async (button) => {
    const { passkey: way, ask, answer, next, cancelled } = button.dataset;
    say("");
    button.disabled = true;
    try {
      const options = await sent(ask, {});
      if (options.to) return location.assign(options.to);
      const made = await asked(way, options);
      const name = document.querySelector("#ten-khoa")?.value || "";
      const end = await sent(answer, { answer: told(made), next, name });
      if (end.to) return location.assign(end.to);
      say([end.refused, end.why, end.remedy].filter(Boolean).join(". "));
    } catch {
      say(cancelled);
    }
    button.disabled = false;
    return button.focus();
  };

  document.querySelectorAll("[data-passkey]").forEach((button) => {
    if (!able) return;
    const form = button.closest("[data-passkey-form]");
    button.hidden = false;
    if (form) form.hidden = false;
    document.querySelector("[data-passkey-none]")?.remove();
    if (form) form.addEventListener("submit", (event) => { event.preventDefault(); used(button); });
    else button.addEventListener("click", () => used(button));
  });
})();
