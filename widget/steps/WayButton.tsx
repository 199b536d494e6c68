import type { Way } from "../flow/ways.js";
import { Button } from "../parts/Button.js";
import { AgainButton } from "./AgainButton.js";
import { useMoves, useWords } from "./context.js";
import { usePressOf } from "./usePressOf.js";

/** Ways that are one press. What a certificate is worth takes more than that. */
type Pressed = Exclude<Way, { to: "trust" | "trustKey" }>;
export const isPressed = (way: Way): way is Pressed => way.to !== "trust" && way.to !== "trustKey";

export function WayButton({ way, kind = "secondary" }: { way: Pressed; kind?: "primary" | "secondary" }) {
  const { checks: words } = useWords();
  const { check } = useMoves();
  const pressOf = usePressOf();
  if (way.to === "again")
    return <AgainButton from={way.from} kind={kind} label={words.again} onPress={() => void check()} />;
  const { label, press } = pressOf(way);
  return (
    <Button kind={kind} onClick={press}>
      {label}
    </Button>
  );
}
