/* For a page of another site: puts the desk's form in place of this script's line, in a frame that
 * is as high as what it holds. It takes nothing from the page but its origin and language, makes no
 * markup from values, and needs no inline style or script: a strict policy lets it run.
 */
(() => {
  "use strict";

  const script = document.currentScript;
  const home = new URL(".", script.src);
  const address = new URL("embed", home);
  const language = script.dataset.lang || document.documentElement.lang;
  if (language) address.searchParams.set("lang", language.split("-")[0].toLowerCase());
  if (script.dataset.scheme) address.searchParams.set("scheme", script.dataset.scheme);
  address.searchParams.set("origin", window.location.origin);

  const frame = document.createElement("iframe");
  frame.title = script.dataset.title || "";
  frame.src = address.href;
  // Not seen, nor come to by keyboard, until the form is there: a site that isn't let in has nothing.
  frame.tabIndex = -1;
  Object.assign(frame.style, { display: "block", width: "100%", height: "0", border: "0" });

  window.addEventListener("message", (event) => {
    if (event.source !== frame.contentWindow || event.origin !== home.origin) return;
    const { quotedesk, height, title } = event.data || {};
    if (quotedesk !== "embed" || !Number.isFinite(height)) return;
    frame.style.height = `${Math.min(Math.max(height, 0), 20000)}px`;
    frame.removeAttribute("tabindex");
    if (!script.dataset.title && typeof title === "string") frame.title = title;
  });
  script.after(frame);
})();
