/* The desk's own script: opens sources in the panel, says what changed, keeps focus in sight.
 * Without it every link still leads to a source page of its own. It makes no markup from values:
 * what goes into the panel is HTML that this server made and escaped.
 */
(() => {
  "use strict";

  const narrow = window.matchMedia("(max-width: 899px)");
  const calm = window.matchMedia("(prefers-reduced-motion: reduce)");
  const find = (selector) => document.querySelector(selector);
  let opener = null;
  let asked = 0;

  // One live region for the whole visit: it has to exist before what it says changes.
  const voice = document.createElement("div");
  voice.setAttribute("role", "status");
  voice.setAttribute("aria-live", "polite");
  voice.className = "sr-only";
  const say = (words) => {
    voice.textContent = "";
    window.setTimeout(() => { voice.textContent = words || ""; }, 50);
  };

  const motion = () => (calm.matches ? "instant" : "smooth");

  const show = (state) => {
    const panel = find("#source");
    if (!panel) return;
    panel.dataset.state = state;
    document.documentElement.classList.toggle("reading", state === "open");
    for (const part of [find("#talk"), find("#masthead")]) {
      if (part) part.inert = narrow.matches && state === "open";
    }
  };

  // Scrolls what scrolls around the target and nothing further out: the page's frame stays put.
  const bring = (target, share, behavior) => {
    let around = target.parentElement;
    while (around && !/auto|scroll/.test(getComputedStyle(around).overflowY)) {
      around = around.parentElement;
    }
    const box = around ? around.getBoundingClientRect() : { top: 0, height: window.innerHeight };
    const top = target.getBoundingClientRect().top - box.top - box.height * share;
    (around || window).scrollBy({ top, behavior });
  };

  const goTo = (target) => {
    if (!target) return;
    if (!target.hasAttribute("tabindex")) target.setAttribute("tabindex", "-1");
    target.focus({ preventScroll: true });
    bring(target, 0.25, "instant");
  };

  const open = async (link) => {
    const address = new URL(link.href, window.location.href);
    const part = new URL(address);
    part.hash = "";
    part.searchParams.set("partial", "1");
    const answer = await fetch(part, { headers: { accept: "text/html" } });
    if (!answer.ok && answer.status !== 404) throw new Error(String(answer.status));
    const body = find("#source .source-body");
    body.innerHTML = await answer.text();
    opener = link;
    find("#source [data-as-page]").href = address.href;
    for (const it of document.querySelectorAll("[aria-current]")) it.removeAttribute("aria-current");
    link.setAttribute("aria-current", "true");
    show("open");
    body.scrollTop = 0;
    find("#source").scrollTop = 0;
    const mark = body.querySelector("#q1");
    if (mark) goTo(mark);
    else body.focus({ preventScroll: true });
    const filled = body.querySelector("[data-say]");
    say(filled && filled.dataset.say);
  };

  const close = () => {
    show("home");
    find("#source .source-body").replaceChildren();
    if (opener) opener.removeAttribute("aria-current");
    if (opener && opener.isConnected) opener.focus();
    opener = null;
  };

  document.addEventListener("click", (event) => {
    const target = event.target instanceof Element ? event.target : null;
    if (!target) return;
    if (target.closest("#source [data-close]")) {
      close();
      return;
    }
    const inside = target.closest("#source .source-body a[href^='#']");
    if (inside) {
      // The page has a base address, against which a bare fragment would be resolved.
      event.preventDefault();
      goTo(document.getElementById(inside.getAttribute("href").slice(1)));
      return;
    }
    const link = target.closest("a[data-open]");
    const plain = !(event.ctrlKey || event.metaKey || event.shiftKey || event.altKey);
    if (link && plain && find("#source")) {
      event.preventDefault();
      open(link).catch(() => { window.location.href = link.href; });
    }
  });

  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && event.target instanceof Element && event.target.closest("#source")) {
      if (find("#source").dataset.state === "open") close();
    }
  });

  narrow.addEventListener("change", () => {
    const panel = find("#source");
    if (panel) show(panel.dataset.state);
  });

  // A new answer is said aloud and brought into view; focus stays in the question.
  const answered = () => {
    const turns = document.querySelectorAll("#conversation .turn");
    const last = turns[turns.length - 1];
    const mark = last ? `${turns.length} ${last.textContent.length}` : 0;
    if (mark === asked) return;
    asked = mark;
    const said = last || find("#conversation [data-say]");
    say(said && said.dataset.say);
    if (!last) return;
    bring(last, 0, motion());
  };

  const start = () => {
    document.body.append(voice);
    new MutationObserver(() => {
      const talk = find("#conversation");
      if (talk) answered();
    }).observe(document.body, { childList: true, subtree: true });
  };
  if (document.body) start();
  else document.addEventListener("DOMContentLoaded", start);
})();
