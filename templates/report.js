// Finds claims by words and label, and opens what a link points to. Without it everything is simply there.
"use strict";
(() => {
  const find = document.getElementById("find");
  const words = document.getElementById("find-words");
  const found = document.getElementById("found");
  const sheets = [...document.querySelectorAll("details.claim")];
  const rows = [...document.querySelectorAll("tr[data-claim]")];
  const boxes = [...document.querySelectorAll("#find input[type=checkbox]")];
  const texts = sheets.map(sheet => sheet.textContent.toLowerCase());

  const show = () => {
    const wanted = words.value.toLowerCase().split(/\s+/).filter(Boolean);
    const kinds = new Set(boxes.filter(box => box.checked).map(box => box.value));
    let shown = 0;
    sheets.forEach((sheet, at) => {
      const fits = (kinds.size === 0 || kinds.has(sheet.dataset.standing)) && wanted.every(word => texts[at].includes(word));
      sheet.hidden = !fits;
      if (rows[at]) rows[at].hidden = !fits;
      shown += fits;
    });
    found.textContent = `${shown} of ${sheets.length} claims shown`;
  };

  const open = () => {
    const target = location.hash && document.getElementById(location.hash.slice(1));
    if (!target) return;
    if (target.hidden) { words.value = ""; boxes.forEach(box => { box.checked = false; }); show(); }
    if (target.tagName === "DETAILS") target.open = true;
  };

  if (find) {
    find.hidden = false;
    find.addEventListener("submit", event => event.preventDefault());
    find.addEventListener("input", show);
    document.getElementById("open-all").addEventListener("click", () => sheets.forEach(sheet => { sheet.open = true; }));
    document.getElementById("close-all").addEventListener("click", () => sheets.forEach(sheet => { sheet.open = false; }));
    document.addEventListener("keydown", event => {
      const typing = event.target.matches("input[type=search]");
      if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey) { event.preventDefault(); words.focus(); }
      if (event.key === "Escape" && typing) { words.value = ""; show(); }
    });
    show();
  }
  addEventListener("hashchange", open);
  addEventListener("beforeprint", () => sheets.forEach(sheet => { sheet.open = true; }));
  open();
})();
