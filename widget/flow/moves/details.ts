import { debounce } from "../debounce.js";
import { Latest } from "../latest.js";
import { addressField, draftOf, isOpen, methodOf } from "../state.js";
import type { Tools } from "../tools.js";
import { isAbort } from "../trouble.js";

/** @param then.pick goes to another system, with the address that was typed here */
export function detailsMoves(tools: Tools, then: { pick(id: string, address?: string): Promise<void> }) {
  const readings = new Latest();

  async function readAddress(): Promise<void> {
    const state = tools.get();
    const draft = isOpen(state) ? draftOf(state) : null;
    const field = draft && addressField(draft);
    const text = field && draft.values[field.name];
    if (!draft || !text?.trim()) return readings.drop();
    const asking = readings.begin();
    tools.at("details", (s) => ({ ...s, readingAddress: true }));
    try {
      const reading = await tools.ask("readAddress", {
        body: { system: draft.system.id, text },
        signal: asking.signal,
      });
      if (!asking.current()) return;
      tools.redraft((d) => ({
        reading,
        values: withTakes(
          d.values,
          reading.takes,
          methodOf(d).fields.map((f) => f.name),
        ),
      }));
    } catch (thrown) {
      // The address is read again by the run itself; not knowing yet is no reason to disturb anyone.
      if (isAbort(thrown)) return;
    } finally {
      if (asking.current()) tools.at("details", (s) => ({ ...s, readingAddress: false }));
    }
  }
  const readSoon = debounce(250, () => void readAddress());

  return {
    /** Reads the address that stands there, at once. */
    read: () => {
      readSoon.cancel();
      void readAddress();
    },
    type(name: string, value: string): void {
      const state = tools.get();
      const draft = isOpen(state) ? draftOf(state) : null;
      if (!draft || draft.values[name] === value) return;
      const isAddress = addressField(draft)?.name === name;
      if (isAddress) readings.drop();
      tools.redraft((d) => ({
        values: { ...d.values, [name]: value },
        sealed: d.sealed.filter((n) => n !== name),
        ...(isAddress && { reading: null }),
      }));
      tools.at("details", (s) => ({
        ...s,
        readingAddress: isAddress ? false : s.readingAddress,
        fault: s.fault?.field === name ? null : s.fault,
      }));
      tools.save("soon");
      if (isAddress) readSoon();
    },
    /** Takes the proposed address. */
    takeProposal(): void {
      const state = tools.get();
      const draft = isOpen(state) ? draftOf(state) : null;
      const field = draft && addressField(draft);
      const proposal = draft?.reading?.url ?? draft?.reading?.value;
      if (!field || proposal === undefined) return;
      readSoon.cancel();
      tools.redraft((d) => ({ values: { ...d.values, [field.name]: proposal } }));
      tools.save("soon");
      void readAddress();
    },
    chooseMethod(id: string): void {
      tools.redraft(() => ({ method: id }));
      tools.at("details", (s) => ({ ...s, fault: null }));
      tools.save("soon");
    },
    /** A sealed value is to be typed anew. */
    changeSealed: (name: string) => tools.redraft((d) => ({ sealed: d.sealed.filter((n) => n !== name) })),
    /** The address belongs to another system: go there, with the address. */
    async switchSystem(id: string): Promise<void> {
      const state = tools.get();
      const draft = isOpen(state) ? draftOf(state) : null;
      const field = draft && addressField(draft);
      await then.pick(id, field ? draft.values[field.name] : undefined);
    },
    stopReading: () => {
      readSoon.cancel();
      readings.drop();
    },
  };
}

/** What stood in the address fills fields that are still empty, never one that was typed. */
function withTakes(
  values: Readonly<Record<string, string>>,
  takes: Readonly<Record<string, string>>,
  fields: readonly string[],
): Readonly<Record<string, string>> {
  const found = Object.entries(takes).filter(([name]) => fields.includes(name) && !values[name]);
  return found.length === 0 ? values : { ...values, ...Object.fromEntries(found) };
}
