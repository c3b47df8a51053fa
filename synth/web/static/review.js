// Keys, selection and drafts of the review page. Everything else is htmx and the server.
"use strict";
(() => {
  const CONFLICT = 409;  // comes with how the claim stands now
  const byId = id => document.getElementById(id);
  const ROWS = "#claims a[data-claim]";
  const NARROW = matchMedia("(max-width: 45rem)");  // as in the style: the claim stands below the list
  const selected = () => document.querySelector(ROWS + "[aria-current]");
  const inView = () => document.querySelector("#sheet article")?.dataset.claim;

  // The claim in view, in the address: a reload shows the same.
  function remember() {
    const fields = new URLSearchParams(new FormData(byId("filter")));
    const claim = inView() ?? selected()?.dataset.claim;
    if (claim) fields.set("claim", claim);
    for (const [name, value] of [...fields]) if (!value) fields.delete(name);
    history.replaceState(null, "", "/" + (fields.size ? "?" + fields : ""));
  }

  // Tab stops at one row, and the arrow keys walk on: 2,000 claims are not 2,000 stops on the way to the claim.
  function stopAt(row) {
    document.querySelector(ROWS + "[tabindex='0']")?.setAttribute("tabindex", "-1");
    row?.setAttribute("tabindex", "0");
  }

  function select(row, focus) {
    if (!row) return;
    stopAt(row);
    selected()?.removeAttribute("aria-current");
    row.setAttribute("aria-current", "true");
    row.scrollIntoView({block: "nearest"});
    if (focus) row.focus({preventScroll: true});
    if (NARROW.matches) byId("sheet").scrollIntoView();
    byId("problem").textContent = "";
    htmx.ajax("GET", row.getAttribute("href").replace("/?claim=", "/claim/"), {target: "#sheet", source: "#sheet"});
  }

  function step(by, focus = true) {
    const rows = [...document.querySelectorAll(ROWS)];
    const at = rows.indexOf(selected());
    select(rows[at < 0 ? 0 : Math.min(Math.max(at + by, 0), rows.length - 1)], focus);
  }

  function nextPassage() {
    const passages = [...document.querySelectorAll(".passages a")];
    const at = passages.findIndex(each => each.hasAttribute("aria-current"));
    const next = passages[(at + 1) % passages.length];
    next?.focus();
    next?.click();
  }

  function focusEnd(field) {
    field?.focus();
    field?.setSelectionRange?.(field.value.length, field.value.length);
  }

  const decide = id => () => byId(id)?.click();
  const KEYS = {
    j: () => step(1), k: () => step(-1),
    a: decide("do-accept"), r: decide("do-reject"), u: decide("do-undo"), E: decide("do-evidence"),
    1: decide("do-label-1"), 2: decide("do-label-2"), 3: decide("do-label-3"), 4: decide("do-label-4"),
    e: nextPassage, n: () => focusEnd(byId("why")), "/": () => byId("q").select(), "?": () => byId("help").showModal(),
  };

  // Keys pressed while an answer is on its way wait for it, so that a decision is always for the claim in view.
  const running = new Set(), waiting = [];
  const OPENS_A_FIELD = ["n", "/", "?"];

  function press(key, isRepeat) {
    if (!running.size) KEYS[key]();
    else if (!isRepeat && !waiting.some(each => OPENS_A_FIELD.includes(each))) waiting.push(key);
  }

  document.addEventListener("htmx:before:request", event => {
    running.add(event.detail.ctx);
    byId("sheet").setAttribute("aria-busy", "true");
  });
  for (const name of ["htmx:finally:swap", "htmx:finally:request"]) {
    document.addEventListener(name, event => {
      if (!running.delete(event.detail.ctx) || running.size) return;
      byId("sheet").removeAttribute("aria-busy");
      if (waiting.length) setTimeout(() => press(waiting.shift()));
    });
  }

  document.addEventListener("keydown", event => {
    const field = event.target.closest("input:not([type=checkbox]), textarea, select");
    if (event.key === "Escape" && field) { (selected() ?? byId("sheet")).focus({preventScroll: true}); return; }
    if (field?.id === "why" && event.key === "Enter" && (event.ctrlKey || event.metaKey)) { decide("do-note")(); return; }
    const arrow = event.target.closest(ROWS) && {ArrowDown: "j", ArrowUp: "k"}[event.key];
    if (arrow && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault();
      press(arrow, event.repeat);
      return;
    }
    if (field || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (byId("help").open || !byId("keys-on").checked || !Object.hasOwn(KEYS, event.key)) return;
    event.preventDefault();
    press(event.key, event.repeat);
  });

  document.addEventListener("click", event => {
    if (event.target.closest("#do-next")) step(1, false);
    const row = event.target.closest(ROWS);
    if (!row || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    event.preventDefault();
    select(row);
  });

  // Drafts of notes outlive a look at another claim, a conflict and a reload.
  const draftKey = field => "draft " + field.dataset.draft;
  document.addEventListener("input", event => {
    if (event.target.id === "why") sessionStorage.setItem(draftKey(event.target), event.target.value);
    if (event.target.id === "reviewer") sessionStorage.setItem("reviewer", event.target.value);
  });

  // A list that came anew knows nothing of the claim in view.
  function mark() {
    const row = byId("c-" + inView());
    row?.setAttribute("aria-current", "true");
    row?.scrollIntoView({block: "nearest"});
    stopAt(row ?? document.querySelector(ROWS));
  }

  function settle() {
    const field = byId("why");
    if (field && !field.value) field.value = sessionStorage.getItem(draftKey(field)) ?? "";
    const box = document.querySelector(".paper rect"), page = byId("page");
    if (box && page) {
      const svg = box.ownerSVGElement, scale = svg.clientHeight / svg.viewBox.baseVal.height;
      page.scrollTop = Math.max(box.y.baseVal.value * scale - page.clientHeight / 3, 0);
    }
  }

  document.addEventListener("htmx:before:swap", event => {
    const {request, response, text} = event.detail.ctx;
    if (response.status >= 400 && response.status !== CONFLICT) {
      byId("problem").textContent = text;
      event.preventDefault();
    } else if (request.method === "POST" && response.status === 200) {
      const field = byId("why");
      if (field) sessionStorage.removeItem(draftKey(field));
    }
  });
  document.addEventListener("htmx:after:swap", event => {
    if (event.detail.ctx.target?.id === "sheet") settle();
    else mark();
    remember();
  });
  document.addEventListener("htmx:error", () => {
    byId("problem").textContent = "The server does not answer: is synth review still running? Nothing was kept.";
  });

  document.addEventListener("submit", event => {
    if (event.target.method !== "dialog") event.preventDefault();
  });

  document.addEventListener("DOMContentLoaded", () => {
    htmx.process(document.body);  // htmx itself would do so a moment later: a key pressed before then would be lost
    byId("reviewer").value = sessionStorage.getItem("reviewer") || byId("reviewer").value;
    byId("keys-on").checked = localStorage.getItem("keys") !== "off";
    byId("keys-on").addEventListener("change", event => localStorage.setItem("keys", event.target.checked ? "on" : "off"));
    byId("help-button").addEventListener("click", () => byId("help").showModal());
    mark();
    settle();
  });
})();
