import { useState } from "react";
import type { Draft, Run } from "../flow/state.js";
import { causeOf } from "../flow/rungs.js";
import { waysOn } from "../flow/ways.js";
import { Button } from "../parts/Button.js";
import { Notice } from "../parts/Notice.js";
import { AgainButton } from "./AgainButton.js";
import { FirewallNote } from "./FirewallNote.js";
import { TrustPanel } from "./TrustPanel.js";
import { WaitNote } from "./WaitNote.js";
import { useLink, useMoves, useWords } from "./context.js";
import { useCauseWords } from "./useCauseWords.js";
import { usePressOf } from "./usePressOf.js";

/** What is in the way, told before anything secret was typed; with what can be done about it here. */
export function PreviewFailure({ run, draft, said }: { run: Run; draft: Draft; said: boolean }) {
  const { preview: words, checks, flow } = useWords();
  const { lookAgain } = useMoves();
  const link = useLink();
  const pressOf = usePressOf();
  const causeWords = useCauseWords();
  const [judging, setJudging] = useState(draft.refusedFile !== null);
  const code = causeOf(run);
  const cause = causeWords(code);
  const ways = waysOn(run, draft);
  const other = ways.find((way) => way.to === "switch");
  const address = ways.find((way) => way.to === "address");
  const again = ways.find((way) => way.to === "again");
  const judged = ways.find((way) => way.to === "trust" || way.to === "trustKey");
  return (
    <>
      <Notice tone="warning" {...(!said && { title: cause.title })}>
        <p>{other ? checks.looksLike(other.system.name) : cause.now}</p>
        <WaitNote run={run} system={draft.system.name} />
        {link && <FirewallNote cause={code} link={link} />}
        <div className="gw-row" role="group" aria-label={words.ways}>
          {[other, address].map((way) => {
            const press = way && pressOf(way);
            return (
              press && (
                <Button key={way.to} onClick={press.press}>
                  {press.label}
                </Button>
              )
            );
          })}
          {judged && !judging && (
            <Button aria-expanded={false} onClick={() => setJudging(true)}>
              {judged.to === "trust" ? words.certificate : words.hostKey}
            </Button>
          )}
          {again && <AgainButton from={again.from} label={flow.retry} onPress={lookAgain} />}
        </div>
      </Notice>
      {judged && judging && <TrustPanel draft={draft} judged={judged} />}
    </>
  );
}
