import { expect, it } from "vitest";
import type { NetResponse } from "../net/index.js";
import { readAnswer } from "./answer.js";
import { generally, type Phase } from "./general.js";

const answer = (status: number, body: unknown, headers: Record<string, string> = {}) =>
  readAnswer({
    status,
    headers: new Headers({ "content-type": "application/json", ...headers }),
    url: "https://erp.example.com/api/me",
    body: Buffer.from(typeof body === "string" ? body : JSON.stringify(body)),
  } as NetResponse);
const cause = (...asked: Parameters<typeof answer>) => generally(answer(...asked), "signIn", "basic").cause;

it.each([
  [401, { error: "mfa_required" }, "second_factor_required"],
  [403, { error: { code: "two-factor-required" } }, "second_factor_required"],
  [401, { errors: [{ code: "AccountLocked" }] }, "account_locked"],
  [401, { error: { type: "password_expired" } }, "credentials_expired"],
  [401, { code: "token.revoked" }, "credentials_revoked"],
  [403, { error_code: "USER_DISABLED" }, "account_suspended"],
  [403, { error: "ip_not_allowed" }, "address_not_allowed"],
  [403, { reason: "insufficient_scope" }, "scope_missing"],
  [403, { error: "api_access_disabled" }, "api_disabled"],
])("a %i that gives its reason in a word is told by it: %j", (status, body, told) => {
  expect(cause(status, body)).toBe(told);
});

it.each([
  [401, { error: "unauthorized" }, "credentials_wrong"],
  [401, { message: "mfa_required" }, "credentials_wrong"],
  [401, { error: "Your account is locked, or the password is wrong" }, "credentials_wrong"],
  [401, ["mfa_required"], "credentials_wrong"],
  [403, "not JSON", "permission_missing"],
  [400, { error: "mfa_required" }, "answer_not_understood"],
])("a sentence, or a word elsewhere, tells nothing: %i %j", (status, body, told) => {
  expect(cause(status, body)).toBe(told);
});

it("asked without credentials, only where we come from can be the reason", () => {
  const at = (phase: Phase, error: string) => generally(answer(403, { error }), phase).cause;
  expect(at("recognise", "ip_not_allowed")).toBe("address_not_allowed");
  expect(at("recognise", "mfa_required")).toBe("answer_not_understood");
});

it("a guard that wants to see a browser is no maintenance", () => {
  const html = { "content-type": "text/html" };
  expect(cause(503, "<html>Just a moment…</html>", html)).toBe("address_not_allowed");
  expect(cause(503, "<html>Back at noon</html>", { ...html, server: "cloudflare" })).toBe("maintenance");
});
