import type { FieldView } from "#contract";
import type { UseFormRegisterReturn } from "react-hook-form";
import type { Words } from "../words/en.js";

/** What each kind of field is drawn from. Ids tie label, example, error and further text to the control. */
export interface ControlProps {
  readonly field: FieldView;
  readonly label: string;
  readonly id: string;
  readonly describedBy: string | undefined;
  readonly invalid: boolean;
  readonly registration: UseFormRegisterReturn;
  readonly words: Words;
}

/**
 * What the browser may fill in. A key is no password of the person's: "new-password" is the one hint that keeps
 * browsers from putting a saved sign-in there ("off" is ignored for masked inputs).
 */
export function autocompleteOf(field: FieldView): string {
  if (field.autocomplete) return field.autocomplete;
  if (field.kind === "address") return "url";
  if (field.role === "username") return "username";
  if (field.role === "password") return "current-password";
  return field.kind === "secret" ? "new-password" : "off";
}
