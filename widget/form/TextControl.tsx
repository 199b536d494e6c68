import { autocompleteOf, type ControlProps } from "./control.js";

const keyboards = { address: "url", number: "numeric" } as const;

/** text, number, folder and address: one line, exactly as typed. */
export function TextControl({ field, id, describedBy, invalid, registration }: ControlProps) {
  return (
    <input
      {...registration}
      id={id}
      className="gw-input"
      type="text"
      inputMode={field.kind === "address" || field.kind === "number" ? keyboards[field.kind] : undefined}
      autoComplete={autocompleteOf(field)}
      autoCapitalize="none"
      autoCorrect="off"
      spellCheck={false}
      dir={field.kind === "address" ? "ltr" : "auto"}
      aria-describedby={describedBy}
      aria-invalid={invalid || undefined}
      aria-required={!field.optional}
    />
  );
}
