import "../../look/look.css";
import "./page.css";
import { createRoot } from "react-dom/client";
import { Hosted } from "./Hosted.js";

/**
 * The hosted page. Its token stands in the fragment, which no server sees; it leaves the address before anything else
 * happens, so that it is in no history and in no screenshot. Without one, the page goes on where a redirect left it.
 */
const token = location.hash.slice(1);
history.replaceState(null, "", location.pathname);
createRoot(document.getElementById("flow") as HTMLElement).render(<Hosted token={token} />);
