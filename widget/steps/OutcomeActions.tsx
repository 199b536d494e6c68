import { causes } from "#contract/cause";
import type { At, Draft } from "../flow/state.js";
import { Button } from "../parts/Button.js";
import { useMoves, useWords } from "./context.js";

/** Where a run leads to. Never nowhere: correct, try again when that can help, another way, another system, help. */
export function OutcomeActions({ state, draft }: { state: At<"checks">; draft: Draft }) {
  const { checks: words, address } = useWords();
  const { check, correct, finish, giveUp, pickAnother, switchSystem } = useMoves();
  const { run } = state;
  const again = () => void check();
  if (run.outcome && run.outcome.outcome !== "failed")
    return (
      <>
        <Button kind="quiet" onClick={run.outcome.outcome === "warnings" ? again : correct}>
          {run.outcome.outcome === "warnings" ? words.again : words.details}
        </Button>
        <Button kind="primary" busy={state.finishing} onClick={() => void finish()}>
          {state.finishing ? words.connecting : words.connect(draft.system.name)}
        </Button>
      </>
    );
  if (!run.outcome)
    return (
      <>
        <Button kind="quiet" onClick={correct}>
          {words.details}
        </Button>
        <Button kind="primary" onClick={again}>
          {words.again}
        </Button>
      </>
    );
  const { mendable, retry } = causes[run.outcome.cause ?? "internal"];
  const several = draft.system.methods.filter((m) => m.built).length > 1;
  const correctFirst = mendable && !(retry && run.outcome.field === undefined);
  // What helps most stands last, like everywhere.
  const { system: other } = run.outcome;
  const tryAgain = (retry || !mendable) && (
    <Button key="again" kind={correctFirst ? "secondary" : "primary"} onClick={again}>
      {words.again}
    </Button>
  );
  const goBack = (mendable || several) && (
    <Button key="back" kind={correctFirst && !other ? "primary" : "secondary"} onClick={correct}>
      {mendable ? words.correct : words.otherMethod}
    </Button>
  );
  return (
    <>
      <Button kind="quiet" onClick={giveUp}>
        {words.giveUp}
      </Button>
      {run.outcome.cause === "wrong_product" && !other && <Button onClick={pickAnother}>{words.otherSystem}</Button>}
      {correctFirst ? [tryAgain, goBack] : [goBack, tryAgain]}
      {other && (
        <Button kind="primary" onClick={() => void switchSystem(other.id)}>
          {address.switch(other.name)}
        </Button>
      )}
    </>
  );
}
