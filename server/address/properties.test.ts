import { domainToUnicode } from "node:url";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readCatalogue } from "#catalogue";
import { plainCharacters } from "./characters.js";
import { createHostIndex, type Addressed } from "./hosts.js";
import { readAddress } from "./readAddress.js";
import { looksLikeSecret, namesSecret } from "./secret.js";
import { rewritten } from "./takes.js";
import { visible } from "./visible.js";

const entries: readonly Addressed[] = readCatalogue();
const systems = createHostIndex(entries);
const addressed = fc.constantFrom(...entries.filter(({ address }) => address.kind !== "fixed"));
const runs = { numRuns: 1000 };
/** A sentence is no account, whatever joins the parts of one. */
const sentences = entries
  .filter(({ address }) => address.kind === "account")
  .map((entry): [string, Addressed] => ["see acme thanks", entry]);

const schemes = fc.constantFrom("", "https://", "http://", "HTTPS://", "htps:/", "//", "https:\\\\", "ftp://", "s://");
const label = fc.stringMatching(/^[a-z][a-z0-9-]{0,8}[a-z0-9]$/);
const ending = fc.constantFrom("com", "de", "con", "co.uk", "example", "local", "zip", "рф", "c0m", "odoo.com");
const hosts = fc.oneof(
  fc.tuple(label, label, ending).map((parts) => parts.join(".")),
  fc
    .tuple(label, fc.constantFrom(...entries.flatMap(({ address }) => address.hosts ?? [])))
    .map(([name, pattern]) => pattern.replace(/\{\w+\}/g, name)),
  label,
  fc.ipV4(),
  fc.ipV6().map((ip) => `[${ip}]`),
  fc.constantFrom("аcme.odoo.com", "acme．odoo．com", "münchen.de", "acme‐shop.odoo.com", "login.salesforce.com"),
);
const tails = fc.oneof(
  fc.constantFrom("", "/", "/web/login?db=main#x", ":8443", ":99999", ":/erp", "/a/../b;x=1/login", "?u=https://b.com"),
  fc.webPath(),
);
const wraps = fc.constantFrom(
  ["", ""],
  ["<", ">"],
  ["„", "“"],
  ["[x](", ")"],
  ["URL: ", ""],
  ["\u202a", "\u202c"],
  ["see ", " thanks"],
  ["anna@", ""],
  ["", " b.com"],
  ['<a href="', '">x</a>'],
);
const noise = fc.string({ unit: "binary", maxLength: 16 });
const pasted = fc
  .tuple(wraps, noise, schemes, hosts, tails, fc.integer({ min: 0, max: 9 }))
  .map(([[before, after], dirt, scheme, host, tail, where]) =>
    [where === 0 ? dirt : "", before, scheme, host, where === 1 ? dirt : "", tail, where === 2 ? dirt : "", after].join(
      "",
    ),
  );

/** The text as it is compared: what cannot be seen gone, other scripts' punctuation and letters plain. */
const folded = (text: string): string => {
  const plain = plainCharacters(visible(text)).text.normalize("NFKC").toLowerCase();
  return plain.replace(/%[0-9a-f]{2}/g, (code) => String.fromCharCode(parseInt(code.slice(1), 16)));
};

/** Whether a host stands in a text, in its ASCII or its Unicode form, or as another writing of the same number. */
function stands(host: string, text: string): boolean {
  const plain = folded(text);
  if ([host, domainToUnicode(host)].some((form) => form !== "" && plain.includes(form))) return true;
  const same = (written: string) =>
    URL.canParse(`https://[${written}]`) && new URL(`https://[${written}]`).hostname === host;
  return (plain.match(/[0-9a-f:.]{2,}/g) ?? []).some(same);
}

describe("whatever is pasted", () => {
  test("is answered, with a code where it is an error, and nothing of it in an error", () => {
    fc.assert(
      fc.property(fc.oneof(pasted, noise, fc.string({ maxLength: 60 })), addressed, (text, system) => {
        const reading = readAddress(text, { system, systems });
        if (reading.answer !== "error") return;
        expect(reading.code).toBeDefined();
        expect([reading.url, reading.value, reading.takes]).toEqual([undefined, undefined, {}]);
      }),
      runs,
    );
  });

  test("is taken only with a host that stood in it", () => {
    fc.assert(
      fc.property(pasted, addressed, (text, system) => {
        const { kind, account } = system.address;
        const { answer, url, value } = readAddress(text, { system, systems, allowPrivate: true });
        if (answer !== "ok") return;
        if (kind === "account") {
          // Of an account's address its name counts; where it is part of a host it has another hyphen there.
          const names = [value!, value!.replaceAll(account?.hyphen ?? "-", "-")];
          expect(names.some((name) => folded(text).includes(name.toLowerCase()))).toBe(true);
        }
        if (kind === "account" || kind === "folder") return;
        const host = kind === "server" ? value!.replace(/:\d+$/, "") : new URL(url!).hostname;
        if (stands(host, text)) return;
        const words = folded(text).match(/[a-z0-9][a-z0-9.-]*/g) ?? [];
        expect(words.some((word) => rewritten(word, system.address) === host)).toBe(true);
      }),
      { ...runs, examples: sentences },
    );
  });

  test("gives itself when what was taken is read again", () => {
    fc.assert(
      fc.property(pasted, addressed, (text, system) => {
        const first = readAddress(text, { system, systems });
        if (first.answer !== "ok") return;
        const again = readAddress(first.value ?? first.url!, { system, systems });
        expect([again.answer, again.url, again.value]).toEqual(["ok", first.url, first.value]);
      }),
      runs,
    );
  });
});

describe("a key, wherever it was pasted", () => {
  const word = (unit: string, least: number, most: number) =>
    fc.string({ unit: fc.constantFrom(...unit), minLength: least, maxLength: most });
  const mixed = "ABCDEFGHJKMNPQRSTUVWXYZabcdefghjkmnpqrstuvwxyz0123456789";
  const keys = fc.oneof(
    word(mixed, 20, 32).map((text) => `sk_live_${text}`),
    word(mixed, 36, 36).map((text) => `ghp_${text}`),
    word("0123456789abcdef", 32, 32).map((text) => `shpat_${text}`),
    word("0123456789abcdef", 40, 64),
    word("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789", 16, 16).map((text) => `AKIA${text}`),
    fc.tuple(word(mixed, 20, 30), word(mixed, 20, 30), word(mixed, 30, 43)).map((parts) => `eyJ${parts.join(".")}`),
    fc.uuid(),
  );
  const places = fc.constantFrom<(key: string) => string>(
    (key) => key,
    (key) => ` "${key}" `,
    (key) => `Bearer ${key}`,
    (key) => `Authorization: Bearer ${key}`,
    (key) => `api_key=${key}`,
    (key) => `https://${key}@acme.odoo.com`,
    (key) => `https://anna:${key}@acme.odoo.com/web`,
    (key) => `https://acme.odoo.com/web?access_token=${key}`,
    (key) => `https://acme.odoo.com/web?db=${key}`,
    (key) => `https://acme.odoo.com/web#token=${key}`,
    (key) => `https://erp.acme.com/erp/${key}/x`,
    (key) => `https://erp.acme.com:${key}/`,
    (key) => `https://acme.odoo.com ${key}`,
    (key) => `postgres://anna:${key}@db.acme.com/stock`,
    (key) => `Server=db.acme.com;Password=${key};`,
  );
  // An entry may say that its accounts look so: a tenant of Microsoft's is a UUID.
  const unless = fc.constantFrom(...entries.filter(({ address: { kind, account } }) => kind !== "fixed" && !account));

  test("is repeated in no member of the reading", () => {
    fc.assert(
      fc.property(keys, places, unless, (key, place, system) => {
        fc.pre(looksLikeSecret(key));
        const reading = readAddress(place(key), { system, systems, allowPrivate: true });
        expect(JSON.stringify(reading).toLowerCase()).not.toContain(key.toLowerCase());
      }),
      runs,
    );
  });

  test("is what the code says, where it stands alone or under its name", () => {
    fc.assert(
      fc.property(keys, fc.constantFrom("", "Bearer ", "api_key=", "token: "), (key, before) => {
        fc.pre(looksLikeSecret(before + key) || namesSecret(before + key));
        const web = entries.find(({ id }) => id === "odoo")!;
        expect(readAddress(before + key, { system: web, systems }).code).toBe("looks_like_secret");
      }),
      { numRuns: 1000 },
    );
  });
});
