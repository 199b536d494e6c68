import { useRef } from "react";
import { useWords } from "./context.js";
import { useSecondsUntil } from "./useSecondsUntil.js";

/** Until when to wait, and that it is over once it is. @param system who asked us to; null where we ask ourselves */
export function WaitNote({ from, system }: { from: number; system: string | null }) {
  const { checks: words } = useWords();
  const seconds = useSecondsUntil(from);
  // Somebody who comes back later has not waited here.
  const waited = useRef(seconds > 0);
  if (!waited.current) return null;
  return (
    <>
      {seconds > 0 && <p>{system === null ? words.waitForUs(from) : words.wait(system, from)}</p>}
      <p role="status" className={seconds > 0 ? "gw-hidden" : undefined}>
        {seconds > 0 ? "" : words.waited}
      </p>
    </>
  );
}
