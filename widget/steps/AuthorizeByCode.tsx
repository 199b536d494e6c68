import { draftOf, type At } from "../flow/state.js";
import { Button } from "../parts/Button.js";
import { CopyText } from "../parts/CopyText.js";
import { LockIcon } from "../parts/icons.js";
import { Spinner } from "../parts/Spinner.js";
import { Tile } from "../parts/Tile.js";
import { ConsentFailure } from "./ConsentFailure.js";
import { Screen } from "./Screen.js";
import { useMoves, useWords } from "./context.js";

/** Consent by a code that is entered at the provider, on whichever device. How it went is learned from the server. */
export function AuthorizeByCode({ state }: { state: At<"authorize"> }) {
  const { authorize: all, flow } = useWords();
  const words = all.byCode;
  const { authorizeByCode, cancelConsent, back } = useMoves();
  const draft = draftOf(state);
  if (!draft) return null;
  const { phase, code } = state.consent;
  const { name, hue } = draft.system;
  const host = state.link.host.name;
  const under = phase === "starting" || phase === "code";
  return (
    <Screen
      lead={<Tile name={name} hue={hue} size="head" />}
      title={all.title(name)}
      intro={words.intro(name, host)}
      actions={
        <>
          <Button kind="quiet" onClick={under ? cancelConsent : back}>
            {flow.cancel}
          </Button>
          <Button
            kind={phase === "code" ? "secondary" : "primary"}
            busy={phase === "starting"}
            onClick={() => void authorizeByCode()}
          >
            {phase === "code" || phase === "failed" ? words.again : words.show}
          </Button>
        </>
      }
    >
      {code && (
        <ol className="gw-by-code">
          <li>
            <Page sentence={words.open} url={code.url} />
          </li>
          <li>
            <CopyText label={words.enter} text={code.userCode} words={words} />
          </li>
          <li>{words.agree(host)}</li>
        </ol>
      )}
      <div role="status" className="gw-consent">
        {under && (
          <div className="gw-consent-wait">
            <Spinner />
            <div>
              <p className="gw-notice-title">{code ? words.waiting(name) : words.starting(name)}</p>
              {code && <p className="gw-help">{words.until(Date.parse(code.expiresAt))}</p>}
            </div>
          </div>
        )}
      </div>
      <ConsentFailure consent={state.consent} />
      {phase === "ready" && (
        <p className="gw-aside">
          <LockIcon />
          <span>{all.safe(name)}</span>
        </p>
      )}
    </Screen>
  );
}

/** A sentence with the provider's page in it, readable as well: it may be typed on another device. */
function Page({ sentence, url }: { sentence: (page: string) => string; url: string }) {
  const [before = "", after = ""] = sentence("\n").split("\n");
  return (
    <p>
      {before}
      <a href={url} target="_blank" rel="noopener noreferrer" className="gw-guide-link">
        {url.replace(/^https:\/\//, "").replace(/\/$/, "")}
      </a>
      {after}
    </p>
  );
}
