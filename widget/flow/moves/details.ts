import { debounce } from "../debounce.js";
import { isOfPlace, mayBeLookedAt, typed } from "../draft.js";
import { Latest } from "../latest.js";
import { addressField, draftOf, isOpen, methodOf, type FlowState, type Open } from "../state.js";
import type { Tools } from "../tools.js";
import { isAbort } from "../trouble.js";

interface Then {
  /** Goes to another system, with the address that was typed here. */
  pick(id: string, address?: string): Promise<void>;
  readonly look: {
    soon(): void;
    now(): void;
    hurry(): void;
    drop(): void;
    enter(field: string): void;
    leave(field: string): void;
    isIn(field: string): boolean;
  };
}

export function detailsMoves(tools: Tools, { pick, look }: Then) {
  const readings = new Latest();
  /** Whether the address is complete: it was pasted, proposed, or left. */
  let complete = false;

  const current = () => {
    const state = tools.get();
    return isOpen(state) ? draftOf(state) : null;
  };

  async function readAddress(): Promise<void> {
    readSoon.cancel();
    const draft = current();
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
          methodOf(d)
            .fields.map((f) => f.name)
            .filter((name) => !look.isIn(name)),
        ),
      }));
      lookIfUnknown();
    } catch (thrown) {
      // The address is read again by the run itself; not knowing yet is no reason to disturb anyone.
      if (isAbort(thrown)) return;
    } finally {
      if (asking.current()) tools.at("details", (s) => ({ ...s, readingAddress: false }));
    }
  }
  const readSoon = debounce(250, () => void readAddress());

  function lookIfUnknown(): void {
    const draft = current();
    if (!draft || draft.preview || !mayBeLookedAt(draft)) return;
    if (complete) look.now();
    else look.soon();
  }
  function readNow(): void {
    complete = true;
    void readAddress();
  }
  /** On coming to the details: what is not known yet is asked. */
  function arrive(): void {
    complete = true;
    if (current()?.reading) lookIfUnknown();
    else void readAddress();
  }

  function type(name: string, value: string, pasted = false): void {
    const draft = current();
    if (!draft || draft.values[name] === value) return;
    const isAddress = addressField(draft)?.name === name;
    const next = typed(draft, name, value);
    const elsewhere = isOfPlace(draft, name) || (draft.preview !== null && next.preview === null);
    if (isAddress) readings.drop();
    if (elsewhere) look.drop();
    if (elsewhere) complete = pasted;
    tools.redraft(() => next);
    tools.at("details", (s) => ({
      ...s,
      readingAddress: isAddress ? false : s.readingAddress,
      fault: s.fault?.field === name ? null : s.fault,
    }));
    tools.save("soon");
    if (isAddress && pasted) void readAddress();
    else if (isAddress) readSoon();
    else if (elsewhere) lookIfUnknown();
  }

  return {
    /** Reads the address that stands there, at once. */
    read: readNow,
    arrive,
    type,
    enterField: look.enter,
    /** Whatever is waiting for the person to go on typing need not wait any longer. */
    leaveField(name: string): void {
      look.leave(name);
      const draft = current();
      if (!draft || addressField(draft)?.name !== name) return;
      complete = true;
      readSoon.flush();
      look.hurry();
    },
    /** Takes an address that was offered, from wherever, and asks it anew. Nothing that was entered goes there by that. */
    takeAddress(address: string): void {
      const draft = current();
      const field = draft && addressField(draft);
      if (!field) return;
      look.drop();
      tools.redraft((d) => typed(d, field.name, address));
      tools.at("checks", toDetails);
      tools.at("stuck", toDetails);
      tools.at("details", (s) => ({ ...s, fault: null }));
      tools.save("soon");
      readNow();
    },
    chooseMethod(id: string): void {
      look.drop();
      tools.redraft(() => ({ method: id, preview: null, asked: {} }));
      tools.at("details", (s) => ({ ...s, fault: null }));
      tools.save("soon");
      arrive();
    },
    /** A sealed value is to be typed anew. */
    changeSealed: (name: string) => tools.redraft((d) => ({ sealed: d.sealed.filter((n) => n !== name) })),
    /** The address belongs to another system: go there, with the address. */
    async switchSystem(id: string): Promise<void> {
      const draft = current();
      const field = draft && addressField(draft);
      look.drop();
      await pick(id, field ? draft.values[field.name] : undefined);
    },
    /** Looks once more what stands at the address. */
    lookAgain: look.now,
    stopReading: () => {
      readSoon.cancel();
      readings.drop();
      look.drop();
    },
  };
}

const toDetails = ({ link, search, drafts, current }: Open): FlowState => ({
  link,
  search,
  drafts,
  current,
  step: "details",
  fault: null,
  readingAddress: false,
});

/** What stood in the address fills fields that are still empty, never one that was typed. */
function withTakes(
  values: Readonly<Record<string, string>>,
  takes: Readonly<Record<string, string>>,
  fields: readonly string[],
): Readonly<Record<string, string>> {
  const found = Object.entries(takes).filter(([name]) => fields.includes(name) && !values[name]);
  return found.length === 0 ? values : { ...values, ...Object.fromEntries(found) };
}
