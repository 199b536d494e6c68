import { startPostgres } from "../real/postgres.js";
import { fields, secretFields } from "./naughty-strings.fields.js";
import { leaks } from "./naughty-strings.leak.js";
import { verdict, type TextCase } from "./naughty-strings.rules.js";
import { startWorld, type World } from "./naughty-strings.world.js";
import type { Proof } from "./proof.js";

const lanes = 4;

/**
 * Types every text into each of its fields of a whole listening server, over HTTP: names and metadata are minted and
 * read back; what goes into a form is checked against a real listening system that sees what comes over the wire, and
 * what is not secret is left and met again; addresses are read, webhooks registered, systems searched for. What the
 * store has trouble with is tried on PostgreSQL as well.
 */
export const proof: Proof = {
  name: "naughty-strings",
  async run({ header, cases }, { only }) {
    const usualFields = (header as { default_fields: string[] }).default_fields;
    const chosen = (cases as TextCase[]).filter((one) => !only || one.class === only);
    const postgres = chosen.some(isForBothStores) ? await startPostgres() : undefined;
    const worlds = [await startWorld()];
    if (postgres) worlds.push(await startWorld((await postgres.createDatabase()).url));
    let unhandled = 0;
    const count = () => void unhandled++;
    process.on("unhandledRejection", count);
    try {
      const usual = await usualAnswers(worlds[0]!);
      const judged = await inLanes(chosen, async (one) => {
        const before = unhandled;
        const tried = isForBothStores(one) ? worlds : worlds.slice(0, 1);
        const whys = [];
        // A secret is typed by somebody else: what is shown again to one person must not hide that it is told.
        for (const secret of [false, true]) {
          const names = (one.fields ?? usualFields).filter((name) => secretFields.has(name) === secret);
          const sessions = tried.map((world) => sessionOf(world));
          for (const name of names) whys.push(...(await judge(one, name, sessions, usual)));
        }
        if (unhandled > before) whys.push("a rejection that nobody handled");
        return { one, whys };
      });
      const log = worlds.map((world) => world.logged()).join("");
      return judged.map(({ one, whys }) => {
        const secret = (one.fields ?? usualFields).some((name) => secretFields.has(name));
        if (secret && leaks(one.input, usual, log)) whys.push("is in the log");
        return { id: one.id, ok: whys.length === 0, ...(whys.length > 0 && { why: [...new Set(whys)].join(" · ") }) };
      });
    } finally {
      process.off("unhandledRejection", count);
      await Promise.all(worlds.map((world) => world.close()));
      await postgres?.stop();
    }
  },
};

const isForBothStores = ({ class: name }: TextCase): boolean => name === "storage-edge";

/** What is wrong with one text in one field; nothing where all is well. Stores must agree. */
async function judge(one: TextCase, name: string, worlds: PersonAt[], usual: string): Promise<string[]> {
  const driver = fields[name];
  if (!driver) return [`nothing drives the field ${name}`];
  const whys: string[] = [];
  const hows: string[] = [];
  for (const { world, session } of worlds) {
    const answers: string[] = [];
    const broken = world.upstream.broken();
    try {
      const outcomes = await driver(watched(world, answers), one.input, session);
      hows.push(outcomes.map(({ how }) => how).join());
      whys.push(...outcomes.flatMap((outcome) => verdict(one, name, outcome) ?? []));
    } catch (error) {
      whys.push((error as Error).message);
    }
    if (world.upstream.broken() > broken) whys.push("something that is no HTTP was sent");
    if (secretFields.has(name) && leaks(one.input, usual, answers.join("\n"))) whys.push("is told in an answer");
  }
  if (new Set(hows).size > 1) whys.push(`the stores differ: ${hows.join(" and ")}`);
  return whys.map((why) => `${name}: ${why}`);
}

/** A world, and one person in it, who comes when she is first needed. */
interface PersonAt {
  world: World;
  session: () => Promise<string>;
}
function sessionOf(world: World): PersonAt {
  let opened: Promise<string> | undefined;
  return { world, session: () => (opened ??= world.person()) };
}

const watched = (world: World, answers: string[]): World => ({
  ...world,
  async ask(...asked) {
    const answer = await world.ask(...asked);
    answers.push(answer.text);
    return answer;
  },
});

/** Everything that is said whatever the secret is, so that "null" or "true" is not taken for a leak. */
async function usualAnswers(world: World): Promise<string> {
  const answers: string[] = [];
  for (const name of secretFields) await fields[name]!(watched(world, answers), "qjxzkv", world.person);
  return answers.join("\n") + world.logged();
}

async function inLanes<T, R>(all: readonly T[], each: (one: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  const rest = all.entries();
  const lane = async () => {
    for (const [at, one] of rest) results[at] = await each(one);
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  return results;
}
