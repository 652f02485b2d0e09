// Sorts and narrows the list of hand-ins. The rows are in the page: only some of them are laid out.
"use strict";
document.documentElement.classList.add("scripted");

const FEW = 100;

document.addEventListener("DOMContentLoaded", () => {
  const list = document.getElementById("list");
  const body = list.tBodies[0];
  const find = document.getElementById("find");
  const only = document.getElementById("only");
  const picks = document.getElementById("picks");
  const shown = document.getElementById("shown");
  const more = document.getElementById("more");
  const heads = [...list.tHead.rows[0].cells];
  const rows = Array.from(body.rows, (row) => ({
    row,
    marks: new Set([row.id, ...row.dataset.is.split(" ")]),
    text: fold(heads.filter(isText).map((head) => row.cells[head.cellIndex].textContent).join(" ")),
  }));
  const labels = new Map(Array.from(only.options, (option) => [option.value, option.text]));
  const collator = new Intl.Collator(undefined, { numeric: true, sensitivity: "base" });
  const keys = new Map();
  let sorted = rows;
  let matching = rows;
  let count = FEW;
  let chosen = [];

  function isText(head) {
    return head.dataset.kind === "text";
  }

  function fold(text) {
    return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  }

  function show() {
    body.replaceChildren(...matching.slice(0, count).map((entry) => entry.row));
    const of = matching.length < rows.length ? ` of ${number(rows.length)}` : "";
    const part = count < matching.length ? `, the first ${number(count)} shown` : "";
    shown.textContent = `${number(matching.length)}${of} hand-in${rows.length === 1 ? "" : "s"}${part}.`;
    more.replaceChildren();
    if (count < matching.length) {
      more.append(
        button(`Show ${number(Math.min(FEW, matching.length - count))} more`, () => reveal(count + FEW)), " ",
        button(`Show all ${number(matching.length)}`, () => reveal(matching.length)),
      );
    }
  }

  function number(value) {
    return value.toLocaleString("en");
  }

  function button(text, act) {
    const made = document.createElement("button");
    made.type = "button";
    made.textContent = text;
    made.addEventListener("click", act);
    return made;
  }

  function reveal(upTo) {
    const first = count;
    count = upTo;
    show();
    const next = body.rows[first];
    if (next) focusOn(next);
  }

  function focusOn(element) {
    element.tabIndex = -1;
    element.focus();
  }

  function narrow() {
    const words = fold(find.value).split(/\s+/).filter(Boolean);
    matching = sorted.filter(
      (entry) => chosen.every((mark) => entry.marks.has(mark)) && words.every((word) => entry.text.includes(word)),
    );
    count = FEW;
    show();
  }

  function choose(mark) {
    if (mark && !chosen.includes(mark)) chosen.push(mark);
    picks.replaceChildren(...chosen.map((each) => {
      const label = labels.get(each) ?? each;
      const made = button(`${label} ✕`, () => { drop(each); });
      made.setAttribute("aria-label", `No longer only: ${label}`);
      return made;
    }));
    narrow();
  }

  function drop(mark) {
    chosen = chosen.filter((each) => each !== mark);
    choose("");
    only.focus();
  }

  function keysOf(column) {
    if (!keys.has(column)) {
      const text = isText(heads[column]);
      keys.set(column, new Map(rows.map((entry) => {
        const told = entry.row.cells[column].textContent;
        return [entry, text ? told : Number.parseFloat(told)];
      })));
    }
    return keys.get(column);
  }

  function sortBy(head) {
    const column = head.cellIndex;
    const values = keysOf(column);
    const up = head.getAttribute("aria-sort") !== "ascending";
    const way = up ? 1 : -1;
    const compare = isText(head) ? collator.compare : (a, b) => a - b;
    const isMissing = (value) => Number.isNaN(value);
    sorted = [...rows].sort((a, b) => {
      const first = values.get(a), second = values.get(b);
      if (isMissing(first) || isMissing(second)) return isMissing(first) - isMissing(second);
      return way * compare(first, second);
    });
    for (const each of heads) each.removeAttribute("aria-sort");
    head.setAttribute("aria-sort", up ? "ascending" : "descending");
    narrow();
  }

  for (const head of heads) {
    const made = button("", () => sortBy(head));
    made.append(...head.childNodes);
    head.append(made);
  }
  find.addEventListener("input", narrow);
  only.addEventListener("change", () => { const mark = only.value; only.value = ""; choose(mark); });

  document.addEventListener("click", (event) => {
    const example = event.target.closest("a[href^='#example-']");
    if (example !== null) openTarget(example.hash);
    const link = event.target.closest("a[data-pick], a[data-row]");
    if (link === null) return;
    find.value = "";
    chosen = [];
    if (link.dataset.pick) {
      if (link.dataset.says) labels.set(link.dataset.pick, link.dataset.says);
      choose(link.dataset.pick);
      document.getElementById("hand-ins").focus();
      return;
    }
    const place = link.hash.slice(1);
    labels.set(place, link.textContent);
    choose(place);
    focusOn(body.rows[0]);
  });

  // A link to a mistake's example opens it.
  function openTarget(hash) {
    const target = document.getElementById(hash.slice(1));
    if (target instanceof HTMLDetailsElement) target.open = true;
  }
  openTarget(location.hash);

  let before = FEW;
  window.addEventListener("beforeprint", () => { before = count; count = matching.length; show(); });
  window.addEventListener("afterprint", () => { count = before; show(); });

  list.classList.add("ready");
  show();
});
