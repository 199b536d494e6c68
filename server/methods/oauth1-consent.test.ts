import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { MethodUseOf } from "#contract";
import { consentByThreeLegs } from "./oauth1-consent.js";
import { ProviderError } from "./providerError.js";
import { pretend, systemWith, visitTo, type Answer, type Pretend } from "./world.fixture.js";

const use = {
  kind: "oauth1",
  legs: 3,
  requestTokenUrl: "{address}/request",
  authorizeUrl: "{address}/authorize?scope=read",
  accessTokenUrl: "{address}/access",
};
const values = { consumerKey: "ck", consumerSecret: "cs-0123456789" };
const fresh = { redirectUrl: "https://g.example/callback/x", state: "s", verifier: "v", nonce: "n", app: "Plantwise" };
const form =
  (text: string, status = 200): Answer =>
  (_, response) =>
    void response.writeHead(status, { "content-type": "application/x-www-form-urlencoded" }).end(text);
const confirmed = "oauth_token=t-1&oauth_token_secret=s-1&oauth_callback_confirmed=true";

describe("consent with three legs", () => {
  let world: Pretend;
  let answer: Answer;
  beforeAll(async () => {
    world = await pretend((seen, response) => answer(seen, response));
  });
  afterAll(() => world.stop());
  const visit = (more: object = {}) =>
    visitTo<MethodUseOf<"oauth1">>(systemWith({ ...use, ...more }), values, world.url);
  const causeOf = async (act: () => Promise<unknown>): Promise<string | undefined> => {
    const error = await act().catch((thrown: unknown) => thrown);
    return error instanceof ProviderError ? error.finding.cause : undefined;
  };

  it("asks for a temporary token with the callback, and names the flow by it", async () => {
    answer = form(confirmed);
    const begun = await consentByThreeLegs.begin(visit(), fresh);
    expect(begun).toMatchObject({ location: `${world.url}/authorize?scope=read&oauth_token=t-1`, state: "t-1" });
    const { method, headers } = world.seen.at(-1)!;
    expect(method).toBe("POST");
    expect(headers.authorization).toContain('oauth_callback="https%3A%2F%2Fg.example%2Fcallback%2Fx"');
    expect(headers.authorization).not.toContain("oauth_token=");
  });

  it("trades it for the one that lasts, by its verifier", async () => {
    answer = form("oauth_token=t-2&oauth_token_secret=s-2");
    const of = { redirectUrl: fresh.redirectUrl, secrets: { token: "t-1", tokenSecret: "s-1" } };
    const provider = await consentByThreeLegs.open(visit(), of);
    const kept = await provider.exchange(new URLSearchParams({ oauth_token: "t-1", oauth_verifier: "v-1" }));
    expect(kept).toEqual({ tokenId: "t-2", tokenSecret: "s-2" });
    expect(world.seen.at(-1)!.headers.authorization).toContain('oauth_verifier="v-1"');
  });

  it.each(["oauth_problem=verifier_invalid", "error=invalid_client", ""])(
    "says that consent is over where the trade is refused: %j",
    async (text) => {
      answer = form(text, 401);
      const of = { redirectUrl: fresh.redirectUrl, secrets: { token: "t-1", tokenSecret: "s-1" } };
      const provider = await consentByThreeLegs.open(visit(), of);
      const given = new URLSearchParams({ oauth_token: "t-1", oauth_verifier: "v-1" });
      expect(await causeOf(() => provider.exchange(given))).toBe("consent_expired");
    },
  );

  it.each([
    ["the first OAuth 1.0, which can be slipped in", "oauth_token=t-1&oauth_token_secret=s-1"],
    ["a page", "<!doctype html><h1>Sign in</h1>"],
    ["nothing", ""],
    ["two tokens", `${confirmed}&oauth_token=t-2`],
    ["a token with a line break", confirmed.replace("t-1", "t%0d%0aX: y")],
    ["a token without end", confirmed.replace("t-1", "t".repeat(5000))],
  ])("does not understand %s", async (_, text) => {
    answer = form(text);
    expect(await causeOf(() => consentByThreeLegs.begin(visit(), fresh))).toBe("answer_not_understood");
  });

  it.each([
    [401, "oauth_problem=timestamp_refused", "clock_differs"],
    [401, "oauth_problem=consumer_key_unknown", "credentials_wrong"],
    [401, "", "credentials_wrong"],
    [503, "", "server_error"],
  ])("says whose fault a refusal is: %i %s", async (status, text, cause) => {
    answer = form(text, status);
    expect(await causeOf(() => consentByThreeLegs.begin(visit(), fresh))).toBe(cause);
  });

  it("blames the host for its own application, and says nothing of its keys", async () => {
    answer = form("oauth_problem=signature_invalid", 401);
    const operators = {
      fields: [
        { name: "consumerKey", by: "operator" },
        { name: "consumerSecret", by: "operator" },
      ],
    };
    expect(await causeOf(() => consentByThreeLegs.begin(visit(operators), fresh))).toBe("application_refused");
  });
});
