import { StrictMode, useState } from "react";
import { createRoot } from "react-dom/client";
import { Gangway } from "../../../widget/surfaces/Gangway.js";
import { useGangway } from "../../../widget/surfaces/useGangway.js";

/** A host in React, in StrictMode; its address says which server, and whether inline. */
const told = new URLSearchParams(location.search);
const server = told.get("server") ?? "";
const heard = ((window as { heard?: string[] }).heard = []) as string[];

const options = () => ({
  server,
  tenant: "acme",
  getToken: () => {
    heard.push("getToken");
    return Promise.resolve("gw_link_1");
  },
  onConnected: () => heard.push("connected"),
  onExit: () => heard.push("exit"),
});

function Host() {
  const [open, setOpen] = useState(told.has("open"));
  const [count, setCount] = useState(0);
  const gangway = useGangway(options());
  return (
    <>
      <button onClick={() => setOpen(!open)}>Toggle</button>
      <button onClick={() => setCount(count + 1)}>Render {count}</button>
      <button onClick={gangway.open}>Connect</button>
      <output>{gangway.isOpen ? "open" : "closed"}</output>
      {open && <Gangway {...options()} appearance={{}} inline={told.has("inline")} />}
    </>
  );
}

const root = createRoot(document.getElementById("root") as HTMLElement);
root.render(
  <StrictMode>
    <Host />
  </StrictMode>,
);
Object.assign(window, { leaveRoute: () => root.unmount() });
