// The lab server as a service worker: it answers everything below `<scope>lab/`, so that programs
// make real requests that the browser's network panel shows. `src/net/lab_server.rs` gives the same
// bytes natively and where no service worker can run.
"use strict";

const ORIGIN = "http://lab.local";
const MAX_POST = 1024 * 1024;
const MAX_DEPTH = 256; // CPython's JSON gives up near 980, but the engine's stack is smaller.
const MAX_OUTPUT = 16 * 1024 * 1024; // Indentation of deep nesting outgrows the text that was read.
const MAX_DIGITS = 4300; // CPython refuses longer whole numbers.
const MAX_REDIRECTS = 20;
const MAX_HOLD = 20_000; // A browser ends a service worker that takes minutes over one request.
const [JSON_TYPE, TEXT, HTML, OCTETS] = ["application/json", "text/plain; charset=utf-8",
  "text/html; charset=utf-8", "application/octet-stream"];
const PAGE = `<!DOCTYPE html>
<html>
<head><title>Lab Page</title></head>
<body>
<h1>Tide Tables</h1>
<p>High water at noon, low water at six.</p>
</body>
</html>
`;
const DOCUMENT = {
  title: "Harbour Log", year: 2024, open: true,
  boats: [{ name: "Heron", length: 9.5, crew: ["Ada", "Bo"] }, { name: "Plover", length: 7.25, crew: [] }],
  notes: null,
};
const REASONS = {
  200: "OK", 201: "Created", 202: "Accepted", 203: "Non-Authoritative Information", 204: "No Content",
  205: "Reset Content", 206: "Partial Content", 207: "Multi-Status", 208: "Already Reported", 226: "IM Used",
  300: "Multiple Choices", 301: "Moved Permanently", 302: "Found", 303: "See Other", 304: "Not Modified",
  305: "Use Proxy", 307: "Temporary Redirect", 308: "Permanent Redirect", 400: "Bad Request",
  401: "Unauthorized", 402: "Payment Required", 403: "Forbidden", 404: "Not Found", 405: "Method Not Allowed",
  406: "Not Acceptable", 407: "Proxy Authentication Required", 408: "Request Timeout", 409: "Conflict",
  410: "Gone", 411: "Length Required", 412: "Precondition Failed", 413: "Request Entity Too Large",
  414: "Request-URI Too Long", 415: "Unsupported Media Type", 416: "Requested Range Not Satisfiable",
  417: "Expectation Failed", 418: "I'm a Teapot", 421: "Misdirected Request", 422: "Unprocessable Entity",
  423: "Locked", 424: "Failed Dependency", 425: "Too Early", 426: "Upgrade Required",
  428: "Precondition Required", 429: "Too Many Requests", 431: "Request Header Fields Too Large",
  451: "Unavailable For Legal Reasons", 500: "Internal Server Error", 501: "Not Implemented",
  502: "Bad Gateway", 503: "Service Unavailable", 504: "Gateway Timeout", 505: "HTTP Version Not Supported",
  506: "Variant Also Negotiates", 507: "Insufficient Storage", 508: "Loop Detected", 510: "Not Extended",
  511: "Network Authentication Required",
};

// Calls per number after /flaky/. A browser may stop an idle worker, which forgets them as well.
const flakyCalls = new Map();

// What a person answered, and who waits for it, by the question's key.
const answers = new Map();
const waiting = new Map();

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
self.addEventListener("message", (event) => {
  const reply = (type) => event.ports[0]?.postMessage({ type });
  if (event.data?.type === "claim") {
    // A hard reload leaves its page without a worker until it is claimed again.
    event.waitUntil(self.clients.claim().then(() => reply("claimed")));
  } else if (event.data?.type === "reset") {
    flakyCalls.clear();
    reply("reset");
  } else if (event.data?.type === "answer") {
    answers.set(event.data.key, event.data.line);
    waiting.get(event.data.key)?.();
  }
});
self.addEventListener("fetch", (event) => {
  const url = new URL(event.request.url);
  const scope = new URL(self.registration.scope).pathname;
  const root = `${scope}lab`;
  if (url.origin !== self.location.origin) return;
  if (url.pathname.startsWith(`${root}/`)) {
    event.respondWith(serve(event, url.pathname.slice(root.length) + url.search));
  } else if (url.pathname.startsWith(`${scope}answer/`)) {
    event.respondWith(answered(url.pathname.slice(`${scope}answer/`.length)));
  }
});

// `input()` in a task stops the engine's loop, so that no message reaches it: it holds itself up with
// requests for the answer instead.
async function answered(key) {
  if (!answers.has(key)) {
    await new Promise((resolve) => {
      waiting.set(key, resolve);
      setTimeout(resolve, MAX_HOLD);
    });
    waiting.delete(key);
  }
  const headers = { "Content-Type": TEXT, "Cache-Control": "no-store", "X-Lab": "service-worker" };
  if (!answers.has(key)) return new Response(null, { status: 204, headers });
  const line = answers.get(key);
  answers.delete(key);
  return line === null ? new Response(null, { status: 410, headers }) : new Response(line, { headers });
}

async function serve(event, target) {
  const request = event.request;
  const body = request.method === "POST" ? new Uint8Array(await request.arrayBuffer()) : new Uint8Array();
  // The browser follows a worker's redirect without asking the worker again, so it ends here.
  const follow = request.redirect === "follow";
  let redirects = 0;
  let given = answer(request, target, body);
  for (; follow && given.location; redirects += 1) {
    if (redirects === MAX_REDIRECTS) return Response.error();
    target = given.location;
    given = answer(request, target, body);
  }
  if (given.delay) await new Promise((resolve) => setTimeout(resolve, given.delay));
  const headers = new Headers({
    "Content-Type": given.type, "Content-Length": given.body.length, "Cache-Control": "no-store",
    "X-Lab": "service-worker", "Access-Control-Allow-Origin": "*",
  });
  if (given.location) headers.set("Location", given.location);
  if (redirects) headers.set("X-Lab-Location", target);
  // A Response of these statuses throws on any body, even an empty one.
  let content = request.method === "HEAD" || [204, 205, 304].includes(given.status) ? null : given.body;
  if (content && given.pieces) content = dripping(event, given);
  // Who follows redirects itself would be given one that tells nothing, so it comes in disguise.
  if (given.location && request.redirect === "manual" && request.mode !== "navigate") {
    headers.set("X-Lab-Status", given.status);
    return new Response(content, { statusText: REASONS[given.status], headers });
  }
  return new Response(content, { status: given.status, statusText: REASONS[given.status] ?? "", headers });
}

function dripping(event, { body, drip, pieces }) {
  let timer;
  let finish;
  // Without this the browser may stop the worker between two pieces.
  event.waitUntil(new Promise((resolve) => { finish = resolve; }));
  return new ReadableStream({
    start(controller) {
      const began = performance.now();
      const edge = (count) => Math.floor(body.length * count / pieces);
      // Each piece is due by the clock, so that late timers do not add up.
      const wait = (piece) => {
        timer = setTimeout(() => {
          controller.enqueue(body.slice(edge(piece - 1), edge(piece)));
          if (piece < pieces) return wait(piece + 1);
          controller.close();
          finish();
        }, began + drip * piece / pieces - performance.now());
      };
      wait(1);
    },
    // The only sign of an abort: the request's own signal never fires in a service worker.
    cancel() { clearTimeout(timer); finish(); },
  });
}

const plain = (status, type, text) => ({ status, type, body: new TextEncoder().encode(text) });
const missing = () => plain(404, TEXT, "not found\n");
const trouble = () => plain(500, TEXT, "500 Internal Server Error\n\nServer got itself in trouble");
function json(status, value) {
  const text = dumps(value);
  return text === null ? trouble() : plain(status, JSON_TYPE, `${text}\n`);
}

function answer(request, target, body) {
  const [path, query] = target.split(/\?(.*)/s);
  const [root, name, value, ...more] = path.split("/").map(percentDecoded);
  const found = { query: query ?? "", url: ORIGIN + (query ? target : path) };
  if (root !== "" || more.length || value === "" || /[{}]/.test(value ?? "")) return missing();
  const route = value === undefined ? name : `${name}/`;
  if (request.method === "POST") return route === "post" ? post(request, found, body) : missing();
  if (request.method !== "GET" && request.method !== "HEAD") return missing();
  switch (route) {
    case "get": return json(200, echo(request, found));
    case "json": return json(200, DOCUMENT);
    case "html": return plain(200, HTML, PAGE);
    case "uuid": return json(200, { uuid: crypto.randomUUID() });
    case "drip": return drip(found);
    case "delay/": {
      const seconds = float(value);
      if (seconds === null) return plain(400, TEXT, "bad delay\n");
      return { ...json(200, echo(request, found)), delay: millis(seconds) };
    }
    case "status/": {
      const code = int(value);
      return code >= 200 && code <= 599 ? plain(code, TEXT, "") : plain(400, TEXT, "bad status\n");
    }
    case "bytes/": {
      const count = int(value);
      return count === null ? plain(400, TEXT, "bad size\n") : octets(count, 102400);
    }
  }
  if ((route !== "redirect/" && route !== "flaky/") || !/^[0-9]+$/.test(value)) return missing();
  if (value.length > MAX_DIGITS) return trouble();
  const count = BigInt(value);
  if (route === "redirect/") {
    return { ...plain(302, TEXT, ""), location: count <= 1n ? "/get" : `/redirect/${count - 1n}` };
  }
  const attempt = (flakyCalls.get(`${count}`) ?? 0) + 1;
  flakyCalls.set(`${count}`, attempt);
  return json(attempt <= count ? 503 : 200, { attempt, ok: attempt > count });
}

function octets(count, limit) {
  const body = Uint8Array.from({ length: Math.max(0, Math.min(count, limit)) }, (_, i) => i % 256);
  return { status: 200, type: OCTETS, body };
}

function drip({ query }) {
  const given = new URLSearchParams(`?${query}`);
  const seconds = float(given.get("duration") ?? "2");
  const count = int(given.get("bytes") ?? "10");
  if (seconds === null || count === null) return plain(400, TEXT, "bad drip\n");
  const whole = octets(count, 1024 * 1024);
  return { ...whole, drip: millis(seconds), pieces: Math.min(whole.body.length, 10) };
}

// Header names reach a service worker in lower case and sorted, and equal ones merged: the order in
// which they were sent is lost here.
function echo(request, { query, url }) {
  const [args, headers] = [new Map(), new Map()];
  // The mark keeps one that starts the query itself.
  for (const [key, value] of new URLSearchParams(`?${query}`)) {
    args.set(key, args.has(key) ? [args.get(key), value].flat() : value);
  }
  for (const [name, value] of request.headers) {
    if (/^x-/i.test(name)) {
      headers.set(name.toLowerCase().replace(/(^|-)[a-z]/g, (start) => start.toUpperCase()), value);
    }
  }
  return { args, headers, url };
}

function post(request, found, body) {
  if (body.length > MAX_POST) return plain(413, TEXT, `Maximum request body size ${MAX_POST} exceeded.`);
  const [kind, ...parameters] = (request.headers.get("content-type") ?? "").toLowerCase().split(";");
  const text = decoded(body, parameters);
  if (text === null) return trouble();
  const { args, headers, url } = echo(request, found);
  let [data, form, parsed] = [text, new Map(), null];
  if (kind.trim() === "application/x-www-form-urlencoded") {
    data = "";
    form = new Map(new URLSearchParams(`?${text.replace(/[ \t-\r]+$/, "")}`));
  } else if (kind.trim() === JSON_TYPE) {
    try { parsed = loads(text); } catch (fault) {
      if (fault instanceof RangeError) return trouble();
    }
  }
  return json(200, { args, data, form, headers, json: parsed, url });
}

function decoded(body, parameters) {
  if (!body.length) return ""; // Then the charset does not matter.
  const given = parameters.find((parameter) => /^\s*charset\s*=/.test(parameter)) ?? "charset=utf-8";
  const charset = given.replace(/^.*?=/s, "").trim().replace(/^"+|"+$/g, "");
  if (/^utf-?8$/.test(charset)) {
    // Programs see a byte order mark as CPython gives it: as a character.
    try { return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(body); } catch { return null; }
  }
  const ascii = /^(us-)?ascii$/.test(charset) && body.every((byte) => byte < 128);
  if (!ascii && !/^(latin-?1|iso-8859-1)$/.test(charset)) return null;
  // Not TextDecoder, whose latin1 is windows-1252.
  return Array.from(body, (byte) => String.fromCharCode(byte)).join("");
}

// The parts of a URL are ASCII here: the browser has encoded the rest.
function percentDecoded(part) {
  const octetsOf = part.replace(/%([0-9a-f]{2})/gi, (_, hex) => String.fromCharCode(parseInt(hex, 16)));
  return new TextDecoder("utf-8", { ignoreBOM: true }).decode(Uint8Array.from(octetsOf, (c) => c.charCodeAt(0)));
}

// Python's int() and float(), ASCII digits only: blanks around, single underscores between digits.
const RUN = "[0-9](?:_?[0-9])*";
const INT = new RegExp(`^[+-]?${RUN}$`);
const FLOAT = new RegExp(`^[+-]?(?:(?:${RUN}\\.?(?:${RUN})?|\\.${RUN})(?:e[+-]?${RUN})?|inf(?:inity)?|nan)$`, "i");
const trimmed = (text) => text.replace(/^\p{White_Space}+|\p{White_Space}+$/gu, "");
function int(text) {
  const digits = INT.test(trimmed(text)) ? trimmed(text).replaceAll("_", "") : "";
  return digits && digits.replace(/^[+-]/, "").length <= MAX_DIGITS ? Number(digits) : null;
}
function float(text) {
  const digits = trimmed(text).replaceAll("_", "").toLowerCase();
  if (!FLOAT.test(trimmed(text))) return null;
  return digits.includes("inf") ? (digits[0] === "-" ? -Infinity : Infinity) : Number(digits);
}
// Cut to 10 seconds; "not a number" counts as 0.
const millis = (seconds) => Math.round(Math.max(0, Math.min(seconds, 10)) * 1000) || 0;

// json.dumps(value, indent=2); null when the text would be too long.
function dumps(whole) {
  const out = [];
  let size = 0;
  const put = (text) => { size += text.length; out.push(text); };
  const write = (value, level) => {
    if (size > MAX_OUTPUT) return;
    if (value instanceof Numeral) return put(value.text);
    if (typeof value === "string") return put(quoted(value));
    if (value === null || typeof value !== "object") return put(String(value));
    const list = Array.isArray(value);
    const members = list || value instanceof Map ? [...value] : Object.entries(value);
    put(list ? "[" : "{");
    members.forEach((member, index) => {
      put(`${index ? "," : ""}\n${"  ".repeat(level + 1)}`);
      if (!list) put(`${quoted(member[0])}: `);
      write(list ? member : member[1], level + 1);
    });
    if (members.length) put(`\n${"  ".repeat(level)}`);
    put(list ? "]" : "}");
  };
  write(whole, 0);
  return size > MAX_OUTPUT ? null : out.join("");
}
const quoted = (text) => JSON.stringify(text).replace(/[\x7f-\uffff]/g,
  (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`);

// JSON.parse would not do: Python tells 1 from 1.0, keeps long integers whole and the order of keys
// that look like numbers, and takes NaN. Numbers stay text, as Python would write them.
class Numeral { constructor(text) { this.text = text; } }
// Groups: sign, string, constant, odd number, whole part, fraction, exponent; none at the end.
const TOKEN = new RegExp(String.raw`[ \t\n\r]*(?:([\[\]{},:])|`
  + String.raw`("[^"\\\x00-\x1f]*(?:\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})[^"\\\x00-\x1f]*)*")|`
  + String.raw`(null|true|false)|(NaN|-?Infinity)|(-?(?:0|[1-9][0-9]*))(\.[0-9]+)?([eE][-+]?[0-9]+)?|$)`, "y");
function loads(text) {
  let at = 0;
  const next = () => {
    TOKEN.lastIndex = at;
    const token = TOKEN.exec(text);
    if (!token) throw new SyntaxError("not JSON");
    at = TOKEN.lastIndex;
    return token;
  };
  const need = (right) => { if (!right) throw new SyntaxError("not JSON"); };
  const read = ([, sign, string, constant, odd, whole, fraction, exponent], depth) => {
    if (string) return JSON.parse(string);
    if (constant) return JSON.parse(constant);
    if (odd) return new Numeral(odd);
    if (fraction || exponent) return new Numeral(floatText(Number(whole + (fraction ?? "") + (exponent ?? ""))));
    if (whole) {
      need(whole.replace("-", "").length <= MAX_DIGITS);
      return new Numeral(whole === "-0" ? "0" : whole);
    }
    need(sign === "[" || sign === "{");
    if (depth >= MAX_DEPTH) throw new RangeError("too deep");
    const [close, list, map] = [sign === "[" ? "]" : "}", [], new Map()];
    let token = next();
    while (token[1] !== close || list.length || map.size) {
      if (sign === "[") {
        list.push(read(token, depth + 1));
      } else {
        need(token[2] && next()[1] === ":");
        map.set(JSON.parse(token[2]), read(next(), depth + 1));
      }
      const end = next()[1];
      if (end === close) break;
      need(end === ",");
      token = next();
    }
    return sign === "[" ? list : map;
  };
  const value = read(next(), 0);
  need(next().slice(1).every((group) => group === undefined)); // Only the end is left.
  return value;
}
function floatText(value) {
  if (!Number.isFinite(value)) return String(value);
  const [digits, exponent] = value.toExponential().split("e");
  if (exponent >= 16 || exponent < -4) return `${digits}e${exponent[0]}${exponent.slice(1).padStart(2, "0")}`;
  return (Object.is(value, -0) ? "-0" : String(value)) + (Number.isInteger(value) ? ".0" : "");
}
