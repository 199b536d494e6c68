import { describe, expect, it } from "vitest";
import { isSignedCallback } from "./callbackSignature.js";

describe("the signature of a callback", () => {
  // Shopify's own example, with its state (https://hexdocs.pm/shopify_oauth/Shopify.OAuth.html).
  const query =
    "code=0907a61c0c8d55e99db179b68161bc00&hmac=700e2dadb827fcc8609e9d5ce208b2e9cdaab9df07390d2cbca10d7c328fc4bf" +
    "&shop=some-shop.myshopify.com&state=0.6784241404160823&timestamp=1337178173";
  const fits = (text: string, secret = "hush") => isSignedCallback(new URLSearchParams(text), "hmac", secret);

  it("fits what the provider sent, in whichever order", () => {
    expect(fits(query)).toBe(true);
    expect(fits(query.split("&").reverse().join("&"))).toBe(true);
  });

  it.each([
    ["another shop", query.replace("some-shop", "other-shop")],
    ["something added", `${query}&host=x`],
    ["something left out", query.replace("&timestamp=1337178173", "")],
    ["no signature", query.replace(/&hmac=[0-9a-f]+/, "")],
    ["two signatures", `${query}&hmac=${"0".repeat(64)}`],
    ["half a signature", query.replace("c328fc4bf", "")],
  ])("does not fit %s", (_, text) => expect(fits(text)).toBe(false));

  it("does not fit another secret", () => expect(fits(query, "shush")).toBe(false));
});
