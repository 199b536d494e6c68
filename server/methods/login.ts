import type { FieldInput, MethodUseOf } from "#contract";
import type { HttpAnswer } from "./answer.js";
import { cookieHeader } from "./cookies.js";
import { excerpt } from "./evidence.js";
import { enteredFields } from "./fields.js";
import { because, type Finding } from "./finding.js";
import { ask, type Signing } from "./http.js";
import { httpMethod } from "./httpMethod.js";
import { judge } from "./judge.js";
import type { Visit } from "./method.js";
import { fillHeader, placeholders, type Inputs } from "./template.js";
import { fill } from "./template.js";

const own: FieldInput[] = [
  { name: "username", role: "username", public: true, autocomplete: "username" },
  { name: "password", role: "password", kind: "secret", clean: "exact", autocomplete: "current-password" },
];

/** A session: one request with user and password, and what its answer gives goes with every question after it. */
export const login = httpMethod<"login">({
  kind: "login",
  fields: (use, system) => enteredFields(system, use, own, placeholders(use.request)),

  async sign(visit) {
    const answer = await ask(visit, visit.use.request, undefined, true);
    const judged = judge({ ...visit.use, facts: identity(visit.use) }, answer, "signIn");
    if (judged.answer !== "yes") return judged;
    return carry(visit, answer, judged) ?? because("answer_not_understood");
  },
});

const identity = (use: MethodUseOf<"login">) => (use.identity ? { identity: use.identity } : {});

/** What every later question carries; undefined where the answer did not give what the entry takes from it. */
function carry(visit: Visit<MethodUseOf<"login">>, answer: HttpAnswer, finding: Finding): Signing | undefined {
  const { use } = visit;
  const taken = Object.entries(use.takes).map(([name, where]) => [name, excerpt(where, answer)] as const);
  if (taken.some(([, value]) => value === undefined)) return undefined;
  const inputs = Object.fromEntries(taken) as Inputs;
  const headers: Record<string, string> = {};
  const cookie = use.carry.cookies ? cookieHeader(answer.headers) : undefined;
  if (cookie !== undefined) headers["cookie"] = cookie;
  if (use.carry.header) {
    const { name, value, encode, prefix } = use.carry.header;
    const all = { ...visit.values, ...inputs };
    const content =
      encode === "base64" ? Buffer.from(fill(value, all), "utf8").toString("base64") : fillHeader(value, all);
    headers[name.toLowerCase()] = prefix + content;
  }
  const signing: Signing = { signature: { headers }, inputs, finding };
  return use.logout ? { ...signing, close: () => logOut(visit, signing) } : signing;
}

/** A session may cost a licence, so it is given back; that this fails changes nothing about what was found. */
async function logOut(visit: Visit<MethodUseOf<"login">>, signing: Signing): Promise<void> {
  const { logout } = visit.use;
  // The run may have been cancelled, and the session is open all the same: the good-bye has its own short time.
  const farewell = { ...visit, signal: AbortSignal.timeout(3_000), onStep: undefined };
  if (logout) await ask(farewell, logout, signing).catch(() => undefined);
}
