import type { Way } from "../flow/ways.js";
import { useMoves, useWords } from "./context.js";

/** A way on as a button: what it says, and what it does. */
export function usePressOf(): (way: Exclude<Way, { to: "trust" | "trustKey" | "again" }>) => {
  label: string;
  press: () => void;
} {
  const { checks: words, address } = useWords();
  const { backToDetails, correct, pickAnother, switchSystem, takeAddress } = useMoves();
  return (way) => {
    switch (way.to) {
      case "switch":
        return { label: address.switch(way.system.name), press: () => void switchSystem(way.system.id) };
      case "address":
        return { label: words.useAddress(way.address), press: () => takeAddress(way.address) };
      case "correct":
        return { label: way.field ? words.correct : words.details, press: correct };
      case "method":
        return { label: words.otherMethod, press: backToDetails };
      case "pick":
        return { label: words.otherSystem, press: pickAnother };
    }
  };
}
