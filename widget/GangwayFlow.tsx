import { useLayoutEffect, useRef, useState } from "react";
import { createPortal } from "react-dom";
import css from "./look/look.css?inline";
import { Flow, type FlowProps } from "./steps/Flow.js";

let sheet: CSSStyleSheet | null = null;
const look = (): CSSStyleSheet => {
  if (!sheet) {
    sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
  }
  return sheet;
};

/**
 * The flow as a plain component, in the host's own document: for our own pages, and for hosts that serve Gangway
 * themselves and accept that credential fields stand in their page. It lives in a shadow root, so no style sheet of
 * the page reaches it and none of its rules leak. It fills its parent, which needs a height; `transport` is
 * `createApi({ base })` where the server is not the page's own origin.
 */
export function GangwayFlow(props: FlowProps) {
  const host = useRef<HTMLDivElement>(null);
  const [root, setRoot] = useState<ShadowRoot | null>(null);
  useLayoutEffect(() => {
    if (!host.current) return;
    // StrictMode runs this twice on one element, which can only be given one root.
    const shadow = host.current.shadowRoot ?? host.current.attachShadow({ mode: "open" });
    shadow.adoptedStyleSheets = [look()];
    setRoot(shadow);
  }, []);
  return (
    <div ref={host} data-gangway-flow="">
      {root && createPortal(<Flow {...props} />, root)}
    </div>
  );
}
