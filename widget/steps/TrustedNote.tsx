import { trustFor } from "../flow/draft.js";
import type { Draft } from "../flow/state.js";
import { ShieldIcon } from "../parts/icons.js";
import { useMoves, useWords } from "./context.js";

/** What the person trusts at this address, and the way to take it back. */
export function TrustedNote({ draft }: { draft: Draft }) {
  const { trust: words } = useWords();
  const { stopTrusting } = useMoves();
  const trust = trustFor(draft);
  const said =
    trust?.pin !== undefined
      ? words.trusted.pin
      : trust?.ca !== undefined
        ? words.trusted.ca(draft.trusted?.file ?? "")
        : trust?.hostKey !== undefined && words.trusted.hostKey;
  if (!said) return null;
  return (
    <p className="gw-help gw-trusted">
      <ShieldIcon />
      <span>
        {said}{" "}
        <button type="button" className="gw-text-button" onClick={stopTrusting}>
          {words.stop}
        </button>
      </span>
    </p>
  );
}
