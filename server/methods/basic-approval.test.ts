import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { MethodUseOf } from "#contract";
import { consentByApproval } from "./basic-approval.js";
import { ProviderError } from "./providerError.js";
import { json, pretend, systemWith, visitTo, type Pretend } from "./world.fixture.js";

const system = systemWith({
  kind: "basic",
  approval: {
    question: { path: "/index" },
    page: { at: "/page" },
    query: { app: "{app}, {moment}", yes: "{callback}", no: "{refusal}" },
    takes: { username: "user_login", password: "password" },
  },
});
const fresh = {
  redirectUrl: "https://g.example/callback/x",
  state: "s-1",
  verifier: "v",
  nonce: "n",
  app: "Plantwise & Co",
};

describe("approval on a page of the system's own", () => {
  let world: Pretend;
  let page: unknown;
  let status = 200;
  beforeAll(async () => {
    world = await pretend((_, response) => json(response, { page }, status));
  });
  afterAll(() => world.stop());
  const visit = () => visitTo<MethodUseOf<"basic">>(system, {}, world.url);
  const causeOf = async (act: () => Promise<unknown>): Promise<string | undefined> => {
    const error = await act().catch((thrown: unknown) => thrown);
    return error instanceof ProviderError ? error.finding.cause : undefined;
  };

  it("begins where the system says, as the host, with ways back that hold the state", async () => {
    page = `${world.url}/approve?lang=de`;
    const { location, state } = await consentByApproval.begin(visit(), fresh);
    const { pathname, searchParams } = new URL(location);
    expect([pathname, state]).toEqual(["/approve", "s-1"]);
    expect(Object.fromEntries(searchParams)).toEqual({
      lang: "de",
      app: expect.stringMatching(/^Plantwise & Co, \d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/) as string,
      yes: "https://g.example/callback/x?state=s-1",
      no: "https://g.example/callback/x?state=s-1&error=access_denied",
    });
  });

  it.each([
    ["at another host", "https://evil.example/approve"],
    ["with a name before its host", () => world.url.replace("//", "//bank.example@")],
    ["that is none", "javascript:alert(1)"],
  ])("goes to no page %s", async (_, text) => {
    page = typeof text === "string" ? text : text();
    expect(await causeOf(() => consentByApproval.begin(visit(), fresh))).toBe("answer_not_understood");
  });

  it.each([
    ["there is none", 200, undefined, "api_disabled"],
    ["the system is in trouble", 503, "x", "server_error"],
  ])("says why where %s", async (_, code, text, cause) => {
    [status, page] = [code, text];
    expect(await causeOf(() => consentByApproval.begin(visit(), fresh))).toBe(cause);
    status = 200;
  });

  it.each([
    ["?state=s-1&user_login=anna", "consent_failed"],
    ["?state=s-1&user_login=anna&password=", "consent_failed"],
    [`?state=s-1&user_login=anna&password=${"x".repeat(501)}`, "consent_failed"],
    ["?state=s-1&error=access_denied", "consent_refused"],
  ])("takes nothing from %j", async (search, cause) => {
    const provider = await consentByApproval.open(visit(), { redirectUrl: fresh.redirectUrl, secrets: {} });
    expect(await causeOf(() => provider.exchange(new URLSearchParams(search)))).toBe(cause);
  });

  it("takes each thing once", async () => {
    const provider = await consentByApproval.open(visit(), { redirectUrl: fresh.redirectUrl, secrets: {} });
    expect(provider.judge(new URLSearchParams("user_login=a&user_login=b&password=c"))).toBe("duplicate_parameter");
    const answer = new URLSearchParams("user_login=anna&password=p%20q&site_url=x");
    expect(await provider.exchange(answer)).toEqual({ username: "anna", password: "p q" });
  });
});
