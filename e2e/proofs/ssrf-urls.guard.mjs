// Drives the product's own way out for `ssrf-world.mjs`: nothing is judged here.
import { register } from "tsx/esm/api";

if (!process.env.SSRF_WORLD) throw new Error("Only inside the private network of ssrf-world.mjs");
register();
const { createNet } = await import("../../server/net/index.ts");

// The world's certificate is thrown away with it and signed by nobody, so it is met once and pinned, as a person would.
const pin = await createNet()
  .connect({ host: "93.184.216.34", port: 443, tls: true, tenant: null })
  .catch((error) => error.facts.certificate.sha256);

export default async function guard(input, { resolve, policy, tenant = "corpus" }) {
  const net = createNet({
    resolve,
    rules: {
      private: (policy.allow ?? []).map((rule) => ({ tenant, ...rule })),
      exact: (policy.operator ?? []).map(({ cidr, ...rule }) => ({ address: cidr?.replace(/\/\d+$/, ""), ...rule })),
      own: policy.self_hosts,
    },
  });
  const headers = { authorization: "Bearer corpus", cookie: "corpus=1", "x-api-key": "corpus" };
  const answer = await net.request({ url: input, tenant, headers, redirect: "follow", trust: { pin } });
  await askDiscovered(net, answer, tenant, pin);
  return { ok: true };
}

// What a discovery document names for servers (not for browsers) is called through the same way out.
const named = /^(?:(?:token|userinfo|introspection|revocation|registration|device_authorization)_endpoint|jwks_uri)$/;
async function askDiscovered(net, answer, tenant, pin) {
  if (!answer.headers.get("content-type")?.includes("json")) return;
  const discovered = Object.entries(JSON.parse(answer.body.toString())).filter(([name]) => named.test(name));
  for (const [, url] of discovered) await net.request({ url, method: "POST", body: "", tenant, trust: { pin } });
}
