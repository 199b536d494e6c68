import "../../look/look.css";
import "./page.css";
import { createRoot } from "react-dom/client";
import { Flow, type FlowHandle } from "../../steps/Flow.js";
import { findHost } from "../hostPort.js";
import { speak } from "./speak.js";

/** The page in the frame: finds its host, then shows the flow and passes on what it tells. */
const host = await findHost(window);
let flow: FlowHandle | null = null;
host.onClose = () => flow?.requestClose();

const root = createRoot(document.getElementById("flow") as HTMLElement);
const show = () =>
  root.render(
    <Flow
      start={{ getToken: host.askToken, origin: host.origin }}
      host={{
        onConnected: ({ publicToken, system }) => host.send({ type: "connected", connected: { publicToken, system } }),
        onExit: (exit) => host.send({ type: "exit", exit }),
        onEvent: (event) => host.send({ type: "event", event }),
        onLanguage: speak,
      }}
      {...told}
      handle={(handle) => (flow = handle)}
    />,
  );
let told: Pick<Parameters<typeof Flow>[0], "language" | "appearance"> = {};
host.onUpdate = ({ language, appearance }) => {
  told = { ...told, ...(language && { language }), ...(appearance && { appearance }) };
  show();
};
show();
host.send({ type: "ready" });
