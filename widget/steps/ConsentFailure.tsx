import type { Consent } from "../flow/state.js";
import { Notice } from "../parts/Notice.js";
import { TroubleNotice } from "./TroubleNotice.js";
import { useWords } from "./context.js";
import { useCauseWords } from "./useCauseWords.js";

/** Why consent has come to nothing, and what to do now; nothing while it has not. */
export function ConsentFailure({ consent: { phase, cause, trouble } }: { consent: Consent }) {
  const { authorize: words } = useWords();
  const causeWords = useCauseWords();
  if (phase !== "failed") return null;
  return (
    <>
      {trouble && <TroubleNotice trouble={trouble} title={words.failed} />}
      {cause && (
        <Notice tone={cause === "popup_blocked" ? "warning" : "bad"} title={causeWords(cause).title} live>
          <p>{causeWords(cause).now}</p>
        </Notice>
      )}
    </>
  );
}
