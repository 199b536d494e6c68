import { createRoot } from "react-dom/client";
import look from "../../look/look.css?inline";
import { Alone } from "./Alone.js";
import { Framed } from "./Framed.js";
import { Hosted } from "./Hosted.js";
import { findHost } from "../hostPort.js";
import page from "./page.css?inline";

/**
 * One page for the frame (/frame/<tenant>) and for the hosted page (/connect): they differ in who gives the link token.
 * The hosted page's token stands in the fragment, which no server sees; it leaves the address before anything else
 * happens, so that it is in no history and in no screenshot.
 */
const sheet = new CSSStyleSheet(); // in the script: one request less
sheet.replaceSync(look + page);
document.adoptedStyleSheets = [sheet];

const root = createRoot(document.getElementById("flow") as HTMLElement);
if (location.pathname.startsWith("/frame/")) {
  findHost(window).then(
    (host) => root.render(<Framed host={host} />),
    () => root.render(<Alone />),
  );
} else {
  const token = location.hash.slice(1);
  history.replaceState(history.state, "", location.pathname);
  root.render(<Hosted token={token} />);
}
