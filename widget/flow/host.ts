import type { CauseCode, FinishedLink, Language, LinkStep, LinkView } from "#contract";

/** How the link is opened. */
export type Start =
  /** By a link token from the host page. Called again when a token turns out used or expired: it then resumes the same link. */
  | {
      readonly getToken: () => Promise<string>;
      /** Origin of the host page, as the handshake proved it; null on our own page. */ readonly origin: string | null;
    }
  /**
   * After a reload or a full-page redirect of our own page, by its cookie. The cookie is the whole browser's: `link`
   * names the one that this tab had, so that it does not take over another tab's.
   */
  | { readonly resume: true; readonly link?: string | undefined };

export interface Exit {
  readonly completed: boolean;
  readonly step: LinkStep | null;
  readonly cause: CauseCode | null;
}

/** What may be counted; never a secret, never an address. Names are stable. */
export type FlowEvent =
  | { readonly type: "opened"; readonly link: string }
  | { readonly type: "system_picked"; readonly system: string }
  | {
      readonly type: "check_answered";
      readonly check: string;
      readonly answer: string;
      readonly cause: CauseCode | null;
      readonly ms: number;
    }
  | { readonly type: "consent_opened"; readonly system: string; readonly way: "popup" | "page" | "code" }
  | { readonly type: "connected"; readonly system: string }
  | { readonly type: "failed"; readonly system: string; readonly cause: CauseCode | null }
  | { readonly type: "closed"; readonly completed: boolean; readonly step: LinkStep | null };

/** Who has mounted the flow. Callbacks are read when they are called, so a new object on each render is fine. */
export interface FlowHost {
  /** Once, as soon as the link is open. */
  onOpened?(link: LinkView): void;
  /** Once, as soon as the connection stands: the public token for the host's backend. */
  onConnected?(finished: FinishedLink & { readonly publicToken: string }): void;
  /** Once, as soon as a connection works again. Its host has its access token already. */
  onRepaired?(repaired: Omit<FinishedLink, "publicToken">): void;
  /** Once: the person is done, or gave up. The surface closes then. */
  onExit?(exit: Exit): void;
  onEvent?(event: FlowEvent): void;
  /** The language that the flow speaks, for the `lang` of the page and the title of the frame. */
  onLanguage?(language: Language): void;
  /** Opens the window for consent, synchronously on the click. `window.open` of an empty page unless told. */
  openWindow?(): Window | null;
  /**
   * Goes to give consent in the same tab. Only a page of our own can be left like that, since it goes on where it was when
   * the person comes back; elsewhere the way without a popup is a tab of its own.
   */
  leaveTo?(url: string): void;
}
