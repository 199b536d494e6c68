import { useState } from "react";
import { autocompleteOf, type ControlProps } from "./control.js";

/** A masked line that can be looked at. Never trimmed: passwords count to the byte. */
export function SecretControl({ field, label, id, describedBy, invalid, registration, words }: ControlProps) {
  const [shown, setShown] = useState(false);
  return (
    <div className="gw-secret">
      <input
        {...registration}
        id={id}
        className="gw-input"
        type={shown ? "text" : "password"}
        autoComplete={autocompleteOf(field)}
        autoCapitalize="none"
        autoCorrect="off"
        spellCheck={false}
        dir="ltr"
        aria-describedby={describedBy}
        aria-invalid={invalid || undefined}
        aria-required={!field.optional}
      />
      <button
        type="button"
        className="gw-inline-button"
        aria-label={shown ? words.details.hideField(label) : words.details.showField(label)}
        aria-controls={id}
        onClick={() => setShown(!shown)}
      >
        {shown ? words.details.hide : words.details.show}
      </button>
    </div>
  );
}
