import type { Fact, Probe } from "#contract";
import type { HttpAnswer } from "./answer.js";
import { excerpt, holds } from "./evidence.js";
import { because, yes, type Finding } from "./finding.js";
import { generally, wait, type Phase } from "./general.js";
import type { Sent } from "./sent.js";
import { choicesFor } from "./choices.js";

const twoWeeks = 14 * 24 * 3600 * 1000;

/** Whether something ends so soon that a person should know it now. */
export const soon = (date: Date): boolean => date.getTime() - Date.now() < twoWeeks;

/**
 * What an answer means: the entry's *no* first, because a system may say 200 to everything, then its *yes*, then the
 * rules of the method that signed, then the general ones.
 */
export function judge(
  probe: Pick<Probe, "yes" | "no" | "facts" | "choices">,
  answer: HttpAnswer,
  phase: Phase,
  { scheme, means }: Sent = {},
): Finding {
  const no = probe.no.find(({ when }) => holds(when, answer));
  if (no) return because(no.cause, { ...(no.field && { field: no.field }), ...(answer.status >= 400 && wait(answer)) });
  if (!probe.yes.some((evidence) => holds(evidence, answer))) {
    return means?.(answer) ?? generally(answer, phase, scheme);
  }
  return good(probe, answer);
}

function good({ facts = {}, choices }: Pick<Probe, "facts" | "choices">, answer: HttpAnswer): Finding {
  const found: Fact[] = [];
  for (const kind of ["version", "identity", "count", "expires"] as const) {
    const value = facts[kind] && excerpt(facts[kind], answer);
    if (value !== undefined && value !== "") found.push({ kind, value: String(value) });
  }
  return { ...yes(found, endsSoon(found)), ...(choices && choicesFor(choices, answer.json)) };
}

function endsSoon(facts: readonly Fact[]): { cause: "key_expires_soon" }[] {
  const expires = facts.find(({ kind }) => kind === "expires");
  if (!expires) return [];
  const date = /^\d{9,11}$/.test(expires.value) ? Number(expires.value) * 1000 : Date.parse(expires.value);
  return soon(new Date(date)) ? [{ cause: "key_expires_soon" }] : [];
}
