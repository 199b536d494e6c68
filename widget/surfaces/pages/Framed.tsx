import { useEffect, useRef, useState } from "react";
import { Flow, type FlowHandle, type FlowProps } from "../../steps/Flow.js";
import { popupLook } from "../../flow/consentWindow.js";
import type { HostPort } from "../hostPort.js";
import { speak } from "./speak.js";

/** The flow in a frame: passes on to the host page what it tells, and takes what the host page asks. */
export function Framed({ host }: { host: HostPort }) {
  const [told, setTold] = useState<Pick<FlowProps, "language" | "appearance">>({});
  const flow = useRef<FlowHandle | null>(null);
  useEffect(() => {
    host.onClose = () => flow.current?.requestClose();
    host.onUpdate = ({ language, appearance }) =>
      setTold((before) => ({ ...before, ...(language && { language }), ...(appearance && { appearance }) }));
    host.send({ type: "ready" });
  }, [host]);
  return (
    <Flow
      start={{ getToken: host.askToken, origin: host.origin }}
      host={{
        onConnected: ({ publicToken, system }) => host.send({ type: "connected", connected: { publicToken, system } }),
        onRepaired: (repaired) => host.send({ type: "repaired", repaired }),
        onExit: (exit) => host.send({ type: "exit", exit }),
        onEvent: (event) => host.send({ type: "event", event }),
        onLanguage: speak,
        openWindow: openPopup,
      }}
      handle={(handle) => {
        flow.current = handle;
      }}
      closable={!host.inline}
      {...told}
    />
  );
}

/** Our own first page at once and not an empty one: where it has no opener, it closes by itself. */
const openPopup = (): Window | null => window.open("/popup", "_blank", popupLook);
