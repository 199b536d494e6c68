import { isAwaited, version, type WindowMessage } from "../../flow/windowMessage.js";

/**
 * The first page of a consent popup. It tells the window that opened it that it is ready, takes the one-time start
 * secret by message, and trades it for the flow's own cookie by posting it: the answer is a 303 to the provider.
 * No address can do this, so none can bind a stranger's browser. Our frame opens it on the click already, without a
 * channel: that one comes, in the fragment, as soon as the server has answered.
 */
const opener = window.opener as Window | null;
if (opener) {
  begin(opener);
  addEventListener("hashchange", () => begin(opener));
} else {
  sayAlone();
}

function begin(opener: Window): void {
  const told = new URLSearchParams(location.hash.slice(1));
  const channel = told.get("channel");
  if (channel === null) return;
  /** Our own frame, or a host's page with the flow in it. Whoever it is, the server compares it with the flow's own. */
  const origin = told.get("origin") ?? location.origin;
  addEventListener("message", (event) => {
    if (!isAwaited(event, { origin, source: opener, channel, type: "popup:start" })) return;
    const { secret } = event.data as WindowMessage & { secret: string };
    post({ secret, opener: event.origin });
  });
  opener.postMessage({ v: version, type: "popup:ready", channel }, origin);
}

/** A host page with `Cross-Origin-Opener-Policy` has taken our opener away: the flow there offers another way. */
function sayAlone(): void {
  for (const [lang, text] of [
    ["en", "This window is not needed. Close it, and go on in the one that you came from."],
    ["de", "Dieses Fenster wird nicht gebraucht. Schließen Sie es und machen Sie in dem weiter, aus dem Sie kommen."],
  ] as const) {
    const line = document.createElement("p");
    Object.assign(line, { lang, textContent: text });
    document.body.append(line);
  }
  // Only the one that the frame has just opened, and that nothing has been said to.
  if (location.hash === "") window.close();
}

/** A form and not a fetch: the browser itself must follow the redirect and keep the cookie. */
function post(values: Record<string, string>) {
  const form = document.createElement("form");
  form.method = "post";
  form.action = "/popup/start";
  for (const [name, value] of Object.entries(values)) {
    const input = document.createElement("input");
    Object.assign(input, { type: "hidden", name, value });
    form.append(input);
  }
  document.body.append(form);
  form.submit();
}
