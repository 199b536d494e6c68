import type { SystemView } from "#contract";
import { debounce } from "../debounce.js";
import { newDraft, typed } from "../draft.js";
import { Latest } from "../latest.js";
import { addressField, isOpen, type Category, type FlowState, type Open, type Search } from "../state.js";
import type { Tools } from "../tools.js";
import { isAbort, troubleOf, type Trouble } from "../trouble.js";

/** The method that is offered first: the recommended one among those that work. */
const firstMethod = (system: SystemView): string => {
  const built = system.methods.filter((m) => m.built);
  return (built.find((m) => m.recommended) ?? built[0] ?? system.methods[0])?.id ?? "";
};

/** @param then.stopReading ends what is under way for the system that is left; then.read begins with the new one */
export function pickMoves(tools: Tools, then: { stopReading(): void; read(): void }) {
  const searches = new Latest();
  const picks = new Latest();

  const change = (search: Partial<Search>) => tools.share((j) => ({ search: { ...j.search, ...search } }));

  async function fetchSystems(after?: string): Promise<void> {
    const state = tools.get();
    if (!isOpen(state)) return;
    const { text, category, items } = state.search;
    const asking = searches.begin();
    change({ status: "loading", trouble: null });
    try {
      const answer = await tools.ask("searchSystems", {
        query: { ...(text && { q: text }), ...(category && { category }), ...(after !== undefined && { after }) },
        signal: asking.signal,
      });
      if (!asking.current()) return;
      change({ ...answer, items: after === undefined ? answer.items : [...items, ...answer.items], status: "ready" });
    } catch (thrown) {
      if (asking.current() && !isAbort(thrown)) change({ status: "failed", trouble: troubleOf(thrown) });
    }
  }
  const searchSoon = debounce(120, () => void fetchSystems());

  /** Goes to the details of a system; what was entered for it before is still there. */
  async function pick(id: string, address?: string): Promise<void> {
    const asking = picks.begin();
    tools.at("pick", (s) => ({ ...s, picking: id, trouble: null }));
    try {
      const state = tools.get();
      const known = isOpen(state) ? state.drafts[id]?.system : undefined;
      const system = known ?? (await tools.ask("showSystem", { params: { id }, signal: asking.signal }));
      if (!asking.current()) return;
      then.stopReading();
      const now = tools.get();
      if (!isOpen(now)) return;
      tools.set(toDetails(now, system, address));
      tools.tell({ type: "system_picked", system: id });
      tools.save("now");
      then.read();
    } catch (thrown) {
      if (!asking.current() || isAbort(thrown)) return;
      then.stopReading();
      const now = tools.get();
      // From wherever she wanted to switch: the picker says why not, and lets her try again.
      if (isOpen(now) && now.step !== "done") tools.set(toPicker(now, troubleOf(thrown)));
    }
  }

  return {
    pick,
    /** Fills the picker for the first time, or tries again after it failed. */
    search: () => void fetchSystems(),
    searchFor(text: string): void {
      change({ text });
      searches.drop(); // An answer to the text before must not appear under this one.
      change({ status: "loading" });
      searchSoon();
    },
    chooseCategory(category: Category | null): void {
      change({ category });
      searchSoon.cancel();
      void fetchSystems();
    },
    /** The next page, once at a time. */
    showMore(): void {
      const state = tools.get();
      if (isOpen(state) && state.search.status === "ready" && state.search.next !== null)
        void fetchSystems(state.search.next);
    },
    openWish: () => tools.at("pick", (s) => ({ ...s, wish: "open" })),
    closeWish: () => tools.at("pick", (s) => ({ ...s, wish: "closed" })),
    /** Tells the host what was looked for and not found. */
    async sendWish(name: string): Promise<void> {
      const state = tools.get();
      if (state.step !== "pick") return;
      const address = state.search.address?.url ?? null;
      tools.set({ ...state, wish: "sending" });
      try {
        await tools.ask("requestSystem", { body: { name, address } });
        tools.at("pick", (s) => ({ ...s, wish: "sent" }));
      } catch {
        tools.at("pick", (s) => ({ ...s, wish: "failed" }));
      }
    },
  };
}

const toPicker = ({ link, search, drafts, current }: Open, trouble: Trouble): FlowState => ({
  link,
  search,
  drafts,
  current,
  step: "pick",
  picking: null,
  trouble,
  wish: "closed",
});

function toDetails(state: Open, system: SystemView, address: string | undefined): FlowState {
  const before = state.drafts[system.id];
  const draft = before ?? newDraft(system, firstMethod(system));
  const field = addressField(draft);
  const filled = address !== undefined && field ? typed(draft, field.name, address) : draft;
  return {
    link: state.link,
    search: state.search,
    drafts: { ...state.drafts, [system.id]: filled },
    current: system.id,
    step: "details",
    fault: null,
    readingAddress: false,
  };
}
