import { draftOf, type At } from "../flow/state.js";
import { Button } from "../parts/Button.js";
import { Tile } from "../parts/Tile.js";
import { Ladder } from "./Ladder.js";
import { LadderLog } from "./LadderLog.js";
import { Outcome } from "./Outcome.js";
import { OtherWays, OutcomeActions } from "./OutcomeActions.js";
import { Screen } from "./Screen.js";
import { useMoves, useWords } from "./context.js";

/** The ladder: every question to the real system as it is asked, every answer as it comes; then what follows from it. */
export function Checks({ state }: { state: At<"checks"> }) {
  const words = useWords();
  const { cancelCheck } = useMoves();
  const draft = draftOf(state);
  if (!draft) return null;
  const { run } = state;
  const { name, hue } = draft.system;
  const actions =
    run.status === "running" ? (
      <Button onClick={cancelCheck}>{words.checks.stop}</Button>
    ) : (
      <OutcomeActions state={state} draft={draft} />
    );
  return (
    <Screen
      lead={<Tile name={name} hue={hue} size="head" />}
      title={run.status === "running" ? words.checks.title(name) : words.checks.titleEnded(name)}
      actions={actions}
      onlyText
    >
      {run.status !== "running" && (
        <>
          <Outcome state={state} draft={draft} />
          <OtherWays state={state} draft={draft} />
        </>
      )}
      <Ladder run={run} draft={draft} />
      <LadderLog run={run} draft={draft} />
    </Screen>
  );
}
