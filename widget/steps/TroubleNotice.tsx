import type { Trouble } from "../flow/trouble.js";
import { Button } from "../parts/Button.js";
import { Notice } from "../parts/Notice.js";
import { useWords } from "./context.js";

/** Gangway itself could not be asked: what that means, the request id, and a way on. */
export function TroubleNotice({ trouble, title, onRetry }: { trouble: Trouble; title?: string; onRetry?: () => void }) {
  const words = useWords();
  const said = words.troubles[trouble.code] ?? words.troubles.internal;
  return (
    <Notice tone="bad" title={title ?? said.title} live>
      <p>{title ? `${said.title}. ${said.now}` : said.now}</p>
      {trouble.requestId && <p className="gw-request">{words.flow.requestId(trouble.requestId)}</p>}
      {onRetry && (
        <div className="gw-row">
          <Button onClick={onRetry}>{words.flow.retry}</Button>
        </div>
      )}
    </Notice>
  );
}
