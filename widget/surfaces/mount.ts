import type { Exit } from "../flow/host.js";
import { isAwaited, version, type WindowMessage } from "../flow/windowMessage.js";
import { element } from "./element.js";
import type { FromFrame, FromHost } from "./messages.js";
import { showModal } from "./modal.js";
import type { Handle, LoadError, MountOptions } from "./options.js";

const english = ["Connect a system", "Not loaded. Check network and ad blocker.", "Close"] as const;
const german = ["System verbinden", "Nicht geladen. Netz und Werbeblocker prüfen.", "Schließen"] as const;
/** Milliseconds until a frame that has not said ready counts as not loaded. */
const loadDeadline = 15_000;

const inPage = "width:100%;height:100%;min-height:640px";
const overPage = "position:fixed;inset:0;display:grid;place-items:center;background:#0008";
// Narrower than 960 px the frame fills the screen, corners and all.
const onTop =
  "width:min(100%,960px);height:min(100%,max(760px,(960px - 100vw)*99));border-radius:clamp(0px,100vw - 960px,14px);background:Canvas";

/**
 * Puts the frame into a host page and talks to it. Everything is set through the CSSOM and as text, so that it works
 * under `style-src 'none'` and Trusted Types. Options are read when they are used, never remembered.
 */
export function mount(options: MountOptions): Handle {
  let now = options;
  let ready = false;
  let over = false;
  let port: MessagePort | undefined;
  let page: unknown = 0;
  let timer: ReturnType<typeof setTimeout>;
  let completed = false;
  const away = new AbortController();
  const inline = now.container;
  const origin = new URL(now.server).origin;
  const channel = crypto.getRandomValues(new Uint32Array(4)).join(); // randomUUID does not exist on plain http
  const [title, unloaded, close] = /^de/.test(now.language ?? navigator.language) ? german : english;

  const send = (message: FromHost) => port?.postMessage(message);
  const look = () => send({ type: "update", language: now.language, appearance: now.appearance });
  const wait = () => {
    clearTimeout(timer);
    timer = setTimeout(() => fail("timeout"), loadDeadline);
  };

  const frame = element("iframe", inline ? inPage : onTop);
  frame.title = title;
  frame.allow = "clipboard-write";
  frame.sandbox = "allow-scripts allow-same-origin allow-forms allow-popups allow-popups-to-escape-sandbox";
  frame.src = `${origin}/frame/${encodeURIComponent(now.tenant)}#channel=${channel}&origin=${location.origin}${inline ? "&mode=inline" : ""}`;

  // Until the flow answers, closing is ours; afterwards the flow asks first and says how far it got.
  const leave = () => (ready ? send({ type: "close" }) : quit());
  const quit = () => end({ completed, step: null, cause: null });
  const end = (exit: Exit) => {
    if (over) return;
    destroy();
    now.onExit?.(exit);
  };
  const stop = () => {
    clearTimeout(timer);
    away.abort();
  };
  const destroy = () => {
    over = true;
    stop();
    port?.close();
    unlock?.();
    stage.remove();
  };
  const fail = (code: LoadError["code"]) => {
    if (ready) return;
    stop();
    const notice = element("div", "background:Canvas;color:CanvasText;padding:1em;font:1em system-ui");
    const button = element("button", "all:revert");
    notice.role = "alert";
    button.textContent = close;
    button.onclick = leave;
    notice.append(`${unloaded} `, button);
    stage.replaceChildren(notice);
    if (!inline) button.focus();
    now.onLoadError?.({ code, words: unloaded });
  };

  const hear = async ({ data: message }: MessageEvent<FromFrame>) => {
    if (message.type === "ready") ready = true;
    else if (message.type === "ask-token") {
      let token: string | null | undefined;
      try {
        token = (await now.getToken?.()) ?? now.token;
      } catch {
        // The host's own reason is the host's to log.
      }
      if (over) return;
      send({ type: "token", token: token ?? "" });
      if (!token) now.onLoadError?.({ code: "no_token", words: unloaded });
    } else if (message.type === "connected") {
      if (!completed) void now.onConnected?.(message.connected);
      completed = true;
    } else if (message.type === "repaired") {
      if (!completed) void now.onRepaired?.(message.repaired);
      completed = true;
    } else if (message.type === "event") now.onEvent?.(message.event);
    else if (message.type === "exit") end(message.exit);
  };
  const meet = (event: MessageEvent<WindowMessage & { page?: string }>) => {
    const source = frame.contentWindow;
    if (!isAwaited(event, { origin, source, channel, type: "connect:hello" })) return;
    if (page === event.data.page) return; // said twice
    // The first page in the frame, or a new one after a reload.
    page = event.data.page;
    ready = false;
    wait();
    port?.close();
    const pair = new MessageChannel();
    port = pair.port1;
    port.onmessage = hear;
    source?.postMessage({ v: version, type: "connect:init", channel }, origin, [pair.port2]);
    look();
  };
  const blocked = ({ disposition, effectiveDirective, blockedURI }: SecurityPolicyViolationEvent) => {
    if (disposition === "enforce" && effectiveDirective === "frame-src" && blockedURI.startsWith(origin))
      fail("blocked_by_csp");
  };

  addEventListener("message", meet, away);
  document.addEventListener("securitypolicyviolation", blocked, away);
  let unlock: (() => void) | undefined;
  const stage = element(inline ? "div" : "dialog", inline ? "height:100%" : overPage);
  stage.append(frame);
  if (inline) inline.append(stage);
  else {
    stage.ariaLabel = title;
    stage.oncancel = (event) => {
      event.preventDefault();
      leave();
    };
    stage.onclose = quit; // the browser's own way out, which cannot be held up
    stage.onclick = (event) => event.target === stage && leave();
    unlock = showModal(stage as HTMLDialogElement);
  }
  wait();

  return {
    close: leave,
    destroy,
    update(options) {
      now = { ...now, ...options };
      look();
    },
  };
}
