import { useId } from "react";
import type { At, Draft } from "../flow/state.js";
import { otherAccount } from "../flow/rungs.js";
import { endsLink } from "../flow/trouble.js";
import { waysOn } from "../flow/ways.js";
import { Button } from "../parts/Button.js";
import { isPressed, WayButton } from "./WayButton.js";
import { useMoves, useWords } from "./context.js";
import { usePressOf } from "./usePressOf.js";

/** Where a run leads to. Never nowhere: the two ways that help most stand here, all others above. */
export function OutcomeActions({ state, draft }: { state: At<"checks">; draft: Draft }) {
  const { checks: words, flow } = useWords();
  const { check, correct, exit, finish, giveUp } = useMoves();
  const { run } = state;
  const other = otherAccount(state);
  const connect = draft.fixed ? words.reconnect : words.connect;
  const limited = run.outcome?.outcome === "warnings";
  if (run.outcome && run.outcome.outcome !== "failed")
    return (
      <>
        <Button kind="quiet" onClick={limited ? () => void check() : correct}>
          {limited ? words.again : words.details}
        </Button>
        <Button kind="primary" busy={state.finishing} onClick={() => void finish()}>
          {state.finishing ? words.connecting : other ? words.other.accept(other.now) : connect(draft.system.name)}
        </Button>
      </>
    );
  if (run.trouble && endsLink(run.trouble))
    return (
      <Button kind="primary" onClick={exit}>
        {flow.close}
      </Button>
    );
  const ways = waysOn(run, draft);
  if (!run.outcome)
    return (
      <>
        <Button kind="quiet" onClick={correct}>
          {words.details}
        </Button>
        {ways.map((way) => way.to === "again" && <WayButton key={way.to} way={way} kind="primary" />)}
      </>
    );
  const [best, next] = ways.filter(isPressed);
  // Whether to trust a certificate is for the person to judge; no button pushes her.
  const judges = ways.length > ways.filter(isPressed).length;
  return (
    <>
      <Button kind="quiet" onClick={giveUp}>
        {words.giveUp}
      </Button>
      {/* What helps most stands last, like everywhere. */}
      {next && <WayButton way={next} />}
      {best && <WayButton way={best} kind={judges ? "secondary" : "primary"} />}
    </>
  );
}

/** Ways on that have no place below. */
export function OtherWays({ state, draft }: { state: At<"checks">; draft: Draft }) {
  const { checks: words } = useWords();
  const pressOf = usePressOf();
  const id = useId();
  const ways = waysOn(state.run, draft).filter(isPressed).slice(2);
  if (state.run.outcome?.outcome !== "failed" || ways.length === 0) return null;
  return (
    <div className="gw-aside" role="group" aria-labelledby={id}>
      <span id={id}>{words.otherWays}</span>
      {ways.map((way) =>
        way.to === "again" ? (
          <WayButton key={way.to} way={way} />
        ) : (
          <button key={way.to} type="button" className="gw-text-button" onClick={pressOf(way).press}>
            {pressOf(way).label}
          </button>
        ),
      )}
    </div>
  );
}
