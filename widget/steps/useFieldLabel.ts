import type { FieldView } from "#contract";
import { useText, useWords } from "./context.js";

/** The words over a field: the entry's own, or those of its role. */
export function useFieldLabel(): (field: FieldView) => string {
  const words = useWords();
  const text = useText();
  return (field) => {
    if (field.label) return text(field.label);
    if (field.role) return words.fields[field.role];
    return field.kind === "address" || field.kind === "folder" ? words.fields[field.kind] : field.name;
  };
}
