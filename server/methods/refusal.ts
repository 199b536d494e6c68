/** Why a value is refused at its field, before anything is sent. The text says what to do; the value is never in it. */
export const refusals = {
  missing: "Enter a value.",
  too_long: "Enter fewer characters.",
  not_expected: "There is no such field.",
  not_a_choice: "Pick one of the choices.",
  not_a_number: "Enter digits only.",
  does_not_match: "Enter a value in the form that the field describes.",
  blank_at_the_edge: "Remove the blank before or after the value.",
  blank_inside: "Remove the blanks: a key has none. Copy it again.",
  control_characters: "Remove the line breaks and other control characters.",
  not_ascii: "Use letters, digits and signs of the English keyboard only; copy the key again.",
  colon: "Remove the colon: a user name with one cannot be sent.",
} as const;

export type RefusalReason = keyof typeof refusals;

export interface Refusal {
  /** The field's name. */
  readonly field: string;
  readonly reason: RefusalReason;
}
