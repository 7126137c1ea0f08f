/* The form on another site's page: asks without loading it anew, says what came, and tells the page
 * around it how high it is. Without it the form is sent as forms are. What goes into the page is
 * HTML that this server made and escaped.
 */
(() => {
  "use strict";

  const form = document.querySelector("form");
  const reply = document.querySelector("#reply");
  const voice = document.querySelector("#voice");
  const { parent } = document.body.dataset;
  let asking = false;

  // To the one origin that the server has let in: a browser hands it to no other.
  const tell = () => {
    if (!parent || window.parent === window) return;
    const height = Math.ceil(document.body.getBoundingClientRect().height);
    window.parent.postMessage({ quotedesk: "embed", height, title: document.title }, parent);
  };

  const say = (words) => {
    voice.textContent = "";
    window.setTimeout(() => { voice.textContent = words || ""; }, 50);
  };

  const offline = () => {
    const told = document.createElement("section");
    told.className = "told";
    for (const [name, words] of [["h2", form.dataset.notAsked], ["p", form.dataset.offline]]) {
      const part = document.createElement(name);
      part.textContent = words;
      told.append(part);
    }
    reply.replaceChildren(told);
    say(told.textContent);
  };

  const ask = async () => {
    const address = new URL(form.action);
    address.searchParams.set("partial", "1");
    const body = new URLSearchParams(new FormData(form));
    const answer = await fetch(address, { method: "POST", body, credentials: "omit" });
    if (!(answer.headers.get("content-type") || "").startsWith("text/html")) {
      throw new Error(String(answer.status));
    }
    reply.innerHTML = await answer.text();
    const newest = reply.querySelector("[data-say]");
    say(newest && newest.dataset.say);
  };

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (asking) return;
    asking = true;
    reply.setAttribute("aria-busy", "true");
    try { await ask(); } catch { offline(); }
    reply.removeAttribute("aria-busy");
    asking = false;
  });

  new ResizeObserver(tell).observe(document.body);
})();
