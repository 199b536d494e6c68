import { draftOf, type At } from "../flow/state.js";
import { Button } from "../parts/Button.js";
import { LockIcon, OutIcon } from "../parts/icons.js";
import { Notice } from "../parts/Notice.js";
import { Spinner } from "../parts/Spinner.js";
import { Tile } from "../parts/Tile.js";
import { ConsentFailure } from "./ConsentFailure.js";
import { Screen } from "./Screen.js";
import { useMoves, useWords } from "./context.js";

/** Consent elsewhere. The window opens on the press itself; how it went is learned from the server. */
export function Authorize({ state }: { state: At<"authorize"> }) {
  const { authorize: words, flow } = useWords();
  const { authorize, authorizeByPage, pageFollowed, cancelConsent, back } = useMoves();
  const draft = draftOf(state);
  if (!draft) return null;
  const { phase, url, secret } = state.consent;
  const { name, hue } = draft.system;
  const busy = phase === "starting" || phase === "waiting" || phase === "leaving";
  const doing = { starting: words.starting, waiting: words.waiting(name), leaving: words.leaving(name) };
  return (
    <Screen
      lead={<Tile name={name} hue={hue} size="head" />}
      title={words.title(name)}
      intro={(phase === "page" ? words.introTab : words.intro)(name, state.link.host.name)}
      actions={
        <>
          <Button kind="quiet" onClick={busy || phase === "page" ? cancelConsent : back}>
            {flow.cancel}
          </Button>
          {phase === "page" && url ? (
            // What the person submits is nothing a browser would block. The state follows once the form has gone:
            // one that is taken away meanwhile is not sent.
            <form method="post" action={url} target="_blank" onSubmit={() => setTimeout(pageFollowed)}>
              <input type="hidden" name="secret" value={secret ?? ""} />
              <Button kind="primary" submit icon={<OutIcon />}>
                {words.follow(name)}
              </Button>
            </form>
          ) : (
            <Button
              kind={phase === "waiting" ? "secondary" : "primary"}
              icon={<OutIcon />}
              onClick={() => void authorize()}
            >
              {phase === "waiting" || phase === "failed" ? words.again : words.open(name)}
            </Button>
          )}
        </>
      }
    >
      <div role="status" className="gw-consent">
        {busy && (
          <div className="gw-consent-wait">
            <Spinner />
            <div>
              <p className="gw-notice-title">{doing[phase]}</p>
              {phase === "waiting" && <p className="gw-help">{words.waitingHint}</p>}
            </div>
          </div>
        )}
        {phase === "page" && (
          <Notice tone="info" title={words.page(name)}>
            <p>{words.pageHint}</p>
          </Notice>
        )}
      </div>
      <ConsentFailure consent={state.consent} />
      {(phase === "waiting" || phase === "failed") && (
        <p className="gw-aside">
          {words.noWindow}{" "}
          <button type="button" className="gw-text-button" onClick={() => void authorizeByPage()}>
            {words.byPage}
          </button>
        </p>
      )}
      {phase === "ready" && (
        <p className="gw-aside">
          <LockIcon />
          <span>{words.safe(name)}</span>
        </p>
      )}
    </Screen>
  );
}
