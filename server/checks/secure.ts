import { because, yes, type Finding } from "../methods/finding.js";
import { generally } from "../methods/general.js";
import { isLoopback, isNearby } from "../methods/nearby.js";
import { NetError } from "../net/index.js";
import { certificateFact } from "./certificate.js";
import type { Climb, Rung } from "./climb.js";
import { firstAnswer, wayOf } from "./way.js";

/** Is it safe to send a secret there? Known before anything secret is sent. */
export const secure: Rung = {
  check: "secure",
  applies: ({ method }) => method.reach !== "local",
  async ask(climb) {
    if (climb.method.reach === "http" && climb.address?.startsWith("http:")) return plainHttp(climb);
    if (climb.method.encrypts) return byItself(climb);
    const step = await wayOf(climb).secure;
    if (!step) return plainOrOther(climb);
    const { certificate, trustedBy } = step.facts;
    return { ...yes([certificateFact(certificate)]), certificate: { ...certificate, trustedBy } };
  },
};

/** What encrypts by itself may prove the server by a key of its own, which is told to be compared. */
async function byItself(climb: Climb): Promise<Finding> {
  const knocked = (await wayOf(climb).end) as Finding;
  if (knocked.plain) return plain(climb);
  return knocked.answer === "yes" ? yes(knocked.facts?.filter(({ kind }) => kind === "hostKey")) : knocked;
}

/**
 * Plain text stays within this machine, or with a warning within the operator's network; on the open net it is refused.
 * The cause stands beside the yes all the same: nobody may be told that this is encrypted.
 */
function plain({ peer = "" }: Climb): Finding {
  const cause = "plain_http";
  if (isLoopback(peer)) return { ...yes(), cause };
  return isNearby(peer) ? { ...yes([], [{ cause }]), cause } : because(cause);
}

/** Where plain text is refused, what is no such system at all is told as that: nobody need look for its encryption. */
async function plainOrOther(climb: Climb): Promise<Finding> {
  const found = plain(climb);
  if (found.answer === "yes" || climb.method.reach !== "own") return found;
  const knocked = (await wayOf(climb).end) as Finding;
  return knocked.answer === "yes" ? found : knocked;
}

/** A system asked by http may speak https all the same: then that is what it is offered, before anything is typed into it. */
async function plainHttp(climb: Climb): Promise<Finding> {
  const url = new URL(climb.address!);
  const met = await firstAnswer(climb).then(
    (answer) => ({ answer }),
    (error: unknown) => ({ error }),
  );
  if ("answer" in met && met.answer) {
    const finding = generally(met.answer, "recognise");
    if (finding.cause === "tls_required") return finding;
  }
  if ("error" in met || url.port === "") {
    const offer = await speaksTls(climb, url);
    if (offer) return because("tls_required", { facts: [{ kind: "address", value: offer }] });
  }
  // What went wrong behind the connection is told by recognition, where there is one.
  if ("error" in met && climb.run.system.recognition.length === 0) throw met.error;
  return plain(climb);
}

/** The same place by https: its port is the same, unless it is the usual one. A certificate at fault is TLS too. */
async function speaksTls({ run, strangerSignal: signal, address }: Climb, url: URL): Promise<string | undefined> {
  const offer = address!.replace(/^http:/, "https:");
  try {
    const port = url.port === "" ? 443 : Number(url.port);
    const { socket } = await run.net.connect({
      host: url.hostname,
      port,
      tls: true,
      tenant: run.tenant,
      signal,
      ...(run.trust && { trust: run.trust }),
    });
    socket.destroy();
    return offer;
  } catch (error) {
    if (!(error instanceof NetError)) throw error;
    return error.code.startsWith("certificate_") ? offer : undefined;
  }
}
