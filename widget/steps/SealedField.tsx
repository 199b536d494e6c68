import { useWords } from "./context.js";

/** A value that lies sealed on the server: it is not shown again, and need not be typed again. */
export function SealedField({ label, onChange }: { label: string; onChange: () => void }) {
  const { details: words } = useWords();
  return (
    <div className="gw-field">
      <span className="gw-label">{label}</span>
      <div className="gw-sealed">
        <span>{words.sealed}</span>
        <button type="button" className="gw-text-button" aria-label={words.changeField(label)} onClick={onChange}>
          {words.change}
        </button>
      </div>
    </div>
  );
}
