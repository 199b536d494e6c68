import type { Outcome } from "./naughty-strings.fields.js";
import type { Case } from "./proof.js";

export interface TextCase extends Case {
  input: string;
  fields?: string[];
  expect: string | { normalised: string };
}

/** What the corpus's header asks, by class: undefined where it holds, otherwise what is wrong. */
export function verdict(one: TextCase, field: string, outcome: Outcome): string | undefined {
  const { input, expect } = one;
  if ("extraHeaders" in outcome && outcome.extraHeaders?.length) return `sent ${outcome.extraHeaders.join()} as well`;
  if (typeof expect === "object") return isExactly(expect.normalised, outcome);
  if (field === "search" || field === "webhook_url" || field === "port_text") return isExactlyOrRefused(input, outcome);
  switch (one.class) {
    case "secret-exact":
    case "reserved-names":
      return isExactly(input, outcome);
    case "csv-export":
      // A form may refuse a line break in a company; a name is kept as it is.
      return field === "company" ? isExactlyOrRefused(input, outcome) : isExactly(input, outcome);
    case "username":
      // What was typed is met again after a reload, right or wrong; nothing wrong is sent.
      if (outcome.how === "kept") return isExactly(input, outcome);
      return expect.startsWith("4xx") ? isRefused(outcome) : isExactly(input, outcome);
    case "header-unsafe":
      // Whatever was sent was looked at above: no further header. What is no HTTP never reached the system.
      return undefined;
    default:
      return isExactlyOrRefused(input, outcome, field === "api_key");
  }
}

const isRefused = ({ how }: Outcome) => (how === "refused" ? undefined : `was ${how}, not refused`);

function isExactly(wanted: string, outcome: Outcome): string | undefined {
  if (!("value" in outcome)) return `was ${outcome.how}`;
  return outcome.value === wanted ? undefined : `was ${outcome.how} otherwise`;
}

/** A key may lose what was copied along with it at either end, and nothing within. */
function isExactlyOrRefused(input: string, outcome: Outcome, trimmed = false): string | undefined {
  if (!("value" in outcome) || outcome.value === input) return undefined;
  if (trimmed && outcome.value !== "" && input.includes(outcome.value)) return undefined;
  return `was ${outcome.how} otherwise`;
}
