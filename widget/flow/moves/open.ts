import type { LinkView, OpenedLink } from "#contract";
import { newDraft, placeOf } from "../draft.js";
import { openLink } from "../session.js";
import { methodOf, type Draft, type FlowState, type Journey, type Search } from "../state.js";
import { ready } from "./authorize.js";
import type { Tools } from "../tools.js";
import type { Transport } from "../transport.js";
import { troubleOf } from "../trouble.js";

const emptySearch: Search = {
  text: "",
  category: null,
  status: "loading",
  items: [],
  total: 0,
  next: null,
  categories: [],
  address: null,
  trouble: null,
};

/** Where a link that has been opened goes on. Checks are never run again by themselves: values may be missing. */
export function stateOf({ link, consent }: Pick<OpenedLink, "link" | "consent">): FlowState {
  const journey: Journey = { link, search: emptySearch, drafts: {}, current: null };
  const draft = draftFrom(link);
  if (!draft || link.step === "pick") return { ...journey, step: "pick", picking: null, trouble: null, wish: "closed" };
  const drafts = { [draft.system.id]: draft };
  if (consent) return { ...journey, drafts, current: draft.system.id, step: "authorize", consent: ready };
  return { ...journey, drafts, current: draft.system.id, step: "details", fault: null, readingAddress: false };
}

function draftFrom(link: LinkView): Draft | null {
  if (!link.system) return null;
  const draft = {
    ...newDraft(link.system, link.method ?? ""),
    values: link.values,
    sealed: link.sealed,
    fixed: link.repair !== null,
  };
  const opened = { ...draft, method: methodOf(draft).id };
  const { trust } = link;
  return trust ? { ...opened, trusted: { trust, place: placeOf(opened), file: null, instead: null } } : opened;
}

export function openMoves(
  tools: Tools,
  transport: Transport,
  then: { search(): void; read(): void; consent(consent: NonNullable<OpenedLink["consent"]>): void },
) {
  let busy = false;
  async function open(): Promise<void> {
    const before = tools.get();
    if (busy || (before.step !== "opening" && before.step !== "failed")) return;
    busy = true;
    tools.set({ step: "opening" });
    try {
      const { link, consent } = await openLink(transport, tools.start);
      if (tools.get().step !== "opening") return;
      tools.set(stateOf({ link, consent }));
      tools.host().onOpened?.(link);
      tools.tell({ type: "opened", link: link.id });
      then.search();
      then.read();
      // Back from the page where consent was given, or not: that page has told the server.
      if (consent) then.consent(consent);
    } catch (thrown) {
      tools.at("opening", () => ({ step: "failed", trouble: troubleOf(thrown) }));
    } finally {
      busy = false;
    }
  }
  return {
    /** Opens the link, once however often it is asked. Also the way on from `failed`. */
    open,
  };
}
