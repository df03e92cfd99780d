// Puts the editor in the place of the plain form, with our endpoint, prefixes, terms and examples.
// Without this script the form works too: the browser then shows the answer as it comes.
const form = document.getElementById("query-form");
const text = document.getElementById("query");
const example = document.getElementById("example");
const place = document.getElementById("editor");
const told = document.getElementById("told");
const { prefixes, terms } = JSON.parse(place.dataset.known);
const { base, root } = form.dataset;

// Our own terms, since the editor's own completers for classes and properties would ask another server.
const complete = (token) => {
  const words = token.string.toLowerCase();
  return terms.filter((term) => term.toLowerCase().startsWith(words));
};
Yasgui.Yasqe.registerAutocompleter({
  name: "terms",
  persistenceId: null,
  bulk: true,
  autoShow: false,
  isValidCompletionPosition: (yasqe) => {
    const token = yasqe.getCompleteToken();
    return token.string.includes(":") && !token.string.startsWith("<");
  },
  get: (_, token) => (token ? complete(token) : terms),
});

Yasgui.Yasr.defaults.prefixes = prefixes;
const yasgui = new Yasgui(place, {
  autofocus: true,
  persistenceId: null,
  populateFromUrl: false,
  copyEndpointOnNewTab: true,
  endpointCatalogueOptions: { getData: () => [] },
  requestConfig: {
    endpoint: new URL(form.action, location).href,
    method: "POST",
    acceptHeaderGraph: "text/turtle",
    acceptHeaderSelect: "application/sparql-results+json",
  },
  yasqe: {
    value: text.value,
    autocompleters: ["prefixes", "variables", "terms"],
    prefixCcApi: null,
    createShareableLink: () => shared(),
    // Tab leads on to the next control, as everywhere on the page; Ctrl-] and Ctrl-[ shift lines.
    extraKeys: { Tab: false, "Shift-Tab": false, "Ctrl-]": "indentMore", "Ctrl-[": "indentLess" },
  },
  yasr: { prefixes },
});
const tab = () => yasgui.getTab();
const shared = () => `${location.origin}${form.getAttribute("action")}?${new URLSearchParams({ query: tab().getQuery() })}`;

const name = (tabNow) => {
  const area = tabNow.getYasqe().getWrapperElement().querySelector("textarea");
  if (area) area.setAttribute("aria-label", "SPARQL query; Control and Enter runs it");
};
yasgui.on("tabSelect", () => setTimeout(() => name(tab()), 0));
yasgui.on("query", () => {
  told.textContent = "Asking …";
  history.replaceState(null, "", shared());
});
yasgui.on("queryResponse", (_, asked) => setTimeout(() => tell(asked.getYasr()), 0));
const tell = (yasr) => {
  const error = yasr.results && yasr.results.getError();
  if (!error) {
    const rows = yasr.results && yasr.results.getBindings();
    const truth = yasr.results && yasr.results.getBoolean();
    told.textContent = "Answered";
    if (rows) told.textContent = `${rows.length} ${rows.length === 1 ? "row" : "rows"}`;
    if (truth !== undefined && truth !== null) told.textContent = truth ? "Yes" : "No";
    return;
  }
  let problem = { title: error.statusText || "The answer broke off", detail: error.text || "" };
  try {
    problem = JSON.parse(error.text);
  } catch {
    // The transfer broke off: there is no problem document.
  }
  told.textContent = `${problem.title}. ${problem.detail || ""}`;
};

form.classList.add("replaced");
name(tab());
if (example) {
  example.addEventListener("change", () => {
    if (!example.value) return;
    tab().setQuery(example.value);
    tab().getYasqe().focus();
  });
}

// Things of ours are shown by this very service, wherever their IRIs say that they are.
place.addEventListener("click", (event) => {
  const link = event.target.closest("a[href]");
  if (!link || !link.href.startsWith(base) || link.href.startsWith(location.origin + root)) return;
  event.preventDefault();
  location.assign(root + link.href.slice(base.length));
});
if (new URLSearchParams(location.search).has("query")) tab().query().catch(() => {}); // what went wrong is told above
