import { asked, httpMethodSuite, reads } from "./http.suite.js";
import { systemWith, type Seen } from "./world.fixture.js";

const values = { address: "https://example.com", apiKey: "sk_live_A+b/c=d&e" };
const wrong = { ...values, apiKey: "sk_live_other" };
const places: [string, object, (seen: Seen) => boolean][] = [
  ["in a header", { place: "header", name: "X-Api-Key" }, ({ headers }) => headers["x-api-key"] === values.apiKey],
  [
    "in Authorization, after a word",
    { place: "header", name: "Authorization", prefix: "Token " },
    ({ headers }) => headers.authorization === `Token ${values.apiKey}`,
  ],
  ["in the query", { place: "query", name: "key" }, ({ url }) => url.endsWith("?key=sk_live_A%2Bb%2Fc%3Dd%26e")],
  [
    "encoded, with a word before it",
    { place: "header", name: "X-Auth", prefix: "key ", value: "{apiKey}:x", encode: "base64" },
    ({ headers }) => headers["x-auth"] === `key ${Buffer.from(`${values.apiKey}:x`).toString("base64")}`,
  ],
  ["in a cookie", { place: "cookie", name: "sid" }, ({ headers }) => headers.cookie === `sid=${values.apiKey}`],
];

for (const [name, use, isSigned] of places) {
  httpMethodSuite(`apiKey ${name}`, {
    system: systemWith({ kind: "apiKey", ...use, ...asked }, reads),
    fields: ["address", "apiKey"],
    sealed: ["apiKey"],
    values,
    isSigned,
    wrong,
    unschemed: !name.includes("Authorization"),
  });
}

const inPath = (path: string) => ({ path: `/{key}${path}` });
httpMethodSuite("apiKey in the path", {
  system: systemWith(
    {
      kind: "apiKey",
      place: "path",
      name: "key",
      prefix: "bot",
      signIn: { ...asked.signIn, question: inPath("/me") },
    },
    { reads: { purchaseOrders: { ...reads.reads.purchaseOrders, question: inPath("/orders") } } },
  ),
  fields: ["address", "apiKey"],
  sealed: ["apiKey"],
  values,
  isSigned: ({ url }) => url.startsWith("/botsk_live_A%2Bb%2Fc%3Dd%26e/"),
  wrong,
  unschemed: true,
});

const post = { method: "POST" as const, path: "/me" };
for (const [name, content] of [
  ["JSON", { json: { ask: "me" } }],
  ["a form", { form: { ask: "me" } }],
] as const) {
  const question = (path: string) => ({ ...post, ...content, path });
  httpMethodSuite(`apiKey among the members of ${name}`, {
    system: systemWith(
      { kind: "apiKey", place: "body", name: "apiKey", signIn: { ...asked.signIn, question: question("/me") } },
      { reads: { purchaseOrders: { ...reads.reads.purchaseOrders, question: question("/orders") } } },
    ),
    fields: ["address", "apiKey"],
    sealed: ["apiKey"],
    values,
    isSigned: ({ body }) =>
      body ===
      (name === "JSON"
        ? JSON.stringify({ ask: "me", apiKey: values.apiKey })
        : "ask=me&apiKey=sk_live_A%2Bb%2Fc%3Dd%26e"),
    wrong,
    unschemed: true,
  });
}
