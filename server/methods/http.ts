import type { CauseCode, DataSet, Farewell, MethodUse, MethodUseOf, Probe, Question } from "#contract";
import { signInDeadlines, type Identity } from "../net/index.js";
import { readAnswer, type HttpAnswer } from "./answer.js";
import { goingOn, type Stage } from "./base.js";
import { takenOf } from "./choices.js";
import { excerpt, excerpts } from "./evidence.js";
import { because, yes, type Finding } from "./finding.js";
import { generally } from "./general.js";
import { judge } from "./judge.js";
import type { Reading, SignedIn, SignIn, Values, Visit } from "./method.js";
import { render, type Signature } from "./question.js";
import type { Sent } from "./sent.js";
import { TemplateError, type Inputs } from "./template.js";

export type HttpUse = MethodUseOf<
  | "apiKey"
  | "basic"
  | "bearer"
  | "login"
  | "oauth2"
  | "oauth1"
  | "signed"
  | "wsse"
  | "clientCert"
  | "composite"
  | "none"
>;

/** How one visit signs what it asks. */
export interface Signing extends Sent {
  readonly signature: Signature;
  /** Shown in each handshake where it is asked for. */
  readonly identity?: Identity;
  /** Values beyond the entered ones: what the sign-in gave. */
  readonly inputs?: Inputs;
  /** Gives the session back, unless it is kept (`SignedIn.close`). */
  readonly close?: (kept: boolean) => Promise<void>;
  /** Signs in anew, where this is a session that was kept and the system has refused it. */
  readonly again?: () => Promise<Signing | Finding>;
  /** What the sign-in itself told. */
  readonly finding?: Finding;
  /** What is known of the credentials, and told once they have been accepted. */
  readonly told?: Pick<Finding, "facts" | "warnings">;
}

/** Puts one question over http. Redirects are handed back, so credentials never follow one. Throws NetError, TemplateError. */
export async function ask(
  visit: Visit<MethodUse>,
  question: Question | Farewell,
  { signature, inputs, identity = visit.identity }: Pick<Signing, "signature" | "inputs" | "identity"> = {
    signature: {},
  },
  patient = false,
): Promise<HttpAnswer> {
  const { address, net, tenant, trust, signal, onStep } = visit;
  const headers = "headers" in visit.use ? visit.use.headers : undefined;
  const rendered = render(
    question,
    address ?? "",
    { ...visit.values, ...inputs },
    { ...(headers && { headers }), signature },
  );
  const response = await net.request({
    ...rendered,
    tenant,
    signal,
    redirect: "manual",
    ...(trust && { trust }),
    ...(identity && { identity }),
    ...(onStep && { onStep }),
    ...(patient && { deadlines: signInDeadlines }),
  });
  return readAnswer(response);
}

/** Signs in by asking who we are: what every method over http does once it knows how to sign. */
export async function signInOverHttp(visit: Visit<HttpUse>, signing: Signing): Promise<SignIn> {
  const met = await goOn({ visit, signing }, "signing", whoAmI);
  const anew = signing.again && isRefusal(met.finding) && (await signing.again());
  if (anew) return "answer" in anew ? { finding: anew } : signInOverHttp(visit, anew);
  const told = together(signing.told, together(signing.finding, met.finding));
  const chose = met.finding.answer === "yes" ? await goOn(met, "signIn", choose) : met;
  const end = chose.finding.answer === "yes" ? await goOn(chose, "choice", () => Promise.resolve(through)) : chose;
  if (end.finding.answer !== "yes") {
    await signing.close?.(false);
    if (end === met) return { finding: end.finding };
    return { finding: { ...end.finding, facts: [...(told.facts ?? []), ...(end.finding.facts ?? [])] } };
  }
  const { chosen } = chose;
  return { finding: told, signedIn: { ...signedInOverHttp(end.visit, end.signing), ...(chosen && { chosen }) } };
}
const through: Met = { finding: yes() };

/** Where a sign-in has come to, and all that it knows by now. */
interface Course {
  readonly visit: Visit<HttpUse>;
  readonly signing: Signing;
}
/** What a question came to, and the inputs that its answer brings. */
interface Met {
  readonly finding: Finding;
  readonly inputs?: Inputs;
  /** To be kept, as if it had been entered. */
  readonly chosen?: Values;
}

/** The next question, put where it belongs once what comes before is over. */
async function goOn(
  { visit, signing }: Course,
  over: Stage,
  ask: (visit: Visit<HttpUse>, signing: Signing) => Promise<Met>,
): Promise<Course & Met> {
  let met: Met = through;
  let there: Visit<HttpUse> | Finding = visit;
  const finding = await withinTemplates(async () => {
    there = goingOn(visit, over, signing.inputs);
    if ("answer" in there) return there;
    met = await ask(there, signing);
    return met.finding;
  });
  if ("answer" in there) return { visit, signing, finding };
  const { inputs, chosen } = met;
  return {
    visit: { ...there, values: { ...there.values, ...chosen } },
    signing: { ...signing, inputs: { ...signing.inputs, ...inputs } },
    finding,
    ...(chosen && { chosen }),
  };
}

/** What a system may say of a session that is no longer good. */
const refusals: ReadonlySet<CauseCode> = new Set([
  "credentials_wrong",
  "credentials_or_company_wrong",
  "credentials_expired",
  "credentials_revoked",
  "key_of_another_kind",
  "sign_in_required",
  "login_page",
]);
const isRefusal = ({ cause }: Finding): boolean => cause !== undefined && refusals.has(cause);

/** Which company, tenant, database: asked once somebody is in. Of several the person picks; the only one is taken. */
async function choose(visit: Visit<HttpUse>, signing: Signing): Promise<Met> {
  const { choose: probe } = visit.use;
  if (!probe) return through;
  const where = probe.choices;
  const { input: field, takes } = where;
  const before = visit.values[field] ?? "";
  // What only the list tells of the one that was chosen is asked for each time.
  if (before !== "" && !takes) return through;
  const answer = await ask(visit, probe.question, signing);
  const finding = judge(probe, answer, "read", signing);
  if (finding.answer !== "yes") return { finding };
  const { choices } = finding;
  if (!choices) return { finding: because("company_unknown", { field }) };
  const value = before || (choices.values.length === 1 ? choices.values[0]!.value : "");
  if (value === "") return { finding: because("choice_needed", { field, choices }) };
  const inputs = takenOf(where, answer.json, value);
  if (!inputs) return { finding: because("company_unknown", { field, choices }) };
  return { finding, inputs, ...(before === "" && { chosen: { [field]: value } }) };
}

async function whoAmI(visit: Visit<HttpUse>, signing: Signing): Promise<Met> {
  const { use, anonymousStatus } = visit;
  if (use.signIn) {
    const answer = await ask(visit, use.signIn.question, signing, true);
    const finding = judge(use.signIn, answer, "signIn", signing);
    if (finding.answer !== "yes" || !use.signIn.takes) return { finding };
    const inputs = excerpts(use.signIn.takes, answer);
    return inputs ? { finding, inputs } : { finding: because("answer_not_understood") };
  }
  if (signing.finding) return { finding: signing.finding };
  const answer = await ask(visit, { method: "GET", path: "" }, signing, true);
  const refusedBefore = anonymousStatus === 401 || anonymousStatus === 403;
  // A 2xx alone proves nothing. It does where the same question was refused without credentials.
  if (answer.status >= 200 && answer.status < 300 && refusedBefore) return through;
  return { finding: signing.means?.(answer) ?? generally(answer, "signIn", signing.scheme) };
}

/** What a sign-in in two parts told, both together. */
const together = (first: Pick<Finding, "facts" | "warnings"> | undefined, second: Finding): Finding => {
  if (!first || first === second) return second;
  const known = new Set((second.facts ?? []).map(({ kind }) => kind));
  return {
    ...second,
    facts: [...(second.facts ?? []), ...(first.facts ?? []).filter(({ kind }) => !known.has(kind))],
    warnings: [...(first.warnings ?? []), ...(second.warnings ?? [])],
  };
};

function signedInOverHttp(visit: Visit<HttpUse>, signing: Signing): SignedIn {
  return {
    async read(dataSet: DataSet): Promise<Reading> {
      const probe = visit.use.reads?.[dataSet] ?? visit.system.reads[dataSet];
      if (!probe) return { finding: because("data_not_described") };
      let reading: Reading | undefined;
      const finding = await withinTemplates(async () => {
        const answer = await ask(visit, probe.question, signing);
        reading = read(probe, answer, signing);
        return reading.finding;
      });
      return reading ?? { finding };
    },
    close: async (kept = false) => signing.close?.(kept),
  };
}

function read(probe: Probe, answer: HttpAnswer, sent: Sent): Reading {
  const finding = judge(probe, answer, "read", sent);
  if (finding.answer !== "yes" || !probe.facts?.first) return { finding };
  const first = excerpt(probe.facts.first, answer);
  return { finding, first: first === undefined || first === "" ? null : String(first) };
}

/** A value that cannot stand where the entry wants it is the person's to mend, at its field. */
export async function withinTemplates(ask: () => Promise<Finding>): Promise<Finding> {
  try {
    return await ask();
  } catch (error) {
    if (!(error instanceof TemplateError)) throw error;
    return because("credentials_wrong", { field: error.input });
  }
}
