import { isAwaited, version, type WindowMessage } from "../../flow/windowMessage.js";

/**
 * The first page of a consent popup. It tells the window that opened it that it is ready, takes the one-time start
 * secret by message, and trades it for the flow's own cookie by posting it: the answer is a 303 to the provider.
 * No address can do this, so none can bind a stranger's browser.
 */
const channel = new URLSearchParams(location.hash.slice(1)).get("channel") ?? "";
const opener = window.opener as Window | null;

addEventListener("message", (event) => {
  if (!isAwaited(event, { origin: location.origin, source: opener, channel, type: "popup:start" })) return;
  const { secret } = event.data as WindowMessage & { secret: string };
  post(secret);
});
opener?.postMessage({ v: version, type: "popup:ready", channel }, location.origin);

/** A form and not a fetch: the browser itself must follow the redirect and keep the cookie. */
function post(secret: string) {
  const form = document.createElement("form");
  form.method = "post";
  form.action = "/popup/start";
  const input = document.createElement("input");
  input.type = "hidden";
  input.name = "secret";
  input.value = secret;
  form.append(input);
  document.body.append(form);
  form.submit();
}
