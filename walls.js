import { relative } from "node:path";

/**
 * The walls of the house: which room may import which. The rule below reads this table and nothing else.
 * A room is a folder; the longest name that fits a file is its room.
 */
export const walls = {
  contract: [],
  catalogue: ["contract"],
  "server/net": ["contract"],
  "server/store": ["contract"],
  "server/address": ["contract", "catalogue"],
  "server/vault": ["contract", "server/store"],
  "server/webhooks": ["contract", "server/net", "server/store", "server/vault"],
  "server/methods": ["contract", "catalogue", "server/net", "server/store", "server/vault", "server/address"],
  "server/systems": ["contract", "catalogue", "server/address", "server/methods"],
  "server/checks": ["contract", "catalogue", "server/address", "server/methods", "server/net", "server/systems"],
  "server/call": [
    "contract",
    "server/address",
    "server/checks",
    "server/methods",
    "server/net",
    "server/store",
    "server/systems",
    "server/vault",
  ],
  "server/connections": [
    "contract",
    "server/call",
    "server/checks",
    "server/methods",
    "server/net",
    "server/store",
    "server/systems",
    "server/vault",
    "server/webhooks",
  ],
  "server/links": [
    "contract",
    "catalogue",
    "server/address",
    "server/call",
    "server/checks",
    "server/connections",
    "server/methods",
    "server/net",
    "server/store",
    "server/systems",
    "server/vault",
    "server/webhooks",
  ],
  "server/http": [
    "contract",
    "server/call",
    "server/checks",
    "server/connections",
    "server/links",
    "server/methods",
    "server/net",
    "server/store",
    "server/systems",
    "server/vault",
    "server/webhooks",
    "widget/words",
  ],
  "server/client": ["contract", "server/webhooks"],
  server: ["contract", "catalogue", "server/*"],
  "widget/words": ["contract"],
  "widget/look": ["contract"],
  "widget/parts": ["contract", "widget/look", "widget/words"],
  "widget/form": ["contract", "widget/look", "widget/parts", "widget/words"],
  "widget/flow": ["contract", "widget/look", "widget/words"],
  "widget/steps": ["contract", "widget/flow", "widget/form", "widget/look", "widget/parts", "widget/words"],
  "widget/surfaces": ["contract", "widget", "widget/*"],
  widget: ["contract", "widget/*"],
  demo: ["doors"],
  e2e: ["contract", "catalogue", "server", "server/*", "widget", "widget/*", "demo", "demo/*", "doors"],
};

/** What each room is for; shown when a wall is hit. */
const purpose = {
  contract: "the words that all rooms share; it imports zod and nothing else",
  catalogue: "data about systems; it knows the contract only",
  server:
    "the house; inside it arrows go http → links, systems, checks, connections → methods, address, vault, webhooks → net, store",
  widget: "the person's side; it meets the server only through the contract",
  demo: "a host like any customer's; it uses the package's doors (gangway/react, gangway/embed, gangway/server) only",
  e2e: "the proof",
};

/** Modules that open connections. Only these places may import them; everybody else goes through `server/net`. */
const sockets = /^(?:node:)?(?:https?|http2|net|tls|dns|dns\/promises|dgram)$|^undici$/;
const mayOpenSockets = /^server\/(?:net|client)\/|^(?:e2e|demo)\/|\.(?:test|suite|setup|fixture)\.tsx?$/;
/** Tests stand beside what they prove: they may see their whole house, and start real systems. */
const isProof = /\.(?:test|suite)\.tsx?$|\.(?:setup|fixture)\.tsx?$/;
const mayFetch = /^widget\/flow\/api\.ts$/;
const doors = ["gangway", "gangway/react", "gangway/embed", "gangway/server"];
const doorsOfRooms = { "#contract": "contract", "#catalogue": "catalogue", "#server": "server", "#widget": "widget" };

/** Room of a path relative to the house's root, or null. */
export function roomOf(path) {
  const names = Object.keys(walls).filter((room) => path === room || path.startsWith(`${room}/`));
  return names.sort((a, b) => b.length - a.length)[0] ?? null;
}

/** Why `specifier` may not be imported by the file at `path`, or null where it may. Paths are relative to the root. */
export function wallBetween(path, specifier) {
  const room = roomOf(path);
  if (room === null) return null;
  if (sockets.test(specifier) && !mayOpenSockets.test(path))
    return `${path} must not open connections: "${specifier}" belongs to server/net, which judges every address. Ask net.request() or net.connect() there.`;
  if (room === "contract" && !specifier.startsWith(".") && specifier !== "zod" && !path.endsWith(".test.ts"))
    return `contract imports zod and nothing else, but ${path} imports "${specifier}". What needs more than words lives in another room.`;
  const target = targetRoom(path, specifier);
  if (target === null || target === room) return null;
  const allowed = walls[room];
  if (allowed.some((name) => name === target || (name.endsWith("/*") && target.startsWith(name.slice(0, -1)))))
    return null;
  const top = room.split("/")[0];
  const inTop = target === top || target.startsWith(`${top}/`);
  if (isProof.test(path) && (inTop || specifier.includes("e2e/real/"))) return null;
  return `${room} may not import ${target} ("${specifier}"). ${top} is ${purpose[top]}. It may import: ${allowed.join(", ") || "nothing"}. If the arrow is right, change the table in walls.js and say why in CONTRIBUTING.md, Decisions.`;
}

function targetRoom(path, specifier) {
  if (doors.includes(specifier)) return "doors";
  if (specifier.startsWith("#")) return doorsOfRooms[specifier] ?? roomOf(specifier.slice(1));
  if (!specifier.startsWith(".")) return null;
  const parts = path.split("/").slice(0, -1);
  for (const step of specifier.split("/")) {
    if (step === "..") parts.pop();
    else if (step !== ".") parts.push(step);
  }
  const resolved = parts.join("/");
  return roomOf(resolved.replace(/\.(?:js|ts|tsx|json|css)$/, "")) ?? roomOf(resolved);
}

/** The ESLint rule. */
export const wallsRule = {
  meta: { type: "problem", schema: [], docs: { description: "rooms import only what the table of walls allows" } },
  create(context) {
    const path = relative(import.meta.dirname, context.filename).replaceAll("\\", "/");
    const judge = (node) => {
      const specifier = node.source?.value;
      if (typeof specifier !== "string") return;
      const message = wallBetween(path, specifier);
      if (message !== null) context.report({ node, message });
    };
    return {
      ImportDeclaration: judge,
      ImportExpression: judge,
      ExportNamedDeclaration: judge,
      ExportAllDeclaration: judge,
      "CallExpression[callee.name='fetch']"(node) {
        if (mayOpenSockets.test(path) || mayFetch.test(path) || !/^(?:widget|server)\//.test(path)) return;
        if (isDeclared("fetch", context.sourceCode.getScope(node))) return; // somebody else's word, not the browser's
        context.report({
          node,
          message: `${path} must not fetch: the server asks server/net, the widget asks widget/flow/api.ts.`,
        });
      },
    };
  },
};

function isDeclared(name, scope) {
  for (let at = scope; at !== null; at = at.upper) if (at.set.get(name)?.defs.length > 0) return true;
  return false;
}
