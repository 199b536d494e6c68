import { useRef } from "react";
import { causeOf } from "../flow/rungs.js";
import type { Run } from "../flow/state.js";
import { waitOf } from "../flow/ways.js";
import { useWords } from "./context.js";
import { useSecondsUntil } from "./useSecondsUntil.js";

/** Until when the system asks to wait, and that it is over once it is. */
export function WaitNote({ run, system }: { run: Run; system: string }) {
  const { checks: words } = useWords();
  const until = waitOf(run);
  const seconds = useSecondsUntil(until);
  // Somebody who comes back later has not waited here.
  const waited = useRef(seconds > 0);
  if (until === null || !waited.current) return null;
  const over = seconds === 0;
  const locked = causeOf(run) === "account_locked";
  const asks = run.outcome === null ? words.waitForUs(until) : locked ? words.locked(until) : words.wait(system, until);
  return (
    <>
      {!over && <p>{asks}</p>}
      <p role="status" className={over ? undefined : "gw-hidden"}>
        {over ? words.waited : ""}
      </p>
    </>
  );
}
