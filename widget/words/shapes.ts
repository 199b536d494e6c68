import type { CheckName, Culprit, Fact, ProblemCode } from "#contract";

/** Words for a cause: what happened, what to do now, who can help. `{system}` and `{host}` stand for names. */
export interface CauseWords {
  readonly title: string;
  readonly now: string;
  readonly who: string;
}

/** A check while it is asked, and after a yes or a no. `data` is the data set in words, where there is one. */
export type CheckWords = Record<CheckName, Record<"running" | "yes" | "no", (system: string, data: string) => string>>;
export type CulpritWords = Record<Culprit, (system: string, host: string) => string>;
export type FactWords = Record<Exclude<Fact["kind"], "count">, (value: string) => string> & {
  count: (value: string, one: string, many: string) => string;
};
/** Gangway itself could not be asked, or refused. */
export type TroubleWords = Record<
  ProblemCode | "offline" | "timed_out" | "not_understood",
  { title: string; now: string }
>;
