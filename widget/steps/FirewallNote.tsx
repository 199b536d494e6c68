import { causes, type Cause, type CauseCode } from "#contract/cause";
import type { LinkView } from "#contract";
import { CopyText } from "../parts/CopyText.js";
import { useWords } from "./context.js";

/** Where a firewall may stand in between: the addresses that it must let in. */
export function FirewallNote({ cause, link }: { cause: CauseCode; link: LinkView }) {
  const { checks: words, stuck } = useWords();
  const { firewall }: Cause = causes[cause];
  if (!firewall || link.egress.length === 0) return null;
  return <CopyText label={words.letIn} text={link.egress.join("\n")} words={{ ...stuck, copy: words.letInCopy }} />;
}
