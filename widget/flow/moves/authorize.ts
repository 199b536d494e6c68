import type { Answer, OpenedLink } from "#contract";
import { trustFor, valuesFor } from "../draft.js";
import { formUrl, handOver, popupLook, type WindowStart } from "../consentWindow.js";
import { Latest, type Asking } from "../latest.js";
import { pause } from "../retry.js";
import { draftOf, type Consent } from "../state.js";
import type { Tools } from "../tools.js";
import { isAbort, troubleOf } from "../trouble.js";

export const ready: Consent = { phase: "ready", cause: null, trouble: null, url: null, secret: null, code: null };
type Consented = NonNullable<OpenedLink["consent"]>;
type Started = Answer<"authorize">;
const tenMinutes = 600_000;

interface Then {
  /** Runs the checks once consent has been given. */
  check(): Promise<void>;
  /** A preview makes way. */
  stopReading(): void;
}

export function authorizeMoves(tools: Tools, then: Then) {
  const consents = new Latest();
  let popup: Window | null = null;

  const change = (consent: Partial<Consent>) =>
    tools.at("authorize", (s) => ({ ...s, consent: { ...s.consent, ...consent } }));
  const close = () => {
    popup?.close();
    popup = null;
  };

  async function begin(
    mode: "popup" | "redirect",
    way: "popup" | "page" | "code",
    asking: Asking,
  ): Promise<Started | null> {
    const state = tools.get();
    const draft = state.step === "authorize" ? draftOf(state) : null;
    if (!draft) return null;
    const trust = trustFor(draft);
    const body = {
      system: draft.system.id,
      method: draft.method,
      values: valuesFor(draft),
      mode,
      ...(trust && { trust }),
    };
    const started = await tools.ask("authorize", { body, signal: asking.signal });
    if (!asking.current()) return null;
    tools.tell({ type: "consent_opened", system: draft.system.id, way });
    return started;
  }

  /** The outcome comes from the server alone: `popup.closed` lies under COOP. */
  async function learn(flow: string, asking: Asking, until = Date.now() + tenMinutes): Promise<void> {
    while (asking.current() && Date.now() < until) {
      const asked = Date.now();
      const { status, cause } = await tools.ask("readAuthorization", { params: { id: flow }, signal: asking.signal });
      if (!asking.current()) return;
      if (status === "granted") {
        close();
        return then.check();
      }
      if (status === "failed") return fail({ cause: cause ?? "consent_failed" });
      // The server waits for news by itself; if it ever does not, we do.
      if (Date.now() - asked < 1_000) await pause(1_000, asking.signal);
    }
    if (asking.current()) fail({ cause: "consent_expired" });
  }

  async function learnByCode({ flow, code }: Pick<Started, "flow" | "code">, asking: Asking): Promise<void> {
    if (code) change({ ...ready, phase: "code", code });
    await learn(flow, asking, code && Date.parse(code.expiresAt));
  }

  function fail(why: Partial<Consent>): void {
    close();
    consents.drop();
    change({ ...ready, phase: "failed", ...why });
  }

  async function guarded(asking: Asking, act: () => Promise<void>): Promise<void> {
    try {
      await act();
    } catch (thrown) {
      if (asking.current() && !isAbort(thrown)) fail({ trouble: troubleOf(thrown) });
    }
  }

  return {
    /** From details to the screen that explains what comes. */
    toConsent(): void {
      then.stopReading();
      tools.at("details", ({ link, search, drafts, current }) => ({
        link,
        search,
        drafts,
        current,
        step: "authorize",
        consent: ready,
      }));
      tools.save("now");
    },
    /** Must be called in the click itself: the window is opened before anything is awaited. */
    authorize(): Promise<void> {
      close();
      const opened = (tools.host().openWindow ?? openEmptyWindow)();
      popup = opened;
      const asking = consents.begin();
      if (!opened) {
        fail({ cause: "popup_blocked" });
        return Promise.resolve();
      }
      change({ ...ready, phase: "starting" });
      return guarded(asking, async () => {
        const started = await begin("popup", "popup", asking);
        if (!isWindow(started)) return;
        change({ phase: "waiting" });
        handOver(opened, started, asking.signal);
        await learn(started.flow, asking);
      });
    },
    /** The way without a popup: this very tab where it is ours, else a tab of its own, which no browser blocks. */
    authorizeByPage(): Promise<void> {
      close();
      const asking = consents.begin();
      const { leaveTo } = tools.host();
      change({ ...ready, phase: leaveTo ? "leaving" : "starting" });
      return guarded(asking, async () => {
        const started = await begin(leaveTo ? "redirect" : "popup", "page", asking);
        if (!isWindow(started)) return;
        if (leaveTo) leaveTo(started.startUrl);
        else change({ phase: "page", url: formUrl(started), secret: started.startSecret });
        // Also of a page that was left: going back in the browser may show it again as it was.
        await learn(started.flow, asking);
      });
    },
    /** In no window at all: a code is shown, and entered at the provider on whichever device. */
    authorizeByCode(): Promise<void> {
      const asking = consents.begin();
      change({ ...ready, phase: "starting" });
      return guarded(asking, async () => {
        const started = await begin("popup", "code", asking);
        if (!started) return;
        await learnByCode(started, asking);
      });
    },
    /** The tab has been opened: its secret serves once, so it is not offered again. */
    pageFollowed(): void {
      change({ ...ready, phase: "waiting" });
    },
    /** After a reload: the consent that this link was waiting for goes on, wherever it has got to. */
    resumeConsent({ flow, status, cause, code }: Consented): Promise<void> {
      if (status === "granted") return then.check();
      const asking = consents.begin();
      if (status === "failed") {
        fail({ cause: cause ?? "consent_failed" });
        return Promise.resolve();
      }
      if (code) return guarded(asking, () => learnByCode({ flow, code }, asking));
      change({ ...ready, phase: "waiting" });
      return guarded(asking, () => learn(flow, asking));
    },
    cancelConsent(): void {
      consents.drop();
      close();
      change(ready);
    },
    dropConsent: () => {
      consents.drop();
      close();
    },
  };
}

const isWindow = (started: Started | null): started is Started & WindowStart =>
  started?.startUrl !== undefined && started.startSecret !== undefined;

/** Our own empty page, so that there is something to look at while the server answers. */
const openEmptyWindow = (): Window | null => window.open("about:blank", "_blank", popupLook);
