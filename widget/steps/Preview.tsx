import { mayBeLookedAt } from "../flow/draft.js";
import { addressField, methodOf, type Draft } from "../flow/state.js";
import { YesIcon } from "../parts/icons.js";
import { Spinner } from "../parts/Spinner.js";
import { useKeptFocus } from "../parts/useKeptFocus.js";
import { PreviewFailure } from "./PreviewFailure.js";
import { TrustedNote } from "./TrustedNote.js";
import { useMoves, useWords } from "./context.js";
import { useCauseWords } from "./useCauseWords.js";
import { useFieldLabel } from "./useFieldLabel.js";
import { usePreviewWords } from "./usePreviewWords.js";

/** What stands at the address, below it, while the rest is being typed. Nothing of it waits for an answer. @param said the field shows the error itself */
export function Preview({ draft, said }: { draft: Draft; said: boolean }) {
  const { preview } = draft;
  const kept = useKeptFocus<HTMLDivElement>();
  if (!mayBeLookedAt(draft)) return null;
  // The last look stumbled over a field that has not been filled yet: nobody is blamed for that.
  const blamed = preview?.outcome?.field;
  const early = blamed !== undefined && blamed !== addressField(draft)?.name;
  const shown = early ? null : preview;
  return (
    <div className="gw-preview" {...kept}>
      <Announced draft={early ? { ...draft, preview: null } : draft} />
      {shown?.status === "running" && <Looking />}
      {shown?.outcome?.outcome === "recognised" && <Recognised draft={draft} />}
      {shown?.outcome?.outcome === "failed" && <PreviewFailure run={shown} draft={draft} said={said} />}
      <TrustedNote draft={draft} />
    </div>
  );
}

function Looking() {
  const { preview: words } = useWords();
  return (
    <p className="gw-help gw-late">
      <Spinner /> {words.looking}
    </p>
  );
}

function Recognised({ draft }: { draft: Draft }) {
  const { preview: words, address } = useWords();
  const { takeAddress } = useMoves();
  const said = usePreviewWords(draft);
  if (!said) return null;
  return (
    <>
      <p className="gw-preview-line" data-tone={said.certain ? "good" : undefined}>
        {said.certain && <YesIcon />}
        <span className="gw-preview-title" dir="auto">
          {said.title}
        </span>
        <span className="gw-help">{said.more.join(" · ")}</span>
      </p>
      {!said.certain && <p className="gw-help">{words.later(draft.system.name)}</p>}
      {said.moved !== undefined && (
        <p className="gw-help gw-preview-moved">
          <span>{words.moved(said.moved)}</span>
          <button type="button" className="gw-text-button" onClick={() => takeAddress(said.moved ?? "")}>
            {address.take}
          </button>
        </p>
      )}
    </>
  );
}

/** The same for ears: once, when it is known, in one go. */
function Announced({ draft }: { draft: Draft }) {
  const { preview: words } = useWords();
  const causeWords = useCauseWords();
  const labelOf = useFieldLabel();
  const recognised = usePreviewWords(draft);
  const outcome = draft.preview?.outcome;
  const filled = methodOf(draft).fields.filter((field) => draft.filled.includes(field.name));
  const said = !outcome
    ? ""
    : outcome.cause
      ? causeWords(outcome.cause).title
      : [
          recognised?.title,
          ...(recognised?.more.slice(0, 1) ?? []),
          ...filled.map((field) => words.filled(labelOf(field), draft.values[field.name] ?? "")),
        ].join(", ");
  return (
    <p className="gw-hidden" role="status">
      {said}
    </p>
  );
}
