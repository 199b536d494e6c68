import { X509Certificate } from "node:crypto";
import { readFileSync } from "node:fs";
import type { Trust } from "#contract";
import type { FaultName } from "../real/nginx/faults.js";
import type { FrontRequest, RunningNginxFront } from "../real/nginxFront.js";
import { untilLogged } from "./untilLogged.js";
import { ask } from "./ask.js";
import { connected, refused, type Row, type Seen, type Told } from "./row.js";
import { addressAt, type Subject } from "./subject.js";
import type { World } from "./world.js";

/** A system behind the front: its name there, and which requests carry credentials. */
export interface Behind {
  readonly name: "tryton" | "wordpress" | "icinga" | "webdav" | "oidc";
  readonly of: (world: World) => Promise<Subject>;
  /** Those with an Authorization header, unless told. */
  readonly carries?: (request: FrontRequest) => boolean;
  /** Where a system is told something else than most. */
  readonly told?: Partial<Record<Row["fault"], Told>>;
  /** Rows that make no sense for it. */
  readonly without?: readonly Row["fault"][];
}

/** What is trusted: nothing, the authority, the very certificate that a first run was shown, or another one. */
type Trusting = "none" | "ca" | "shown" | "other";
const none = "none";
const ca = "ca";

/** Fault, port of the front, what is trusted, what is told. */
const table: readonly [Row["fault"], FaultName, Trusting, Told, ("http" | "https")?][] = [
  ["behindFront", "plain", none, connected("plain_http")],
  ["dropped", "dropped", none, refused("connection_lost")],
  ["trickle", "trickle", none, refused("deadline_exceeded")],
  ["plainToTls", "valid", none, refused("tls_required", "address", "address"), "http"],
  ["tlsToPlain", "plain", none, refused("tls_not_spoken", "address"), "https"],
  ["redirectToHttps", "redirectToHttps", none, refused("tls_required", "address", "address")],
  ["privateCa", "valid", none, refused("certificate_unknown_issuer")],
  ["privateCaGiven", "valid", ca, connected()],
  ["selfSigned", "selfSigned", none, refused("certificate_self_signed")],
  ["selfSignedPinned", "selfSigned", "shown", connected()],
  ["pinned", "valid", "shown", connected()],
  ["otherPinned", "valid", "other", refused("certificate_changed")],
  ["expired", "expired", ca, refused("certificate_expired")],
  ["notYetValid", "notYetValid", ca, refused("certificate_not_yet_valid")],
  ["wrongName", "wrongName", ca, refused("certificate_wrong_name", "address")],
  ["missingIntermediate", "missingIntermediate", ca, refused("certificate_chain_incomplete")],
  ["oldTls", "oldTls", ca, refused("tls_too_old")],
  ["rejectedHandshake", "rejectedHandshake", ca, refused("tls_failed")],
  ["clientCertificate", "clientCertificate", ca, refused("client_certificate_required")],
  ["otherJson", "otherProduct", none, refused("wrong_product", "address")],
  ["redirectLoop", "redirectLoop", none, refused("redirect_loop", "address")],
  ["redirectElsewhere", "redirectElsewhere", none, refused("redirected_elsewhere", "address", "address")],
  ["redirectToLogin", "redirectToLogin", none, refused("login_page", "address", "address")],
  ["loginPage", "loginPage", none, refused("login_page", "address")],
  ["webPage", "webPage", none, refused("web_page", "address")],
  ["defaultPage", "defaultPage", none, refused("parked_domain", "address")],
  ["proxyAsksPassword", "proxyAsksPassword", none, refused("proxy_page", "address")],
  ["captivePortal", "captivePortal", none, refused("proxy_page", "address")],
  ["webFilter", "webFilter", none, refused("proxy_page", "address")],
  ["webFirewall", "webFirewall", none, refused("address_not_allowed")],
  ["badGateway", "badGateway", none, refused("server_error")],
  ["gatewayTimeout", "gatewayTimeout", none, refused("server_error")],
  ["maintenance", "maintenance", none, refused("maintenance", undefined, "waitSeconds")],
  ["onlyOne", "onlyOne", none, refused("rate_limited")],
  ["tooLarge", "tooLarge", none, refused("answer_too_large")],
  ["hugeHeaders", "hugeHeaders", none, refused("answer_too_large")],
  ["falseEncoding", "falseEncoding", none, refused("answer_not_understood")],
];

const waiting = new Set<Row["fault"]>(["trickle"]);
let names = 0;

/** Every TLS and HTTP fault of a web server in front of a real system. */
export const frontRows = ({ name, of, carries, told = {}, without = [] }: Behind): Row[] =>
  table
    .filter(([fault]) => !without.includes(fault))
    .map(([fault, port, trusting, usual, scheme]) => ({
      fault,
      told: told[fault] ?? usual,
      ...(waiting.has(fault) && { waits: true as const }),
      async ask(world) {
        const [front, subject] = await Promise.all([world.front(), of(world)]);
        const url = new URL(front.addresses[port]);
        // A name for each run: by it the front knows what is behind, and its log whose requests they were.
        const host = `run${++names}-${name}.plant.localhost`;
        const place = { ...subject.place, scheme: scheme ?? (url.protocol.slice(0, -1) as "http" | "https") };
        const address = addressAt(place, Number(url.port), host);
        const trust = await trustIn(front, trusting, () => ask(subject, { address, trust: null }));
        const seen = await ask(subject, { address, trust });
        const requests = (await untilLogged(front)).filter((request) => request.host === host);
        return { ...seen, attempts: requests.filter(carries ?? (({ authorized }) => authorized)).length };
      },
    }));

async function trustIn(
  { certificates, clientCertificate }: RunningNginxFront,
  trusting: Trusting,
  look: () => Promise<Seen>,
): Promise<Trust | null> {
  if (trusting === "none") return null;
  if (trusting === "ca") return { ca: certificates.ca };
  if (trusting === "other") return { pin: fingerprint(clientCertificate.certificate) };
  const shown = (await look()).lines.find((line) => line.type === "check" && line.certificate !== undefined);
  return shown?.type === "check" && shown.certificate ? { pin: shown.certificate.sha256 } : null;
}

const fingerprint = (file: string): string =>
  new X509Certificate(readFileSync(file)).fingerprint256.replaceAll(":", "").toLowerCase();
