import { readCatalogue } from "#catalogue";
import type { AddressReading } from "#contract";
import { createHostIndex, type Addressed } from "../../server/address/hosts.js";
import { readAddress } from "../../server/address/readAddress.js";
import type { Case, Proof } from "./proof.js";
import { entryOf, profiles } from "./user-urls.profiles.js";

interface Expectation {
  accept: AddressReading["answer"][];
  url?: string;
  value?: string | Record<string, string>;
  code?: string;
  notice?: string | string[];
  suggest_system?: string;
}

/** What people type into "address of your system", and the answer a helpful form gives. */
export const proof: Proof = {
  name: "user-urls",
  async run({ cases }, { only }) {
    const entries = readCatalogue();
    const known = new Map<string, Addressed>(profiles.map((system) => [system.id, system]));
    for (const [profile, id] of Object.entries(entryOf)) {
      const entry = entries.find((system) => system.id === id);
      if (entry !== undefined) known.set(profile, entry);
    }
    const systems = createHostIndex([...known.values()]);
    return cases
      .filter((one) => only === undefined || one.class === only)
      .map((one) => {
        const system = known.get(String(one.profile));
        if (system === undefined) return { id: one.id, ok: false, why: `no profile ${String(one.profile)}` };
        const why = differs(readAddress(inputOf(one), { system, systems }), one.expect as Expectation);
        return { id: one.id, ok: why === undefined, ...(why !== undefined && { why }) };
      });
  },
};

const inputOf = (one: Case): string => (typeof one.input === "string" ? one.input : "");

function differs(reading: AddressReading, expected: Expectation): string | undefined {
  const { answer, code, url, value, takes, notices, system } = reading;
  if (!expected.accept.includes(answer)) return `${answer} ${code ?? ""} instead of ${expected.accept.join(" or ")}`;
  if (answer !== "ok" && expected.code !== undefined && code !== expected.code)
    return `${code} instead of ${expected.code}`;
  if (answer === "error") return differsSystem(system?.id, expected.suggest_system);
  if (expected.url !== undefined && url !== expected.url) return `${url} instead of ${expected.url}`;
  if (typeof expected.value === "string" && value !== expected.value) return `${value} instead of ${expected.value}`;
  if (typeof expected.value === "object") {
    const found: Record<string, string | undefined> = { host: url && new URL(url).hostname, account: value, ...takes };
    for (const [name, wanted] of Object.entries(expected.value)) {
      if (found[name] !== wanted) return `${name} ${found[name]} instead of ${wanted}`;
    }
  }
  for (const notice of [expected.notice ?? []].flat()) {
    if (!(notices as string[]).includes(notice)) return `no notice ${notice}`;
  }
  return differsSystem(system?.id, expected.suggest_system);
}

const differsSystem = (id: string | undefined, wanted: string | undefined): string | undefined =>
  wanted === undefined || id === wanted || id === entryOf[wanted] ? undefined : `system ${id} instead of ${wanted}`;
