import { CopyText } from "../parts/CopyText.js";
import { useWords } from "./context.js";

/** What an application of the person's own must know before it hands out client ID and secret. */
export function RedirectAddress({ system, url }: { system: string; url: string }) {
  const { redirect: words } = useWords().details;
  return (
    <div className="gw-redirect">
      <CopyText label={words.label} text={url} words={words} />
      <p className="gw-help">{words.help(system)}</p>
    </div>
  );
}
