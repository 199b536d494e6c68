import type { Answer } from "#contract";
import type { CallName } from "../flow/calls.js";
import { pause } from "../flow/retry.js";
import type { CallInput, Transport } from "../flow/transport.js";
import { goodRungs, link, outcome, reading, search } from "./journey.js";
import { hits, systemOf } from "./systems.js";

type Answers = { [N in CallName]: (input: CallInput<N>) => Answer<N> };

const answers: Answers = {
  openLink: () => ({ session: "", link }),
  resumeLink: () => ({ session: "", link }),
  readLink: () => link,
  searchSystems: ({ query }) => {
    const text = query.q?.toLowerCase() ?? "";
    const items = hits.filter(
      (h) => h.name.toLowerCase().includes(text) && (!query.category || h.category === query.category),
    );
    return { items, total: items.length, next: null, categories: [...search().categories], address: null };
  },
  showSystem: ({ params }) => systemOf(params.id),
  saveProgress: () => link,
  readAddress: ({ body }) =>
    reading({
      url: `https://${body.text.replace(/^https?:\/\//, "").split("/")[0]}`,
      changed: body.text.startsWith("https://") ? [] : ["scheme_added"],
    }),
  runChecks: () => outcome(),
  cancelChecks: () => ({}),
  authorize: () => ({ flow: "flow", startUrl: "about:blank", startSecret: "" }),
  readAuthorization: () => ({ status: "granted", cause: null }),
  finishLink: () => ({ publicToken: "", connection: "con_gallery", system: { id: "odoo", name: "Odoo" } }),
  endLink: () => ({}),
  requestSystem: () => ({}),
};

/** Answers from fixtures, after `delay` ms each; nothing goes out. */
export const fixtureTransport = (delay: number): Transport => ({
  async ask(name, input) {
    await pause(delay, input.signal);
    return answers[name](input);
  },
  async run(input, onLine) {
    const preview = input.body.upTo !== undefined;
    const choices = { field: "database", values: [{ value: "plant" }, { value: "test" }] };
    for (const line of preview ? goodRungs().slice(0, 5) : goodRungs()) {
      onLine({ ...line, answer: "running", facts: [], ms: 0 });
      await pause(delay * (preview ? 0.5 : 2), input.signal);
      onLine(line.check === "recognise" ? { ...line, choices } : line);
    }
    onLine(outcome(preview ? { outcome: "recognised", ms: 505 } : {}));
  },
});
