import type { OpenedLink } from "#contract";
import type { Start } from "./host.js";
import { Trouble } from "./trouble.js";
import type { Transport } from "./transport.js";

const spent = (thrown: unknown): boolean =>
  thrown instanceof Trouble &&
  (thrown.code === "token_used" || thrown.code === "token_expired" || thrown.code === "unauthorized");

/**
 * Opens the link. A token that turns out used or expired is asked for once more: minting again resumes the same
 * link, so an answer that got lost, or a session that ran out, costs the person nothing.
 * @throws Trouble
 */
export async function openLink(transport: Transport, start: Start): Promise<OpenedLink> {
  if ("resume" in start) {
    const opened = await transport.ask("resumeLink", { body: {} });
    if (start.link !== undefined && start.link !== opened.link.id) throw new Trouble("token_used");
    return opened;
  }
  const open = async () => transport.ask("openLink", { body: { token: await tokenFrom(start), origin: start.origin } });
  try {
    return await open();
  } catch (thrown) {
    if (!spent(thrown)) throw thrown;
    return open();
  }
}

async function tokenFrom(start: Extract<Start, { getToken: unknown }>): Promise<string> {
  try {
    return await start.getToken();
  } catch {
    throw new Trouble("unauthorized"); // The host's own reason is the host's to log.
  }
}

/** Gives every call a second chance after the session has run out. Many calls at once open the link once. */
export function renewing(transport: Transport, start: Start): Transport {
  let renewal: Promise<unknown> | null = null;
  async function again<T>(act: () => Promise<T>): Promise<T> {
    try {
      return await act();
    } catch (thrown) {
      if (!spent(thrown) || "resume" in start) throw thrown;
      renewal ??= openLink(transport, start).finally(() => (renewal = null));
      await renewal;
      return act();
    }
  }
  return {
    ask: (name, input) =>
      name === "openLink" || name === "resumeLink"
        ? transport.ask(name, input)
        : again(() => transport.ask(name, input)),
    run: (input, onLine) => again(() => transport.run(input, onLine)),
  };
}
