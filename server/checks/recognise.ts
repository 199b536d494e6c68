import type { Fact, Probe, Question } from "#contract";
import type { HttpAnswer } from "../methods/answer.js";
import { because, type Finding } from "../methods/finding.js";
import { hopeless } from "../methods/general.js";
import { ask } from "../methods/http.js";
import { judge } from "../methods/judge.js";
import { isLoginPage } from "../methods/page.js";
import { NetError } from "../net/index.js";
import { frontPage } from "./frontPage.js";
import { factOf, strangerVisit, type Climb, type Rung } from "./climb.js";
import { otherProduct } from "./otherProduct.js";
import { firstAnswer, wayOf } from "./way.js";

/** Is it the product that was picked? Nothing secret has been sent until this is answered, and nothing will be after a no. */
export const recognise: Rung = {
  check: "recognise",
  applies: ({ method, run }) =>
    method.reach === "own" || (method.reach === "http" && run.system.recognition.length > 0),
  async ask(climb) {
    const answer = await firstAnswer(climb);
    const finding = answer ? await recogniseByHttp(climb, answer) : ((await wayOf(climb).end) as Finding);
    const product = factOf(finding, "product");
    // The key that answers now is the one that must answer when a secret is sent.
    climb.hostKey = factOf(finding, "hostKey");
    if (finding.answer === "yes")
      climb.product = [product, factOf(finding, "version")].filter(Boolean).join(" ") || null;
    return finding;
  },
  // A door that asks for credentials hides what is behind it: that is no no. Whatever else could not be told is the end:
  // nothing secret goes where nobody knows what answers.
  goesOn: ({ answer, door }) => answer === "yes" || (answer === "unknown" && door === true),
};

async function recogniseByHttp(climb: Climb, first: HttpAnswer): Promise<Finding> {
  const { recognition, name } = climb.run.system;
  const findings: Finding[] = [];
  for (const [index, address] of placesOf(climb.address!).entries()) {
    for (const [number, probe] of recognition.entries()) {
      const answer = index === 0 && number === 0 ? first : await attempt(climb, address, probe.question);
      if (!answer) continue;
      const finding = judge(probe, answer, "recognise");
      if (finding.answer === "yes") {
        const moved: Fact[] = address === climb.address ? [] : [{ kind: "address", value: address }];
        climb.address = address;
        const others = recognition.filter((other) => other !== probe);
        const more = await supplement(climb, others);
        return {
          ...finding,
          ...more,
          facts: [{ kind: "product", value: name }, ...moved, ...(finding.facts ?? []), ...(more.facts ?? [])],
        };
      }
      findings.push(finding);
      if (finding.cause && hopeless.has(finding.cause)) return finding;
    }
  }
  return stranger(climb, first, findings);
}

/** Where a system may live that was pasted with a page of it: the address itself, each of its parents, its origin. */
function placesOf(address: string): string[] {
  const { origin, pathname } = new URL(address);
  const parts = pathname.split("/").filter((part) => part !== "");
  const parents = parts.map((_, index) => `${origin}/${parts.slice(0, parts.length - 1 - index).join("/")}`);
  return [...new Set([address, ...parents.map((place) => place.replace(/\/$/, ""))])].slice(0, 6);
}

/** Further questions of recognition: for facts and choices only, so what goes wrong with them does not count. */
async function supplement(climb: Climb, probes: readonly Probe[]): Promise<Pick<Finding, "facts" | "choices">> {
  const facts: Fact[] = [];
  let choices: Finding["choices"];
  for (const probe of probes.filter((one) => one.choices ?? one.facts)) {
    const answer = await attempt(climb, climb.address!, probe.question);
    const finding = answer && judge(probe, answer, "recognise");
    if (finding?.answer !== "yes") continue;
    facts.push(...(finding.facts ?? []));
    choices ??= finding.choices;
  }
  return { facts, ...(choices && { choices }) };
}

async function attempt(climb: Climb, address: string, question: Question): Promise<HttpAnswer | undefined> {
  try {
    return await ask({ ...strangerVisit(climb), address }, question);
  } catch (error) {
    if (!(error instanceof NetError) || climb.signal.aborted) throw error;
    return undefined;
  }
}

/** Not what was picked: the product that it is, the page that it is, or else what the first place said. */
async function stranger(climb: Climb, first: HttpAnswer, findings: readonly Finding[]): Promise<Finding> {
  const telling = findings.find((finding) => !isVague(finding)) ?? findings[0];
  const finding = telling ?? because("wrong_product");
  const certain =
    finding.cause === "proxy_page" || finding.cause === "api_disabled" || finding.cause === "tls_required";
  if (certain) return finding;
  // "Not this product" says little where a page answers, and nothing of who is to blame.
  const page = isVague(finding) ? await frontPage(climb, first) : undefined;
  if (page?.cause === "proxy_page" || page?.cause === "parked_domain") return page;
  const other = await otherProduct(climb);
  if (other) {
    const { id, name } = other;
    return because("wrong_product", { facts: [{ kind: "product", value: name }], system: { id, name } });
  }
  return page ?? (isLoginPage(first) ? because("login_page") : finding);
}

const isVague = ({ cause }: Finding): boolean => cause === "wrong_product" || cause === "unknown_path";
