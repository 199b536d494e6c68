/**
 * node-soap, in a process of its own: `node server.mjs SETTINGS`. It parses envelopes and writes answers and faults; what
 * it leaves to its user is whether a UsernameToken is a good one, and that is decided here, by its own digest.
 */
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { join } from "node:path";

const { port, modules, accounts, clockAhead } = JSON.parse(process.argv[2]);
const require = createRequire(join(modules, "none.js"));
const soap = require("soap");
const { passwordDigest } = require("soap/lib/utils");

const orders = [
  { number: "PO-1001", supplier: "Kugel & Lager GmbH" },
  { number: "PO-1002", supplier: "Västra Tätningar AB" },
  { number: "PO-1003", supplier: "Kugel & Lager GmbH" },
];
const fault = (faultcode, faultstring, statusCode = 500) => ({ Fault: { faultcode, faultstring, statusCode } });
const text = (value) => (value !== null && typeof value === "object" ? value.$value : value);
const now = () => Date.now() + clockAhead * 1000;
/** UsernameToken Profile 1.1, 3.1: a nonce is kept for as long as its token would be fresh. */
const seen = new Set();
const fresh = 5 * 60_000;

/** Who is right; of a token that is too old or was here before only that is told, and not whether it is right. */
function authenticate(security) {
  const { Username, Password, Nonce, Created } = security?.UsernameToken ?? {};
  const account = accounts.find(({ user }) => user === text(Username));
  if (!account || Password === undefined) return false;
  const isDigest = /#PasswordDigest$/.test(Password.attributes?.Type ?? "");
  const expected = isDigest ? passwordDigest(text(Nonce), text(Created), account.password) : account.password;
  return text(Password) === expected;
}

function refuseStale(envelope) {
  const { Timestamp, UsernameToken } = envelope.Header.Security;
  const created = Date.parse(text(UsernameToken.Created));
  const ends = Timestamp && Date.parse(text(Timestamp.Expires));
  if (!(Math.abs(now() - created) < fresh) || (ends && ends < now()))
    throw fault("wsse:MessageExpired", "The message has expired");
  const nonce = text(UsernameToken.Nonce);
  if (nonce === undefined || seen.has(nonce)) throw fault("wsse:InvalidSecurityToken", "This nonce was here before");
  seen.add(nonce);
}

const userOf = (headers) => text(headers.Security.UsernameToken.Username);
const service = {
  WhoAmI: (_args, _callback, headers) => ({ user: userOf(headers) }),
  ListOrders(_args, _callback, headers) {
    if (!accounts.find(({ user }) => user === userOf(headers)).mayRead)
      throw fault("soap:Client", "Not authorized to read orders");
    return { total: orders.length, order: orders };
  },
};

const http = createServer((_request, response) => response.writeHead(404).end("not here"));
http.listen(port, "127.0.0.1", () => {
  const wsdl = readFileSync(new URL("plant.wsdl", import.meta.url), "utf8");
  const server = soap.listen(http, { path: "/plant", services: { Plant: { Plant: service } }, xml: wsdl });
  server.authenticate = authenticate;
  server.on("request", refuseStale);
});
