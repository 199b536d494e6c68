import { Window as Page } from "happy-dom";
import { originAllowed } from "../../server/call/origin.js";
import { handOver } from "../../widget/flow/consentWindow.js";
import { findHost } from "../../widget/surfaces/hostPort.js";
import { mount } from "../../widget/surfaces/mount.js";

interface MessageCase {
  id: string;
  allow?: string[];
  origin?: string | null;
  source?: string | null;
  to?: string;
  data?: unknown;
  data_json?: string;
  repeat?: number;
}

/** The corpus speaks of messages as any such product has them. On the left its names, on the right ours. */
const types: Record<string, string> = {
  "connect:init": "connect:init", // host page to frame: take this port
  "connect:success": "connect:hello", // frame to host page; what is told afterwards goes over the port that it opens
  "connect:ready": "connect:hello",
  "oauth:done": "popup:ready", // popup to frame; the outcome itself is learnt from the server alone
};
const widget = "https://connect.example.com";

/** Somebody's window: keeps what it is sent. */
const somebody = () => {
  const sent: { data: { type: string }; target: string; ports: MessagePort[] }[] = [];
  return {
    sent,
    location: {
      href: "",
      replace(href: string) {
        this.href = href;
      },
    },
    postMessage: (data: { type: string }, target: string, ports: MessagePort[] = []) =>
      sent.push({ data, target, ports }),
  };
};
type Somebody = ReturnType<typeof somebody>;
type Windows = Record<string, Somebody | null>;

/** One of the two receivers, as the product sets it up; `moves` counts what a message has changed or answered. */
interface Receiver {
  page: Page;
  windows: Windows;
  channelFor(type: string): string;
  moves(): Promise<number>;
  close(): void;
}

/** Messages at the product's own two receivers: the frame page (with a consent popup open) and the host page. */
export async function messageDriver() {
  return {
    async judge(one: MessageCase): Promise<"accept" | "ignore" | `inconsistent: ${string}`> {
      const { allow = [], origin = null, to = "iframe", repeat = 1 } = one;
      const told =
        originAllowed(allow, origin) && origin !== null ? origin : (allow.find((entry) => !entry.includes("*")) ?? "");
      // The server shows the frame to nobody else: there is no receiver.
      if (!originAllowed(allow, told)) return "ignore";
      const receiver = to === "host" ? hostPage(told) : framePage(told);
      try {
        const data = dataOf(one, receiver);
        const source = receiver.windows[String(one.source)] ?? (one.source === null ? null : somebody());
        for (let times = 0; times < repeat; times += 1) say(receiver.page, { data, origin: origin ?? "", source });
        const moves = await receiver.moves();
        if (moves > 1) return `inconsistent: handled ${moves} times`;
        return moves === 1 ? "accept" : "ignore";
      } finally {
        receiver.close();
      }
    },
    close: () => Promise.resolve(),
  };
}

/** Gives the page a message as its browser would, always with a port to take; what a listener throws is thrown here. */
function say(page: Page, { data, origin, source }: { data: unknown; origin: string; source: unknown }): void {
  const event = new page.MessageEvent("message");
  const members = { data, origin, source, ports: [new MessageChannel().port1] };
  for (const [name, value] of Object.entries(members)) Object.defineProperty(event, name, { value });
  page.dispatchEvent(event);
}

function dataOf(one: MessageCase, { channelFor }: Receiver): unknown {
  const json = one.data_json ?? JSON.stringify(one.data);
  if (json === undefined) return undefined;
  const raw = JSON.parse(json) as { type?: string; gen?: string; bytes?: number; depth?: number } | null;
  if (raw?.gen) {
    const type = one.to === "host" ? "connect:hello" : one.source === "popup" ? "popup:ready" : "connect:init";
    let pad: unknown = "x".repeat(raw.bytes ?? 0);
    for (let depth = raw.depth ?? 0; depth > 0; depth -= 1) pad = { pad };
    return { v: 1, type, channel: channelFor(type), pad };
  }
  const type = typeof raw === "object" && raw !== null ? String(raw.type) : "";
  const ours = Object.hasOwn(types, type) ? (types[type] as string) : type;
  const live = JSON.parse(json.replaceAll("{channel}", channelFor(ours))) as { type: string };
  if (ours !== type) live.type = ours;
  return live;
}

/** The frame page: it looks for its host, and has just sent a consent popup on its way. */
function framePage(told: string): Receiver {
  const channel = "live";
  const page = pageAt(`${widget}/frame/acme#${new URLSearchParams({ origin: told, channel })}`);
  const windows: Windows = { parent: somebody(), popup: somebody(), self: page as never };
  Object.defineProperty(page, "parent", { value: windows["parent"] });
  const restore = standIn(page);
  let found = 0;
  void findHost(page as never).then(() => (found += 1));
  const over = new AbortController();
  const start = { flow: "flow", startUrl: `${widget}/popup`, startSecret: "secret" };
  handOver(windows["popup"] as never, start as never, over.signal);
  const popupChannel = new URLSearchParams(new URL(windows["popup"]!.location.href).hash.slice(1)).get("channel") ?? "";
  const hellos = windows["parent"]!.sent.length;
  return {
    page,
    windows,
    channelFor: (type) => (type.startsWith("popup:") ? popupChannel : channel),
    async moves() {
      await turn();
      return found + windows["popup"]!.sent.length + windows["parent"]!.sent.length - hellos;
    },
    close() {
      over.abort();
      restore();
    },
  };
}

/** The host page: it has mounted the flow, and the frame has not answered yet. */
function hostPage(told: string): Receiver {
  const page = pageAt(`${told}/`);
  const restore = standIn(page);
  const heard: string[] = [];
  const handle = mount({
    server: widget,
    tenant: "acme",
    token: "gw_link_1",
    container: page.document.body as never,
    onConnected: () => heard.push("connected"),
    onExit: () => heard.push("exit"),
    onEvent: () => heard.push("event"),
    onLoadError: () => heard.push("loadError"),
  });
  const frame = page.document.querySelector("iframe")!;
  const windows: Windows = { iframe: somebody(), self: page as never };
  Object.defineProperty(frame, "contentWindow", { value: windows["iframe"] });
  const channel = new URLSearchParams(new URL(frame.src).hash.slice(1)).get("channel") ?? "";
  return {
    page,
    windows,
    channelFor: () => channel,
    async moves() {
      await turn();
      return windows["iframe"]!.sent.length + heard.length;
    },
    close() {
      handle.destroy();
      restore();
    },
  };
}

const turn = () => new Promise((resolve) => setImmediate(resolve));

/** A page that loads nothing. What a listener throws is not caught: it must reach us. */
function pageAt(url: string): Page {
  return new Page({
    url,
    settings: {
      disableErrorCapturing: true,
      disableIframePageLoading: true,
      disableJavaScriptEvaluation: true,
    } as never,
  });
}

/** The product's code reads its page from the global scope. @returns what takes the page away again */
function standIn(page: Page): () => void {
  const members = {
    document: page.document,
    location: page.location,
    navigator: page.navigator,
    addEventListener: page.addEventListener.bind(page),
    removeEventListener: page.removeEventListener.bind(page),
  };
  const before = Object.keys(members).map((name) => [name, Object.getOwnPropertyDescriptor(globalThis, name)] as const);
  for (const [name, value] of Object.entries(members))
    Object.defineProperty(globalThis, name, { value, configurable: true, writable: true });
  return () => {
    for (const [name, descriptor] of before)
      if (descriptor) Object.defineProperty(globalThis, name, descriptor);
      else Reflect.deleteProperty(globalThis, name);
    page.happyDOM.abort().catch(() => undefined);
  };
}
