import { useState } from "react";
import type { LinkView } from "#contract";
import { Flow } from "../../steps/Flow.js";
import { speak } from "./speak.js";

/**
 * The flow as a page of ours. In the end it leads back to the host, with the link's id, which its backend can exchange;
 * where there is no way back the flow itself says that the page may be closed.
 */
export function Hosted({ token }: { token: string }) {
  const [link, setLink] = useState<LinkView | null>(null);
  // The tab's own entry in the history remembers which link it shows, through a reload and back from elsewhere.
  const [resumed] = useState(() => (history.state as { link?: string } | null)?.link);
  return (
    <Flow
      start={token === "" ? { resume: true, link: resumed } : { getToken: () => Promise.resolve(token), origin: null }}
      closable={false}
      host={{
        onOpened: (opened) => {
          history.replaceState({ link: opened.id }, "");
          setLink(opened);
        },
        leaveTo: (url) => location.assign(url),
        onLanguage: speak,
        onExit: () => {
          if (link?.returnUrl) location.assign(back(link.returnUrl, link.id));
        },
      }}
    />
  );
}

function back(returnUrl: string, link: string): string {
  const url = new URL(returnUrl);
  url.searchParams.set("gangway_link", link);
  return url.href;
}
