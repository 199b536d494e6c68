import type { Approval, MethodUseOf } from "#contract";
import type { AnswerFault, ConsentByBrowser } from "./consentWay.js";
import { excerpt } from "./evidence.js";
import { because } from "./finding.js";
import { ask } from "./http.js";
import type { Values, Visit } from "./method.js";
import { ProviderError } from "./providerError.js";
import { fill, TemplateError } from "./template.js";

type BasicUse = MethodUseOf<"basic">;

/**
 * Approval on the system's own page, which hands user and password back in the callback: WordPress does
 * (https://make.wordpress.org/core/2020/11/05/application-passwords-integration-guide/). The state goes along in both
 * addresses that it may lead back to, and binds them to this browser like any other consent.
 */
export const consentByApproval: ConsentByBrowser<BasicUse> = {
  by: "browser",

  async begin(visit, { redirectUrl, state, app }) {
    const approval = approvalOf(visit);
    const location = await pageOf(visit, approval);
    const back = (more: Record<string, string> = {}) => `${redirectUrl}?${new URLSearchParams({ state, ...more })}`;
    const moment = new Date().toISOString().slice(0, 19).replace("T", " ");
    const inputs = { app, moment, callback: back(), refusal: back({ error: "access_denied" }) };
    for (const [name, text] of Object.entries(approval.query)) location.searchParams.set(name, fill(text, inputs));
    return { location: location.href, issuer: null, state, secrets: {} };
  },

  async open(visit) {
    const { takes } = approvalOf(visit);
    return {
      judge: (answer) => onceEach(Object.values(takes), answer),
      exchange: async (answer) => handedBack(takes, answer),
    };
  },
};

function approvalOf({ use }: Visit<BasicUse>): Approval {
  if (!use.approval) throw new Error("this use has no page for approval");
  return use.approval;
}

/** The page: on the host that was asked, whatever the answer says. Throws ProviderError and NetError. */
async function pageOf(visit: Visit<BasicUse>, { question, page }: Approval): Promise<URL> {
  const answer = await ask(visit, question).catch((error: unknown) => {
    if (!(error instanceof TemplateError)) throw error;
    throw new ProviderError(because("address_not_understood", { field: error.input }));
  });
  if (answer.status >= 500) throw new ProviderError(because("server_error"));
  const found = answer.status === 200 ? excerpt(page, answer) : undefined;
  // Nowhere to approve: it is switched off, or the site is not served over https.
  if (typeof found !== "string") throw new ProviderError(because("api_disabled"));
  const url = URL.canParse(found) ? new URL(found) : undefined;
  const here = new URL(visit.address ?? "");
  // A page at another place could be anybody's; nor does one that was asked by https lead to plain http.
  const fits = url?.host === here.host && (url.protocol === "https:" || url.protocol === here.protocol);
  if (!fits || url.username || url.password) throw new ProviderError(because("answer_not_understood"));
  return url;
}

const onceEach = (names: readonly string[], answer: URLSearchParams): AnswerFault | undefined =>
  names.some((name) => answer.getAll(name).length > 1) ? "duplicate_parameter" : undefined;

function handedBack(takes: Approval["takes"], answer: URLSearchParams): Values {
  if (answer.has("error")) throw new ProviderError(because("consent_refused"));
  const found = Object.entries(takes).map(([input, parameter]) => [input, answer.get(parameter) ?? ""] as const);
  if (found.some(([, value]) => value === "" || value.length > 500)) throw new ProviderError(because("consent_failed"));
  return Object.fromEntries(found);
}
