import type { ReactNode } from "react";
import type { Trouble } from "../flow/trouble.js";
import { Button } from "../parts/Button.js";
import { Notice } from "../parts/Notice.js";
import { useWords } from "./context.js";

interface Props {
  readonly trouble: Trouble;
  readonly title?: string;
  readonly onRetry?: () => void;
  readonly children?: ReactNode;
}

/** Gangway itself could not be asked: what that means, the request id, and a way on. */
export function TroubleNotice({ trouble, title, onRetry, children }: Props) {
  const words = useWords();
  const said = words.troubles[trouble.code] ?? words.troubles.internal;
  return (
    <Notice tone="bad" title={title ?? said.title} live>
      <p>{title ? `${said.title}. ${said.now}` : said.now}</p>
      {children}
      {trouble.requestId && <p className="gw-request">{words.flow.requestId(trouble.requestId)}</p>}
      {onRetry && (
        <div className="gw-row">
          <Button onClick={onRetry}>{words.flow.retry}</Button>
        </div>
      )}
    </Notice>
  );
}
