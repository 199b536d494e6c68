import { useId } from "react";
import { Button } from "../parts/Button.js";
import { useWords } from "./context.js";
import { useSecondsUntil } from "./useSecondsUntil.js";

interface Props {
  /** Not before, by our own clock. */
  readonly from: number | null;
  readonly kind?: "primary" | "secondary";
  readonly label: string;
  readonly onPress: () => void;
}

/**
 * Asks once more. Where somebody said how long to wait, the button counts down and takes no press meanwhile: it would
 * only be refused again, or make a lock longer. Ears get the moment itself, which does not change every second.
 */
export function AgainButton({ from, kind = "secondary", label, onPress }: Props) {
  const { checks: words } = useWords();
  const seconds = useSecondsUntil(from);
  const id = useId();
  const waiting = from !== null && seconds > 0;
  return (
    <>
      <Button kind={kind} resting={waiting} aria-describedby={waiting ? id : undefined} onClick={onPress}>
        {label}
        {waiting && (
          <span className="gw-countdown" aria-hidden="true">
            {" "}
            {words.againIn(seconds)}
          </span>
        )}
      </Button>
      {waiting && (
        <span className="gw-hidden" id={id}>
          {words.againAt(from)}
        </span>
      )}
    </>
  );
}
