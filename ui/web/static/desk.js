/* The desk's own script: opens sources in the panel, says what changed, keeps focus in sight.
 * Without it every link still leads to a source page of its own. It makes no markup from values:
 * what goes into the panel is HTML that this server made and escaped.
 */
(() => {
  "use strict";

  const narrow = window.matchMedia("(max-width: 899px)");
  const calm = window.matchMedia("(prefers-reduced-motion: reduce)");
  // What the desk is served below, by the address of this script.
  const home = new URL("..", document.currentScript.src);
  const find = (selector) => document.querySelector(selector);
  let opener = null;

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

  // A source that is open is a step of the browser's history: on a telephone it covers the page, and
  // whoever goes back from it would else leave the desk, and lose the conversation.
  const reading = () => Boolean(window.history.state?.source);
  if (reading()) window.history.replaceState(null, "");

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
    if (!reading()) window.history.pushState({ source: true }, "");
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
    if (reading()) window.history.back();  // which closes
    else closed();
  };

  const closed = () => {
    show("home");
    find("#source .source-body").replaceChildren();
    if (opener) opener.removeAttribute("aria-current");
    if (opener && opener.isConnected) opener.focus();
    opener = null;
  };

  // Gradio's own fields, which aren't seen, take what our buttons and boxes say.
  const tell = (field, value) => {
    const box = find(`#${field} textarea`);
    if (!box) return;
    box.value = JSON.stringify(value);
    box.dispatchEvent(new Event("input", { bubbles: true }));
  };

  const write = async (words) => {
    if (navigator.clipboard && window.isSecureContext) {
      await navigator.clipboard.writeText(words);
      return;
    }
    // Without https there is no clipboard to write to; the old way needs no permission either.
    const field = document.createElement("textarea");
    field.value = words;
    field.className = "sr-only";
    const before = document.activeElement;
    document.body.append(field);
    field.select();
    const done = document.execCommand("copy");
    field.remove();
    if (before instanceof HTMLElement) before.focus({ preventScroll: true });
    if (!done) throw new Error("not copied");
  };

  const copy = async (button) => {
    const figure = button.closest("figure");
    const address = new URL(figure.dataset.address, window.location.href).href;
    const quote = figure.querySelector("blockquote").textContent;
    const words = button.dataset.copy === "link"
      ? address
      : `${quote}\n\n${figure.dataset.citation}\n${address}\n`;
    const { copied, notCopied } = find("#source").dataset;
    try {
      await write(words);
      say(copied);
      button.dataset.done = copied;
      window.setTimeout(() => { delete button.dataset.done; }, 2000);
    } catch {
      say(notCopied);
    }
  };

  const judge = async (group, verdict) => {
    const { thanks, notSent } = find("#source").dataset;
    const body = JSON.stringify({
      reply_id: group.dataset.reply,
      helpful: verdict.helpful,
      reason: verdict.reason,
      remark: verdict.remark,
    });
    try {
      const headers = { "content-type": "application/json" };
      const answer = await fetch(new URL("api/feedback", home), { method: "POST", headers, body });
      if (!answer.ok) throw new Error(String(answer.status));
    } catch {
      say(notSent);
      return;
    }
    const done = verdict.helpful || verdict.done;
    for (const it of group.querySelectorAll("[data-helpful]")) {
      it.setAttribute("aria-pressed", String((it.dataset.helpful === "yes") === verdict.helpful));
    }
    group.querySelector(".why").hidden = done;
    group.querySelector(".thanks").textContent = done ? thanks : "";
    if (done) {
      say(thanks);
      if (verdict.done) group.querySelector("[data-helpful='no']").focus();
    } else {
      const why = group.querySelector(".why");
      why.querySelector("select").focus({ preventScroll: true });
      why.scrollIntoView({ block: "nearest", behavior: motion() });
    }
  };

  // What a group's fields hold: a no that is said once more doesn't take back why.
  const reasons = (group) => ({
    reason: group.querySelector("select").value,
    remark: group.querySelector(".remark input")?.value ?? "",
  });

  const ticked = () => {
    const boxes = [...document.querySelectorAll("#filter input:checked")];
    tell("only", boxes.map((it) => it.value));
    const summary = find("#filter summary");
    const { all, some } = summary.dataset;
    summary.textContent = boxes.length ? some.replace("{n}", String(boxes.length)) : all;
    summary.classList.toggle("some", boxes.length > 0);
  };

  const untick = () => {
    for (const it of document.querySelectorAll("#filter input:checked")) it.checked = false;
    if (find("#filter summary")) ticked();
  };

  // Numbered, since the same order given twice would else be no change.
  let orders = 0;
  let ordered = false;
  const order = (what) => {
    orders += 1;
    ordered = true;
    tell("order", { ...what, number: orders });
  };

  // Buttons of ours that need the script, by what they carry.
  const actions = {
    ask: (button) => order({ ask: button.dataset.ask }),
    undo: (button) => {
      if (button.dataset.undo === "everywhere") untick();
      order({ undo: button.dataset.undo });
    },
    copy: (button) => { copy(button); },
    helpful: (button) => {
      const helpful = button.dataset.helpful === "yes";
      const group = button.closest(".feedback");
      const why = helpful ? { reason: "", remark: "" } : reasons(group);
      judge(group, { helpful, ...why, done: false });
    },
    send: (button) => {
      const group = button.closest(".feedback");
      judge(group, { helpful: false, ...reasons(group), done: true });
    },
    clear: () => {
      untick();
      find("#filter summary").focus();
    },
  };

  // The / key can be turned off, where speech or a slip of the hand would press it.
  const keysOff = "quotedesk-keys-off";
  const stored = () => {
    try { return window.localStorage.getItem(keysOff) === "1"; } catch { return false; }
  };
  let slash = !stored();

  document.addEventListener("change", (event) => {
    const box = event.target instanceof HTMLInputElement ? event.target : null;
    if (!box) return;
    if (box.closest("#filter")) ticked();
    if ("keys" in box.dataset) {
      slash = box.checked;
      try { window.localStorage.setItem(keysOff, slash ? "0" : "1"); } catch { /* not kept */ }
    }
  });

  document.addEventListener("click", (event) => {
    const target = event.target instanceof Element ? event.target : null;
    if (!target) return;
    const button = target.closest("button");
    if (button && button.id === "anew") untick();  // Gradio does the rest
    for (const [name, act] of Object.entries(actions)) {
      if (button && name in button.dataset) {
        act(button);
        return;
      }
    }
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
      return;
    }
    if (event.key === "Enter" && event.target instanceof Element && event.target.matches(".remark input")) {
      event.target.closest(".why").querySelector("[data-send]").click();
      return;
    }
    const plain = !(event.ctrlKey || event.metaKey || event.altKey);
    const typing = event.target instanceof Element
      && event.target.closest("input, textarea, select, [contenteditable]");
    const box = find("#question textarea");
    if (event.key === "/" && plain && slash && !typing && box && !box.closest("[inert]")) {
      event.preventDefault();
      box.focus();
    }
  });

  window.addEventListener("popstate", () => {
    if (!reading() && find("#source")?.dataset.state === "open") closed();
  });

  narrow.addEventListener("change", () => {
    const panel = find("#source");
    if (panel) show(panel.dataset.state);
  });

  // Puts news from the server in the conversation: at its end, or in place of its last exchange.
  // What else it holds stays as it is.
  const put = (news) => {
    const talk = find("#conversation .talk");
    const part = news.content.cloneNode(true);
    if (news.dataset.put === "anew") {
      talk.replaceChildren(part);
      return talk.firstElementChild;
    }
    const newest = part.firstElementChild;
    let turns = talk.querySelector(".turns");
    if (!turns) {
      turns = document.createElement("div");
      turns.className = "turns";
      talk.replaceChildren(turns);
    }
    for (const it of turns.querySelectorAll(".told, .keep")) it.remove();
    if (news.dataset.put === "instead") turns.lastElementChild?.remove();
    if (newest.matches(".turn")) {
      for (const it of turns.querySelectorAll("[data-undo]")) it.remove();
    }
    turns.append(part);
    // The oldest go where the server has forgotten them.
    const all = [...turns.querySelectorAll(".turn")];
    for (const it of all.slice(0, Math.max(0, all.length - Number(news.dataset.shown)))) it.remove();
    return newest;
  };

  // A question that couldn't be asked is said so in the page's words: Gradio has none of its own for
  // that but in English, and isn't shown (desk.css).
  const notAsked = (why) => {
    const { notAsked: title } = find("#source").dataset;
    const told = document.createElement("section");
    told.className = "refusal told";
    for (const [name, words] of [["h2", title], ["p", why]]) {
      const part = document.createElement(name);
      part.textContent = words;
      told.append(part);
    }
    const news = document.createElement("template");
    news.dataset.put = "after";
    news.dataset.shown = String(document.querySelectorAll("#conversation .turn").length);
    news.content.append(told);
    const newest = put(news);
    ordered = false;
    say(`${title}. ${why}`);
    bring(newest, 0, motion());
  };

  const plainFetch = window.fetch.bind(window);
  window.fetch = async (what, options) => {
    const address = what instanceof Request ? what.url : String(what);
    if (!address.includes("/gradio_api/run/")) return plainFetch(what, options);
    try {
      const answer = await plainFetch(what, options);
      if (answer.status === 429) notAsked((await answer.clone().json()).detail);
      else if (answer.status >= 502) notAsked(find("#source").dataset.offline);
      return answer;
    } catch (problem) {
      notAsked(find("#source").dataset.offline);
      throw problem;
    }
  };

  // News is said aloud and brought into view; focus stays in the question, or goes there from a
  // button that is gone.
  const look = () => {
    const keys = find("[data-keys]");
    if (keys && !("known" in keys.dataset)) {
      keys.dataset.known = "";
      keys.checked = slash;
    }
    const news = find("#news template");
    if (!news) return;
    // Taken away, since Gradio changes an element that is there and forgets what a template holds.
    news.remove();
    const newest = put(news);
    const box = find("#question textarea");
    if (box && (ordered || document.activeElement === document.body)) {
      box.focus({ preventScroll: true });
    }
    ordered = false;
    say(newest.dataset.say);
    if (news.dataset.put !== "anew") bring(newest, 0, motion());
  };

  // The page's language is the one that it was written in, whatever Gradio takes the browser's for.
  const root = document.documentElement;
  const { content: language } = find("meta[name='page-language']");
  const keepLanguage = () => { if (root.lang !== language) root.lang = language; };
  new MutationObserver(keepLanguage).observe(root, { attributeFilter: ["lang"] });
  keepLanguage();

  const start = () => {
    document.body.append(voice);
    new MutationObserver(look).observe(document.body, { childList: true, subtree: true });
  };
  if (document.body) start();
  else document.addEventListener("DOMContentLoaded", start);
})();
