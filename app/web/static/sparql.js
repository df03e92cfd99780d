// Sends the query without leaving the page and shows the answer as a table.
// Without this script the form works too: the browser then shows the answer as it comes.
const form = document.getElementById("query-form");
const text = document.getElementById("query");
const format = document.getElementById("format");
const example = document.getElementById("example");
const results = document.getElementById("results");
const KINDS = "application/sparql-results+json, text/turtle;q=0.9";
let running = null;

const element = (name, content, attributes = {}) => {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  if (content !== undefined) made.textContent = content;
  return made;
};

// Things of ours are shown by this very service, wherever their IRIs say that they are.
const nearby = (iri) => {
  const { base, root } = form.dataset;
  return iri.startsWith(base) ? root + iri.slice(base.length) : iri;
};

const cell = (term) => {
  const made = element("td");
  if (!term) return made;
  if (term.type === "uri" && /^https?:/.test(term.value)) {
    made.append(element("a", term.value, { href: nearby(term.value) }));
  } else {
    made.append(term.type === "bnode" ? `_:${term.value}` : term.value);
    const more = term["xml:lang"] || (term.datatype || "").replace(/^.*[#/]/, "");
    if (more) made.append(" ", element("small", more));
  }
  return made;
};

const table = (answer) => {
  const names = answer.head.vars;
  const head = element("tr");
  for (const name of names) head.append(element("th", name, { scope: "col" }));
  const made = element("table");
  made.append(element("thead"), element("tbody"));
  made.tHead.append(head);
  for (const row of answer.results.bindings) {
    const line = element("tr");
    for (const name of names) line.append(cell(row[name]));
    made.tBodies[0].append(line);
  }
  const frame = element("div", undefined, { class: "scroll", tabindex: "0" });
  frame.append(made);
  return frame;
};

const show = (title, ...parts) => results.replaceChildren(element("h2", title), ...parts);

const showAnswer = async (answer, took) => {
  const kind = answer.headers.get("content-type") || "";
  if (!answer.ok) {
    const problem = kind.includes("json") ? await answer.json() : { title: answer.statusText, detail: "" };
    const place = problem.line ? ` (line ${problem.line}${problem.column ? `, column ${problem.column}` : ""})` : "";
    show(problem.title, element("p", `${problem.detail}${place}`, { class: "warning" }));
  } else if (kind.includes("results+json")) {
    const found = await answer.json();
    if ("boolean" in found) return show(found.boolean ? "Yes" : "No");
    const count = found.results.bindings.length;
    show(`${count} ${count === 1 ? "row" : "rows"} in ${took()} s`, table(found));
  } else {
    show(`Answered in ${took()} s`, element("pre", await answer.text(), { tabindex: "0" }));
  }
};

const run = async () => {
  if (running) running.abort();
  const mine = new AbortController();
  running = mine;
  const began = performance.now();
  const took = () => ((performance.now() - began) / 1000).toFixed(2);
  show("Asking …");
  try {
    const body = new URLSearchParams({ query: text.value });
    const answer = await fetch(form.action, { method: "POST", body, headers: { accept: KINDS }, signal: mine.signal });
    await showAnswer(answer, took);
  } catch (error) {
    if (error.name !== "AbortError") {
      show("The answer broke off", element("p", "The query was stopped, or the service went away.", { class: "warning" }));
    }
  }
};

format.closest(".run").querySelectorAll("label, select").forEach((one) => one.remove());
form.addEventListener("submit", (event) => {
  event.preventDefault();
  history.replaceState(null, "", `?${new URLSearchParams({ query: text.value })}`);
  run();
});
text.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) form.requestSubmit();
});
if (example) {
  example.addEventListener("change", () => {
    if (example.value) text.value = example.value;
  });
}
if (new URLSearchParams(location.search).has("query")) run();
