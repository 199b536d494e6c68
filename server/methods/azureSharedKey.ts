import { createHmac } from "node:crypto";
import type { HttpAnswer } from "./answer.js";
import { decoded, decodes } from "./encoded.js";
import { because, type Finding } from "./finding.js";
import type { Values } from "./method.js";
import type { Moment } from "./moment.js";
import type { Rendered } from "./question.js";
import type { ByOf, Scheme } from "./signed.js";
import { fill, fillHeader, placeholders } from "./template.js";

/** Shared Key of Azure Storage (https://learn.microsoft.com/en-us/rest/api/storageservices/authorize-with-shared-key). */
export const azureSharedKey: Scheme<"azureSharedKey"> = {
  own: [
    {
      name: "account",
      role: "username",
      public: true,
      pattern: "^[a-z0-9]{3,24}$",
      clean: "trim",
      autocomplete: "off",
      label: { en: "Storage account", de: "Speicherkonto" },
    },
    {
      name: "accountKey",
      role: "key",
      kind: "secret",
      clean: "key",
      autocomplete: "off",
      label: { en: "Access key", de: "Zugriffsschlüssel" },
    },
  ],
  sign: signAzure,
  refuse: ({ key }, name, value) => (key === `{${name}}` && !decodes(value, "base64") ? "does_not_match" : undefined),
  sent: (by) => ({ scheme: "sharedkey", means: (answer) => problemIn(answer, placeholders(by.key)[0]) }),
};

/** Headers whose values stand in the text by themselves, in this order. */
const standard = [
  "content-encoding",
  "content-language",
  "content-length",
  "content-md5",
  "content-type",
  "date",
  "if-modified-since",
  "if-match",
  "if-none-match",
  "if-unmodified-since",
  "range",
];

/** What is signed, since version 2015-02-21: there the length of nothing is empty, and not 0. */
export function azureText(account: string, { method, url, headers, body }: Rendered): string {
  const { pathname, searchParams } = new URL(url);
  const length = body === undefined || body === "" ? "" : String(Buffer.byteLength(body));
  const given: Record<string, string> = { ...headers, "content-length": length };
  const own = Object.keys(headers).filter((name) => name.startsWith("x-ms-"));
  const names = [...new Set([...searchParams.keys()].map((name) => name.toLowerCase()))].sort();
  const valuesOf = (wanted: string) => [...searchParams].filter(([name]) => name.toLowerCase() === wanted);
  return [
    method.toUpperCase(),
    ...standard.map((name) => given[name] ?? ""),
    ...own.sort().map((name) => `${name}:${headers[name]!.trim()}`),
    `/${account}${pathname}`,
    ...names.map(
      (name) =>
        `${name}:${valuesOf(name)
          .map(([, value]) => value)
          .sort()
          .join(",")}`,
    ),
  ].join("\n");
}

function signAzure(by: ByOf<"azureSharedKey">, values: Values, rendered: Rendered, { at }: Moment): Rendered {
  const account = fillHeader(by.account, values);
  const headers = { ...rendered.headers, "x-ms-date": at.toUTCString(), "x-ms-version": by.version };
  const text = azureText(account, { ...rendered, headers });
  const signature = createHmac("sha256", decoded(fill(by.key, values), "base64"))
    .update(text)
    .digest("base64");
  return { ...rendered, headers: { ...headers, authorization: `SharedKey ${account}:${signature}` } };
}

function problemIn({ status, headers, text }: HttpAnswer, field: string | undefined): Finding | undefined {
  const code = headers.get("x-ms-error-code") ?? /<Code>\s*(\w{1,60})/.exec(text.slice(0, 4096))?.[1];
  if (status !== 403) return undefined;
  switch (code) {
    case "AuthenticationFailed":
      if (/date header too old|not within the allowed/i.test(text.slice(0, 4096))) return because("clock_differs");
      return because("credentials_wrong", { field });
    case "AccountIsDisabled":
      return because("account_suspended");
    case "KeyBasedAuthenticationNotPermitted":
      return because("key_of_another_kind", { field });
    default:
      return undefined;
  }
}
