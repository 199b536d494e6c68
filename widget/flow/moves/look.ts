import type { BodyInput } from "#contract";
import { debounce } from "../debounce.js";
import { filledIn, mayBeLookedAt, offered, publicValuesFor, trustFor } from "../draft.js";
import { Latest } from "../latest.js";
import { emptyRun, withLine } from "../rungs.js";
import { draftOf, type Draft } from "../state.js";
import type { Tools } from "../tools.js";
import { Trouble } from "../trouble.js";
import { refuseAuthority } from "./trust.js";

/** Looks what stands at the address while the person types: without credentials, and in nobody's way. */
export function lookMoves(tools: Tools) {
  const looks = new Latest();
  /** The field that the person is in: it is never filled under her fingers. */
  let writing: string | null = null;

  const show = (change: (draft: Draft) => Partial<Draft>) => tools.redraft(change);
  const forget = () => {
    const state = tools.get();
    if ("link" in state && draftOf(state)?.preview?.status === "running") show(() => ({ preview: null }));
  };

  async function look(): Promise<void> {
    soon.cancel();
    const state = tools.get();
    const draft = state.step === "details" ? draftOf(state) : null;
    if (!draft || !mayBeLookedAt(draft)) return drop();
    const asking = looks.begin();
    show(() => ({ preview: emptyRun() }));
    try {
      await tools.run({ body: questionOf(draft), signal: asking.signal }, (line) => {
        if (!asking.current()) return;
        show(({ preview }) => ({ preview: withLine(preview ?? emptyRun(), line) }));
        if (line.type === "check") show((d) => offered(d, line, line.choices?.field !== writing));
      });
    } catch (thrown) {
      // Whoever is typing is not told that we were too busy to look; only a file that she gave us is.
      if (asking.current() && thrown instanceof Trouble && refuseAuthority(tools, thrown)) return look();
    } finally {
      // Too busy, or broken off: whoever is typing is not disturbed.
      if (asking.current()) forget();
    }
  }
  const soon = debounce(600, () => void look());
  function drop(): void {
    soon.cancel();
    looks.drop();
    forget();
  }

  return {
    /** Once things have been quiet. */
    soon,
    /** At once. */
    now: () => void look(),
    /** At once, where it is about to be. */
    hurry: soon.flush,
    /** The person goes into a field. */
    enter: (field: string) => void (writing = field),
    /** She leaves it: what is the only choice may stand there now. */
    leave(field: string): void {
      writing = null;
      show((d) => filledIn(d, field, d.choices[field] ?? []));
    },
    isIn: (field: string): boolean => field === writing,
    /** Ends the look under way. What was found before stays. */
    drop,
  };
}

function questionOf(draft: Draft): BodyInput<"runChecks"> {
  const trust = trustFor(draft);
  return {
    system: draft.system.id,
    method: draft.method,
    values: publicValuesFor(draft),
    upTo: "recognise",
    ...(trust && { trust }),
  };
}
