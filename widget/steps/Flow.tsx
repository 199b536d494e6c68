import { useEffect, useRef, useState } from "react";
import { useStore } from "zustand/react";
import type { Appearance } from "#contract";
import { createApi } from "../flow/api.js";
import { createFlow } from "../flow/flow.js";
import type { FlowHost, Start } from "../flow/host.js";
import { isOpen } from "../flow/state.js";
import type { Transport } from "../flow/transport.js";
import { FlowView } from "./FlowView.js";

export interface FlowHandle {
  /** As if the person had pressed ×: asks first where something would be lost, then `host.onExit`. */
  requestClose(): void;
}
export interface FlowProps {
  /** How the link is opened. Read once. */
  start: Start;
  /** What the surface wants to be told; may be a new object on every render. */
  host: FlowHost;
  /** The way to the server, `createApi()` to the page's own origin unless told. Read once. */
  transport?: Transport;
  /** Wished language ("de", "de-AT"); may change. After it come the link's own, then the browser's. */
  language?: string;
  /** Wished look; may change. Goes before the link's own, member by member. */
  appearance?: Appearance;
  /** Whether to show a × of our own; true unless told. */
  closable?: boolean;
  /** Gets the handle when the flow stands, null when it is gone. */
  handle?: (handle: FlowHandle | null) => void;
}

/**
 * The whole flow, from opening the link to the public token. Every surface mounts this one component and brings
 * `widget/look/look.css` with it (as a style sheet of its page, or adopted by a shadow root).
 * It fills the box it is put into, which needs a height of its own; two columns from 720 px of width on.
 * Mounting twice (StrictMode) opens the link once; unmounting ends everything under way, but not the link.
 */
export function Flow({ start, host, transport, language, appearance, closable = true, handle }: FlowProps) {
  const newestHost = useRef(host);
  newestHost.current = host;
  const [flow] = useState(() =>
    createFlow({ transport: transport ?? createApi(), start, host: () => newestHost.current }),
  );
  const state = useStore(flow.store);
  const [asked, setAsked] = useState(0);

  // StrictMode unmounts and mounts again at once: only an unmount that lasts ends the flow.
  const leaving = useRef<ReturnType<typeof setTimeout> | null>(null);
  useEffect(() => {
    if (leaving.current !== null) clearTimeout(leaving.current);
    void flow.moves.open();
    return () => {
      leaving.current = setTimeout(flow.dispose, 0);
    };
  }, [flow]);

  const newestHandle = useRef(handle);
  newestHandle.current = handle;
  useEffect(() => {
    newestHandle.current?.({ requestClose: () => setAsked((n) => n + 1) });
    return () => newestHandle.current?.(null);
  }, []);

  const link = isOpen(state) ? state.link : null;
  return (
    <FlowView
      flow={flow}
      state={state}
      languages={[language, link?.language, ...(typeof navigator === "undefined" ? [] : navigator.languages)]}
      appearance={{ ...link?.appearance, ...appearance }}
      closable={closable}
      closeAsked={asked}
      onLanguage={(spoken) => newestHost.current.onLanguage?.(spoken)}
    />
  );
}
