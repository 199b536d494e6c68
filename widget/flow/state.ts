import type {
  AddressReading,
  Answer,
  CauseCode,
  CheckLine,
  CodeAtProvider,
  FieldView,
  FinishedLink,
  LinkView,
  MethodView,
  Offer,
  OutcomeLine,
  SystemHit,
  SystemView,
  Trust,
} from "#contract";
import type { Trouble } from "./trouble.js";

export type Category = SystemHit["category"];

/** The picker's question and the newest answer to it. */
export interface Search {
  readonly text: string;
  readonly category: Category | null;
  readonly status: "loading" | "ready" | "failed";
  readonly items: readonly SystemHit[];
  readonly total: number;
  readonly next: string | null;
  readonly categories: Answer<"searchSystems">["categories"];
  /** Set when the text reads as an address. */
  readonly address: AddressReading | null;
  readonly trouble: Trouble | null;
}

/** What was entered for one system. Secrets are here, in memory, and nowhere else. */
export interface Draft {
  readonly system: SystemView;
  readonly method: string;
  /** In a repair the system stays what it is. */
  readonly fixed: boolean;
  readonly values: Readonly<Record<string, string>>;
  /** Fields whose value lies sealed on the server and is not being changed. */
  readonly sealed: readonly string[];
  /** What was made of the address; null until it has been read. */
  readonly reading: AddressReading | null;
  /** What stands at the address, as far as that shows without credentials; null until it has been looked at. */
  readonly preview: Run | null;
  /** What the system says may be entered, by field. */
  readonly choices: Readonly<Record<string, readonly Offer[]>>;
  /** What the system has asked for besides: its own words, by field; empty where it had none. */
  readonly asked: Readonly<Record<string, string>>;
  /** Fields that nobody typed: the system had only one choice for them. */
  readonly filled: readonly string[];
  /** What the person said about trust; null while she has said nothing. */
  readonly trusted: Trusted | null;
  /** Name of a file that the server could not read as an authority. */
  readonly refusedFile: string | null;
}

/** What the person trusts, at the place that stood in the fields when she said so. */
export interface Trusted {
  /** Empty where she took it back. */
  readonly trust: Trust;
  readonly place: string;
  /** Name of the file that an authority came from. */
  readonly file: string | null;
  /** What it took the place of; comes back where the server refuses this. */
  readonly instead: Trusted | null;
}

/** A field that a run blamed. */
export interface Fault {
  readonly field: string;
  readonly cause: CauseCode;
}

export interface Run {
  readonly status: "running" | "ended" | "cancelled" | "broken";
  /** Newest line of each rung, in the order in which they began. */
  readonly rungs: readonly CheckLine[];
  readonly outcome: OutcomeLine | null;
  /** Why the run broke off. */
  readonly trouble: Trouble | null;
  /** When it began and ended, by our own clock. */
  readonly startedAt: number;
  readonly endedAt: number | null;
}

export interface Consent {
  /**
   * `page`: a tab of its own is offered instead of a popup. `leaving`: this very page goes there. `code`: in no window,
   * a code is entered at the provider.
   */
  readonly phase: "ready" | "starting" | "waiting" | "page" | "leaving" | "code" | "failed";
  readonly cause: CauseCode | null;
  readonly trouble: Trouble | null;
  /** Where the tab begins, in phase `page`, and the secret that is posted there, once. */
  readonly url: string | null;
  readonly secret: string | null;
  /** What is to be entered at the provider, in phase `code`. */
  readonly code: CodeAtProvider | null;
}

/** What is there at every step once the link is open. */
export interface Journey {
  readonly link: LinkView;
  readonly search: Search;
  /** By system: going back and picking again finds everything as it was. */
  readonly drafts: Readonly<Record<string, Draft>>;
  /** The system that is worked on. */
  readonly current: string | null;
}

export interface Opening {
  readonly step: "opening";
}
/** The link could not be opened, or cannot go on. */
export interface Failed {
  readonly step: "failed";
  readonly trouble: Trouble;
}
export interface Picking extends Journey {
  readonly step: "pick";
  /** The system whose entry is being fetched. */
  readonly picking: string | null;
  readonly trouble: Trouble | null;
  /** Not-listed panel: closed, open, or the wish has been recorded. */
  readonly wish: "closed" | "open" | "sending" | "sent" | "failed";
}
export interface Details extends Journey {
  readonly step: "details";
  readonly fault: Fault | null;
  /** Whether the address is being read. */
  readonly readingAddress: boolean;
}
export interface Checks extends Journey {
  readonly step: "checks";
  readonly run: Run;
  /** Whether the connection is being made, or why that did not work. */
  readonly finishing: boolean;
  readonly trouble: Trouble | null;
}
export interface Authorize extends Journey {
  readonly step: "authorize";
  readonly consent: Consent;
}
export interface Done extends Journey {
  readonly step: "done";
  readonly finished: FinishedLink;
  readonly run: Run;
}
export interface Stuck extends Journey {
  readonly step: "stuck";
  readonly cause: CauseCode;
  readonly run: Run;
}
/** The person has left; the surface closes. */
export interface Left {
  readonly step: "left";
  readonly completed: boolean;
}

export type FlowState = Opening | Failed | Picking | Details | Checks | Authorize | Done | Stuck | Left;
export type Step = FlowState["step"];
export type At<S extends Step> = Extract<FlowState, { step: S }>;
/** States in which the link is open. */
export type Open = Extract<FlowState, Journey>;

export const isOpen = (state: FlowState): state is Open => "link" in state;
export const draftOf = (state: Journey): Draft | null =>
  state.current === null ? null : (state.drafts[state.current] ?? null);
export const methodOf = (draft: Draft): MethodView => {
  const method = draft.system.methods.find((m) => m.id === draft.method) ?? draft.system.methods[0];
  if (!method) throw new Error(`entry ${draft.system.id} has no method`); // The contract asks for at least one.
  return method;
};
/** Fields that are to be entered: what a system may ask for later, once it has. */
export const shownFields = (draft: Draft): readonly FieldView[] =>
  methodOf(draft).fields.filter(({ name, later }) => !later || draft.asked[name] !== undefined);
/** The field that the address goes into. */
export const addressField = (draft: Draft): FieldView | null =>
  methodOf(draft).fields.find((f) => f.kind === "address" || f.role === "address") ?? null;
/** Not `public`, so never saved in clear nor shown again. */
export const isSecret = (field: FieldView): boolean => field.public !== true && field.kind !== "address";
