import type { Words } from "../words/en.js";
import { mostButtons, type Found } from "./found.js";

/** What the system says may be entered: each as a button while they are few. */
export function FoundRow({ id, found, words: { details: words } }: { id: string; found: Found; words: Words }) {
  const { values, current, filled, onPick } = found;
  if (filled)
    return (
      <p className="gw-help" id={id}>
        {words.filled}
      </p>
    );
  if (values.length > mostButtons)
    return (
      <p className="gw-help" id={id}>
        {words.foundMany(values.length)}
      </p>
    );
  return (
    <div className="gw-found" role="group" aria-labelledby={id}>
      <span className="gw-help" id={id}>
        {words.found}
      </span>
      {values.map((value) => (
        <button
          key={value}
          type="button"
          className="gw-chip"
          aria-pressed={value === current}
          dir="auto"
          onClick={() => onPick(value)}
        >
          {value}
        </button>
      ))}
    </div>
  );
}
