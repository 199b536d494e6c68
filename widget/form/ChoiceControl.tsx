import type { Text } from "#contract";
import type { ControlProps } from "./control.js";

/** One of several: radio buttons while they are few, a native list when they are many. */
export function ChoiceControl({
  field,
  id,
  describedBy,
  invalid,
  registration,
  words,
  text,
}: ControlProps & { text: (t: Text) => string }) {
  const choices = (field.choices ?? []).map(({ value, label }) => ({ value, label: label ? text(label) : value }));
  if (choices.length > 5)
    return (
      <select
        {...registration}
        id={id}
        className="gw-input"
        aria-describedby={describedBy}
        aria-invalid={invalid || undefined}
      >
        <option value="">{words.details.choose}</option>
        {choices.map(({ value, label }) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </select>
    );
  return (
    <div
      className="gw-choices"
      role="radiogroup"
      aria-labelledby={`${id}-label`}
      aria-describedby={describedBy}
      aria-invalid={invalid || undefined}
    >
      {choices.map(({ value, label }) => (
        <label key={value} className="gw-choice">
          <input {...registration} type="radio" value={value} />
          <span>{label}</span>
        </label>
      ))}
    </div>
  );
}
