import { useId } from "react";
import { methodOf, type Draft } from "../flow/state.js";
import { InfoIcon, OutIcon } from "../parts/icons.js";
import { linkOf } from "./guideLink.js";
import { useText, useWords } from "./context.js";

/** Steps of getting what must be entered, with links into the person's own system. */
export function Guide({ draft }: { draft: Draft }) {
  const words = useWords();
  const text = useText();
  const id = useId();
  const { steps } = methodOf(draft);
  if (steps.length === 0) return null;
  const links = steps.map((step) => linkOf(step.link, draft));
  const waiting = steps.some((step, at) => step.link !== undefined && links[at] === null);
  return (
    <aside className="gw-guide" aria-labelledby={id}>
      <h2 id={id}>{words.details.guide}</h2>
      <ol>
        {steps.map((step, at) => (
          <li key={at} data-guide-for={step.field} tabIndex={-1}>
            <span>{text(step.text)}</span>
            {links[at] && (
              <a href={links[at]} target="_blank" rel="noopener noreferrer" className="gw-guide-link">
                {words.details.open}
                <OutIcon />
                <span className="gw-hidden"> ({words.flow.newWindow})</span>
              </a>
            )}
          </li>
        ))}
      </ol>
      {waiting && <p className="gw-help">{words.details.guideFirst}</p>}
    </aside>
  );
}

/** From a field to the step that fills it: beside the form or, on a phone, below it. */
export function GuideButton({ field, label }: { field: string; label: string }) {
  const { details: words } = useWords();
  return (
    <button
      type="button"
      className="gw-text-button gw-guide-button"
      aria-label={words.guideFor(label)}
      onClick={(event) => {
        const root = event.currentTarget.closest(".gw");
        const step = root?.querySelector<HTMLElement>(`[data-guide-for="${CSS.escape(field)}"]`);
        step?.focus({ preventScroll: true });
        step?.scrollIntoView({ block: "center" });
      }}
    >
      <InfoIcon />
      {words.guide}
    </button>
  );
}
