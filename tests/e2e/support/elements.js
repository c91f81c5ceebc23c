// Resolves elements as assistive technology announces them: by role and accessible name.
// Arguments: roles, separated by spaces ("" for any); name (null for any); how the name has to match
// ("exact", "start" or "part").
// Answers with [element, name] pairs in document order; only what a person can reach counts.
const [roles, wantedName, how] = arguments;

const clean = (text) => (text ?? "").replace(/\s+/g, " ").trim();
const wantedRoles = clean(roles).split(" ").filter(Boolean);

const INPUT_ROLES = {
  button: "button", submit: "button", reset: "button", image: "button", color: "",
  checkbox: "checkbox", radio: "radio", range: "slider", number: "spinbutton", search: "searchbox",
  email: "textbox", tel: "textbox", text: "textbox", url: "textbox",
};
const TAG_ROLES = {
  ARTICLE: "article", ASIDE: "complementary", BUTTON: "button", CANVAS: "", DETAILS: "group",
  DIALOG: "dialog", FIELDSET: "group", FIGURE: "figure", H1: "heading", H2: "heading",
  H3: "heading", H4: "heading", H5: "heading", H6: "heading", HR: "separator", IMG: "img",
  LI: "listitem", MAIN: "main", MENU: "list", METER: "meter", NAV: "navigation", OL: "list",
  OPTION: "option", OUTPUT: "status", P: "paragraph", PROGRESS: "progressbar", SUMMARY: "button",
  TABLE: "table", TBODY: "rowgroup", TD: "cell", TEXTAREA: "textbox", TH: "columnheader",
  THEAD: "rowgroup", TR: "row", UL: "list",
};
// Roles whose name is their own text when nothing else names them.
const NAMED_BY_TEXT = new Set([
  "button", "cell", "checkbox", "columnheader", "gridcell", "heading", "link", "menuitem",
  "menuitemcheckbox", "menuitemradio", "option", "radio", "row", "rowheader", "switch", "tab",
  "tooltip", "treeitem",
]);

function explicitName(element) {
  return element.hasAttribute("aria-label") || element.hasAttribute("aria-labelledby");
}

function roleOf(element) {
  const given = clean(element.getAttribute("role")).split(" ")[0];
  if (given) return given;
  const tag = element.tagName.toUpperCase();
  switch (tag) {
    case "A":
    case "AREA":
      return element.hasAttribute("href") ? "link" : "";
    case "INPUT":
      return INPUT_ROLES[element.type] ?? "";
    case "SELECT":
      return element.multiple || element.size > 1 ? "listbox" : "combobox";
    case "SECTION":
      return explicitName(element) ? "region" : "";
    case "FORM":
      return explicitName(element) ? "form" : "";
    case "HEADER":
    case "FOOTER":
      if (element.closest("article, aside, main, nav, section")) return "";
      return tag === "HEADER" ? "banner" : "contentinfo";
    case "TH":
      return element.scope === "row" ? "rowheader" : "columnheader";
    default:
      return TAG_ROLES[tag] ?? "";
  }
}

// The text inside, as it would be read: names of what is named, nothing that is hidden. Blocks are
// words of their own.
function textOf(node, except) {
  if (node.nodeType === Node.TEXT_NODE) return node.data;
  if (node.nodeType !== Node.ELEMENT_NODE || node === except) return "";
  if (node.getAttribute("aria-hidden") === "true") return "";
  const style = getComputedStyle(node);
  if (style.display === "none" || style.visibility === "hidden") return "";
  if (node.hasAttribute("aria-label")) return node.getAttribute("aria-label");
  if (node.tagName === "IMG") return node.alt;
  if (node.tagName.toLowerCase() === "svg") return node.querySelector(":scope > title")?.textContent ?? "";
  const inside = [...node.childNodes].map((child) => textOf(child, except)).join("");
  return style.display.startsWith("inline") ? inside : ` ${inside} `;
}

function nameOf(element, role) {
  const ids = clean(element.getAttribute("aria-labelledby"));
  if (ids) {
    const named = ids.split(" ").map((id) => element.ownerDocument.getElementById(id));
    // A label counts even where it is hidden itself.
    const name = clean(named.map((label) => label?.getAttribute("aria-label") ?? label?.textContent ?? "").join(" "));
    if (name) return name;
  }
  const label = clean(element.getAttribute("aria-label"));
  if (label) return label;
  if (element.labels?.length) {
    const name = clean([...element.labels].map((each) => textOf(each, element)).join(" "));
    if (name) return name;
  }
  const tag = element.tagName.toUpperCase();
  const captions = { FIELDSET: "legend", FIGURE: "figcaption", TABLE: "caption", DETAILS: "summary" };
  const caption = captions[tag] && element.querySelector(`:scope > ${captions[tag]}`);
  if (caption) return clean(textOf(caption));
  if (tag === "INPUT" && ["button", "submit", "reset"].includes(element.type)) {
    return clean(element.value) || { submit: "Submit", reset: "Reset" }[element.type] || "";
  }
  if (element.hasAttribute("alt")) return clean(element.alt);
  if (NAMED_BY_TEXT.has(role)) {
    const name = clean([...element.childNodes].map((child) => textOf(child)).join(""));
    if (name) return name;
  }
  return clean(element.getAttribute("title")) || clean(element.getAttribute("placeholder"));
}

const modals = document.querySelectorAll(":modal");
const modal = modals[modals.length - 1];

function isReachable(element) {
  if (modal && !modal.contains(element)) return false;
  if (element.closest("[inert], [aria-hidden='true']")) return false;
  return element.checkVisibility({ visibilityProperty: true });
}

// A form control may be invisible itself and shown by its label.
function isShown(element) {
  if (isReachable(element)) return true;
  return [...(element.labels ?? [])].some(isReachable) && element.checkVisibility();
}

function matches(name) {
  if (wantedName === null) return true;
  const wanted = clean(wantedName);
  if (how === "start") return name.startsWith(wanted);
  if (how === "part") return name.includes(wanted);
  return name === wanted;
}

const found = [];
for (const element of document.querySelectorAll("body, body *")) {
  const role = roleOf(element);
  if (wantedRoles.length ? !wantedRoles.includes(role) : !role) continue;
  const name = nameOf(element, role);
  if (matches(name) && isShown(element)) found.push([element, name]);
}
return found;
