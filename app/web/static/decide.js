// Keeps the name and the token of who decides for as long as the tab is open, so that they are typed once.
// Without this script the forms work as they are.
const KEPT = ["by", "token"];
for (const form of document.querySelectorAll("form[data-decide]")) {
  for (const name of KEPT) {
    const known = sessionStorage.getItem(`whosaid-${name}`);
    if (known) form.elements[name].value = known;
  }
  form.addEventListener("submit", () => {
    for (const name of KEPT) sessionStorage.setItem(`whosaid-${name}`, form.elements[name].value);
  });
}
