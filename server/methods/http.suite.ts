import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { System } from "#contract";
import type { Method, Values, Visit } from "./method.js";
import { methodOf } from "./methods.js";
import { methodSuite } from "./method.suite.js";
import { json, pretend, visitTo, type Answer, type Pretend, type Seen } from "./world.fixture.js";

export interface HttpMethodCase {
  readonly system: System;
  readonly fields: readonly string[];
  readonly sealed: readonly string[];
  readonly values: Values;
  /** Whether a request carries the right credentials, byte for byte. */
  readonly isSigned: (seen: Seen) => boolean;
  /** Answers the requests that come before a question can be signed. */
  readonly before?: Answer;
  readonly wrong: Values;
  /** The credentials are no HTTP authentication, so a challenge says nothing about them. */
  readonly unschemed?: boolean;
}

/** What holds for every method over http, at a system that speaks: signs in, reads, and tells each refusal apart. */
export function httpMethodSuite(name: string, of: HttpMethodCase): void {
  let world: Pretend;
  let answer: Answer;
  const good: Answer = (seen, response) => {
    if (!of.isSigned(seen)) return json(response, { error: "no" }, 401);
    if (seen.url.includes("/orders")) return json(response, { orders: [{ number: "PO-1" }, { number: "PO-2" }] });
    json(response, { me: "anna@plant.example" });
  };

  beforeAll(async () => {
    world = await pretend((seen, response) => {
      if (of.before && !of.isSigned(seen) && seen.url.startsWith("/session")) of.before(seen, response);
      else answer(seen, response);
    });
  });
  beforeEach(() => {
    answer = good;
    world.seen.length = 0;
  });
  afterAll(() => world.stop());

  const visit = (values: Values, more?: Partial<Visit>) => visitTo(of.system, values, world.url, more);
  const signIn = (values: Values) => (methodOf(of.system.methods[0]!) as Method).signIn(visit(values));
  const to = (other: Answer) => () => {
    answer = other;
    return signIn(of.values);
  };
  const status = (code: number, headers: Record<string, string> = {}, body = "") =>
    to((_, response) => void response.writeHead(code, headers).end(body));
  const html = { "content-type": "text/html" };

  methodSuite(name, {
    system: () => of.system,
    fields: of.fields,
    sealed: of.sealed,
    values: () => of.values,
    visit,
    failing: [
      { name: "wrong credentials", cause: "credentials_wrong", signIn: () => signIn(of.wrong) },
      {
        name: "another authentication is asked for",
        cause: of.unschemed ? "credentials_wrong" : "key_of_another_kind",
        signIn: status(401, { "www-authenticate": 'Digest realm="x", nonce="y"' }),
      },
      { name: "403", cause: "permission_missing", signIn: status(403) },
      {
        name: "403 of a scope",
        cause: "scope_missing",
        signIn: status(403, { "www-authenticate": 'Bearer error="insufficient_scope"' }),
      },
      {
        name: "403 of a guard in front",
        cause: "address_not_allowed",
        signIn: status(403, { ...html, server: "cloudflare" }, "<html>Attention"),
      },
      { name: "402", cause: "plan_without_api", signIn: status(402) },
      { name: "404", cause: "unknown_path", signIn: status(404) },
      { name: "405", cause: "unknown_path", signIn: status(405) },
      { name: "407", cause: "proxy_page", signIn: status(407) },
      { name: "418", cause: "answer_not_understood", signIn: status(418) },
      { name: "423", cause: "account_suspended", signIn: status(423) },
      { name: "429", cause: "rate_limited", signIn: status(429, { "retry-after": "60" }) },
      { name: "500", cause: "server_error", signIn: status(500) },
      { name: "502", cause: "server_error", signIn: status(502) },
      { name: "503", cause: "maintenance", signIn: status(503) },
      { name: "200 and a log-in page", cause: "login_page", signIn: status(200, html, "<form><input type=password>") },
      { name: "302 to a log-in page", cause: "login_page", signIn: status(302, { location: "/login" }) },
      {
        name: "302 to another host",
        cause: "redirected_elsewhere",
        signIn: status(302, { location: "https://evil.example/" }),
      },
      {
        name: "302 to https",
        cause: "tls_required",
        signIn: to(
          ({ headers }, response) => void response.writeHead(301, { location: `https://${headers.host!}/` }).end(),
        ),
      },
      { name: "200 and nothing", cause: "answer_not_understood", signIn: status(200) },
      {
        name: "200 and broken JSON",
        cause: "answer_not_understood",
        signIn: status(200, { "content-type": "application/json" }, "{"),
      },
      {
        name: "200 and other JSON",
        cause: "answer_not_understood",
        signIn: to((_, response) => json(response, { product: "other" })),
      },
      {
        name: "a client certificate is asked for",
        cause: "client_certificate_required",
        signIn: status(400, html, "<h1>No required SSL certificate was sent</h1>"),
      },
    ],
  });

  describe(`method ${name} over http`, () => {
    it("says who signed in, in one attempt", async () => {
      const { finding } = await signIn(of.values);
      expect(finding.facts).toContainEqual({ kind: "identity", value: "anna@plant.example" });
      expect(world.seen.filter(({ url }) => new URL(url, world.url).pathname.endsWith("/me"))).toHaveLength(1);
    });

    it("asks once more for nothing when it was refused", async () => {
      await signIn(of.wrong);
      expect(world.seen).toHaveLength(1);
    });

    it("reads what the host asked for, signed, and names its first record", async () => {
      const { signedIn } = await signIn(of.values);
      const reading = await signedIn!.read("purchaseOrders");
      expect(reading).toMatchObject({
        finding: { answer: "yes", facts: [{ kind: "count", value: "2" }] },
        first: "PO-1",
      });
      expect(await signedIn!.read("items")).toMatchObject({
        finding: { answer: "unknown", cause: "data_not_described" },
      });
    });

    it("may not read: that is no wrong password", async () => {
      const { signedIn } = await signIn(of.values);
      answer = (_, response) => void response.writeHead(401).end();
      expect((await signedIn!.read("purchaseOrders")).finding).toMatchObject({
        answer: "no",
        cause: "permission_missing",
      });
    });

    it("does not follow a redirect", async () => {
      await to(
        (seen, response) =>
          void (seen.url === "/me"
            ? response.writeHead(307, { location: "/other" }).end()
            : json(response, { me: "x" })),
      )();
      expect(world.seen.map(({ url }) => url)).not.toContain("/other");
    });

    it("keeps nothing of what a system says that repeats the secret", async () => {
      answer = (seen, response) => void response.writeHead(500, html).end(JSON.stringify(seen));
      const { finding } = await signIn(of.values);
      for (const field of of.sealed) expect(JSON.stringify(finding)).not.toContain(of.values[field]);
    });
  });
}

/** Sign-in and data of the pretend system. */
export const asked = {
  signIn: {
    question: { path: "/me" },
    yes: [{ status: 200, json: [{ at: "/me", type: "string" as const }] }],
    no: [],
    facts: { identity: { at: "/me" } },
  },
};
export const reads = {
  reads: {
    purchaseOrders: {
      question: { path: "/orders" },
      yes: [{ status: 200, json: [{ at: "/orders", type: "array" as const }] }],
      no: [],
      facts: { count: { at: "/orders", length: true }, first: { at: "/orders/0/number" } },
    },
  },
};
