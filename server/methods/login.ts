import type { FieldInput } from "#contract";
import { excerpt } from "./evidence.js";
import { enteredFields } from "./fields.js";
import { because, type Finding } from "./finding.js";
import { ask, type Signing } from "./http.js";
import { httpMethod } from "./httpMethod.js";
import { judge } from "./judge.js";
import { cookieHeader } from "./cookies.js";
import { askToBeLetIn, type Conversation } from "./login-prompts.js";
import { isOver, newSession, resumed, sessionOf, type Session } from "./login-session.js";
import { forgotten, sessionName, ticketName, type LoginVisit } from "./login-ticket.js";
import { fill, fillHeader, placeholders, type Inputs } from "./template.js";

const own: FieldInput[] = [
  { name: "username", role: "username", public: true, autocomplete: "username" },
  { name: "password", role: "password", kind: "secret", clean: "exact", autocomplete: "current-password" },
];

const keptNames = ({ lives, prompts }: Pick<LoginVisit["use"], "lives" | "prompts">): string[] => [
  ...(lives === undefined ? [] : [sessionName]),
  ...(prompts.length > 0 ? [ticketName] : []),
];

/** A session: one request with user and password, and what its answer gives goes with every question after it. */
export const login = httpMethod<"login">({
  kind: "login",
  fields: (use, system) => {
    const asks = use.prompts.map(({ field }) => field);
    const sent = placeholders([use.request, use.prompts.map(({ request }) => request)]);
    return enteredFields(system, use, own, sent).map((field) =>
      asks.includes(field.name) ? { ...field, optional: true, later: true } : field,
    );
  },
  keeps: keptNames,
  outlives: keptNames,
  // Due only where a session is over that nobody but its person can begin anew.
  renew: (visit) => Promise.resolve(askAgain(sessionOf(visit)?.asked)),

  async sign(visit) {
    const kept = visit.use.signIn && sessionOf(visit);
    if (!kept) return letIn(visit);
    return isOver(kept) ? anew(visit, kept) : { ...resumed(kept), again: () => anew(visit, kept) };
  },
});

const askAgain = (field: string | undefined): Finding => because("answer_needed", field === undefined ? {} : { field });

/** Another session in place of one that is over or refused. */
async function anew(visit: LoginVisit, before: Session): Promise<Signing | Finding> {
  // Where nobody is there to answer, nobody is sent a code.
  if (visit.unattended && before.asked !== undefined) return askAgain(before.asked);
  if (!visit.alone) return letIn(visit);
  let signing: Signing | Finding | undefined;
  await visit.alone(async (latest) => {
    const theirs = sessionOf(visit, latest);
    // Somebody else was quicker.
    const fresh = theirs && !isOver(theirs) && theirs.endsAt !== before.endsAt;
    signing = fresh ? resumed(theirs) : await letIn(visit);
    return latest;
  });
  return signing ?? because("answer_not_understood");
}

async function letIn(visit: LoginVisit): Promise<Signing | Finding> {
  const { use } = visit;
  const met = await askToBeLetIn(visit);
  if (!("last" in met)) return met;
  const judged = judge({ ...use, facts: use.identity ? { identity: use.identity } : {} }, met.last, "signIn");
  if (judged.answer !== "yes") return judged;
  const signing = carry(visit, met, judged);
  if (!signing) return because("answer_not_understood");
  return use.lives === undefined || !visit.keep ? ending(visit, signing) : keep(visit, signing, met.asked);
}

/** What every later question carries; undefined where the answer did not give what the entry takes from it. */
function carry({ use, values }: LoginVisit, met: Conversation, finding: Finding): Signing | undefined {
  const taken = Object.entries(use.takes).map(([name, where]) => [name, excerpt(where, met.last)] as const);
  if (taken.some(([, value]) => value === undefined)) return undefined;
  const inputs: Inputs = { ...met.inputs, ...(Object.fromEntries(taken) as Inputs) };
  const headers: Record<string, string> = {};
  const cookie = use.carry.cookies ? cookieHeader(met.last.headers, met.cookie) : undefined;
  if (cookie !== undefined) headers["cookie"] = cookie;
  if (use.carry.header) {
    const { name, value, encode, prefix } = use.carry.header;
    const all = { ...values, ...inputs };
    const content =
      encode === "base64" ? Buffer.from(fill(value, all), "utf8").toString("base64") : fillHeader(value, all);
    headers[name.toLowerCase()] = prefix + content;
  }
  return { signature: { headers }, inputs, finding };
}

/** A session for this visit. */
const ending = (visit: LoginVisit, signing: Signing): Signing =>
  visit.use.logout ? { ...signing, close: () => logOut(visit, signing) } : signing;

/** A session that is used again. It is given back after all where nothing came of the visit and another can be had. */
async function keep(visit: LoginVisit, signing: Signing, asked: string | undefined): Promise<Signing> {
  await visit.keep?.({ [sessionName]: JSON.stringify(newSession(visit, signing, asked)) });
  return {
    ...signing,
    async close(kept) {
      if (kept || asked !== undefined) return;
      await visit.keep?.(forgotten(sessionName));
      await logOut(visit, signing);
    },
  };
}

/** A session may cost a licence, so it is given back; that this fails changes nothing about what was found. */
async function logOut(visit: LoginVisit, signing: Signing): Promise<void> {
  const { logout } = visit.use;
  // The run may have been cancelled, and the session is open all the same: the good-bye has its own short time.
  const farewell = { ...visit, signal: AbortSignal.timeout(3_000), onStep: undefined };
  if (logout) await ask(farewell, logout, signing).catch(() => undefined);
}
