import { draftOf, type At } from "../flow/state.js";
import { waysOn } from "../flow/ways.js";
import { Button } from "../parts/Button.js";
import { CopyText } from "../parts/CopyText.js";
import { Notice } from "../parts/Notice.js";
import { Tile } from "../parts/Tile.js";
import { FirewallNote } from "./FirewallNote.js";
import { Screen } from "./Screen.js";
import { WaitNote } from "./WaitNote.js";
import { WayButton } from "./WayButton.js";
import { useMoves, useWords } from "./context.js";
import { useCauseWords } from "./useCauseWords.js";
import { useReport } from "./useReport.js";

/** Nothing more the person can do alone: who can, what to tell them, and every other way on. */
export function Stuck({ state }: { state: At<"stuck"> }) {
  const { stuck: words, checks } = useWords();
  const causeWords = useCauseWords();
  const report = useReport();
  const { exit } = useMoves();
  const draft = draftOf(state);
  if (!draft) return null;
  const said = causeWords(state.cause);
  const ways = waysOn(state.run, draft);
  const again = ways.find((way) => way.to === "again");
  return (
    <Screen
      lead={<Tile name={draft.system.name} hue={draft.system.hue} size="head" />}
      title={words.title}
      intro={words.text}
      actions={
        <>
          <Button kind="quiet" onClick={exit}>
            {words.leave}
          </Button>
          {again && <WayButton way={again} kind="primary" />}
        </>
      }
    >
      <Notice tone="warning" title={said.title}>
        <p>{said.now}</p>
        <WaitNote run={state.run} system={draft.system.name} />
        <p>
          <strong>{checks.whoHelps}:</strong> {said.who}
        </p>
        <FirewallNote cause={state.cause} link={state.link} />
      </Notice>
      <CopyText label={words.report} text={report(draft, state.run)} words={words} />
      <p className="gw-help">{words.reportHint}</p>
      <h2 className="gw-subtitle">{words.waysOn}</h2>
      <div className="gw-row">
        {ways.map(
          (way) =>
            way.to !== "again" && way.to !== "trust" && way.to !== "trustKey" && <WayButton key={way.to} way={way} />,
        )}
      </div>
    </Screen>
  );
}
