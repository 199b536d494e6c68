import type { Appearance, Language } from "#contract";
import type { Exit, FlowEvent } from "../flow/host.js";
import { isAwaited, version } from "../flow/windowMessage.js";
import type { Connected, FromFrame, FromHost } from "./messages.js";

/** Why the flow could not be shown. `words` may be shown to the person as they are. */
export interface LoadError {
  readonly code: "timeout" | "blocked_by_csp" | "no_token";
  readonly words: string;
}

export interface MountOptions {
  /** Address of the Gangway server: `https://connect.example.com`. */
  server: string;
  /** The tenant's id, as `gangway tenant add` was given it. */
  tenant: string;
  /** Gives a fresh link token from the host's backend; called again after a reload or when one has expired. */
  getToken?: () => string | Promise<string>;
  /** Instead of getToken, where the page was made with a token in it. */
  token?: string;
  /** Where to stand; a modal dialog unless told. */
  container?: HTMLElement;
  language?: Language;
  appearance?: Appearance;
  onConnected?: (connected: Connected) => void | Promise<void>;
  onExit?: (exit: Exit) => void;
  onEvent?: (event: FlowEvent) => void;
  onLoadError?: (error: LoadError) => void;
}
export interface Handle {
  /** Asks the flow to close, as if the person had. */
  close(): void;
  /** Takes everything away at once and leaves the document as it was found. */
  destroy(): void;
  update(options: Partial<MountOptions>): void;
}

const words = {
  en: ["Connect a system", "The page could not be loaded. Check network and ad blocker.", "Close"],
  de: ["System verbinden", "Die Seite konnte nicht geladen werden. Prüfen Sie Netzwerk und Werbeblocker.", "Schließen"],
} as const;
/** Milliseconds until a frame that has not said ready counts as not loaded. */
const loadDeadline = 15_000;

/**
 * Puts the frame into a host page and talks to it. Everything is set through the CSSOM and `textContent`, so that it
 * works under `style-src 'none'` and Trusted Types. Options are read when they are used, never remembered.
 */
export function mount(options: MountOptions): Handle {
  let now = options;
  let port: MessagePort | undefined;
  let ready = false;
  let over = false;
  const undo: (() => void)[] = [];
  const origin = new URL(now.server, location.href).origin;
  const channel = crypto.getRandomValues(new Uint32Array(4)).join("-"); // randomUUID does not exist on plain http
  const [title, failed, close] = words[now.language ?? (navigator.language.startsWith("de") ? "de" : "en")];

  const style = (element: HTMLElement, text: string) => {
    for (const rule of text.split(";")) element.style.setProperty(...(rule.split(/:(.*)/s) as [string, string]));
  };
  const listen = (target: EventTarget, type: string, listener: (event: never) => void) => {
    target.addEventListener(type, listener as EventListener);
    undo.push(() => target.removeEventListener(type, listener as EventListener));
  };
  const fill = "border:0;display:block;color-scheme:auto;";
  const send = (message: FromHost) => port?.postMessage(message);

  const look = ({ language, appearance }: Partial<MountOptions>) =>
    (language || appearance) && send({ type: "update", language, appearance });

  const frame = document.createElement("iframe");
  frame.title = title;
  frame.allow = "clipboard-write";
  frame.setAttribute(
    "sandbox",
    "allow-scripts allow-same-origin allow-forms allow-popups allow-popups-to-escape-sandbox",
  );
  frame.src = `${new URL(`/frame/${encodeURIComponent(now.tenant)}`, origin).href}#${new URLSearchParams({ origin: location.origin, channel, mode: now.container ? "inline" : "modal" })}`;

  const stage = now.container ?? modal();
  if (now.container) style(frame, `${fill}width:100%;height:640px`);
  stage.append(frame);
  undo.push(() => frame.remove());

  function modal(): HTMLDialogElement {
    const dialog = document.createElement("dialog");
    dialog.setAttribute("aria-label", title);
    style(
      dialog,
      "margin:0;padding:0;border:0;width:100%;height:100%;max-width:100%;max-height:100%;display:grid;place-items:center;background:#0008",
    );
    style(
      frame,
      `${fill}width:min(100%,960px);height:min(100%,760px);border-radius:clamp(0px,(100vw - 960px)*99,14px);background:Canvas`,
    );
    document.body.append(dialog);
    const root = document.documentElement;
    const found = [root.style.overflow, root.style.paddingInlineEnd] as const;
    const bar = innerWidth - root.clientWidth;
    root.style.overflow = "hidden";
    if (bar > 0) root.style.paddingInlineEnd = `${bar}px`;
    undo.push(() => {
      dialog.close(); // gives the focus back
      dialog.remove();
      [root.style.overflow, root.style.paddingInlineEnd] = found;
      if (root.getAttribute("style") === "") root.removeAttribute("style");
    });
    listen(dialog, "cancel", (event: Event) => {
      event.preventDefault();
      leave();
    });
    listen(dialog, "click", (event: Event) => event.target === dialog && leave());
    dialog.showModal();
    return dialog;
  }

  // Until the flow answers, closing is ours; afterwards the flow asks first and says how far it got.
  const leave = () => (ready ? send({ type: "close" }) : end({ completed: false, step: null, cause: null }));
  const end = (exit: Exit) => {
    if (over) return;
    destroy();
    now.onExit?.(exit);
  };
  const fail = (code: LoadError["code"]) => {
    if (ready || over) return;
    clearTimeout(timer);
    frame.remove();
    const notice = document.createElement("div");
    const text = document.createElement("p");
    const button = document.createElement("button");
    style(notice, "background:Canvas;color:CanvasText;padding:24px;font:16px/1.5 system-ui");
    notice.setAttribute("role", "alert");
    text.textContent = failed;
    button.textContent = close;
    button.onclick = leave;
    notice.append(text, button);
    stage.append(notice);
    button.focus();
    undo.push(() => notice.remove());
    now.onLoadError?.({ code, words: failed });
  };
  const destroy = () => {
    if (over) return;
    over = true;
    clearTimeout(timer);
    port?.close();
    for (const step of undo.reverse()) step();
  };

  const hear = async (message: FromFrame) => {
    if (message.type === "ready") {
      ready = true;
      clearTimeout(timer);
    } else if (message.type === "ask-token") {
      const token = await Promise.resolve()
        .then(() => now.getToken?.() ?? now.token)
        .catch(() => "");
      send({ type: "token", token: token ?? "" });
      if (!token) now.onLoadError?.({ code: "no_token", words: failed });
    } else if (message.type === "connected") now.onConnected?.(message.connected);
    else if (message.type === "event") now.onEvent?.(message.event);
    else if (message.type === "size" && now.container)
      frame.style.height = `${Math.max(320, Math.min(4000, message.height))}px`;
    else if (message.type === "exit") end(message.exit);
  };
  listen(window, "message", (event: MessageEvent) => {
    if (!isAwaited(event, { origin, source: frame.contentWindow, channel, type: "connect:hello" })) return;
    port?.close(); // the frame was reloaded
    const pair = new MessageChannel();
    port = pair.port1;
    port.onmessage = (event) => void hear(event.data as FromFrame);
    frame.contentWindow?.postMessage({ v: version, type: "connect:init", channel }, origin, [pair.port2]);
    look(now);
  });
  listen(document, "securitypolicyviolation", (event: SecurityPolicyViolationEvent) => {
    if (event.effectiveDirective === "frame-src" && event.blockedURI.startsWith(origin)) fail("blocked_by_csp");
  });
  const timer = setTimeout(() => fail("timeout"), loadDeadline);

  return {
    close: leave,
    destroy,
    update(options) {
      now = { ...now, ...options };
      look(options);
    },
  };
}
