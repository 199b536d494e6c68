import type { Words } from "../words/en.js";
import { mostButtons, nameOf, type Found } from "./found.js";

/** What the system says may be entered: each as a button while they are few. */
export function FoundRow({ id, found, words: { details: words } }: { id: string; found: Found; words: Words }) {
  const { values, current, filled, onPick } = found;
  const chosen = values.find(({ value }) => value === current);
  if (filled || values.length > mostButtons)
    return (
      <p className="gw-help" id={id}>
        {filled ? words.filled : words.foundMany(values.length)}
        {chosen?.label !== undefined && (
          <>
            {" "}
            {words.chosen} <bdi>{nameOf(chosen, values)}</bdi>
          </>
        )}
      </p>
    );
  return (
    <div className="gw-found" role="group" aria-labelledby={id}>
      <span className="gw-help" id={id}>
        {words.found}
      </span>
      {values.map((offer) => (
        <button
          key={offer.value}
          type="button"
          className="gw-chip"
          aria-pressed={offer === chosen}
          dir="auto"
          onClick={() => onPick(offer.value)}
        >
          {nameOf(offer, values)}
        </button>
      ))}
    </div>
  );
}
