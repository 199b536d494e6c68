import type { FieldView, Text } from "#contract";
import type { ReactNode } from "react";
import type { UseFormRegisterReturn } from "react-hook-form";
import type { Words } from "../words/en.js";
import { ChoiceControl } from "./ChoiceControl.js";
import { FoundRow } from "./FoundRow.js";
import type { Found } from "./found.js";
import { LinesControl } from "./LinesControl.js";
import { SecretControl } from "./SecretControl.js";
import { TextControl } from "./TextControl.js";
import { WarningIcon } from "../parts/icons.js";

interface Props {
  readonly field: FieldView;
  readonly label: string;
  readonly id: string;
  readonly error: string | undefined;
  readonly registration: UseFormRegisterReturn;
  readonly words: Words;
  readonly text: (t: Text) => string;
  /** What the system says may be entered, and whether its only choice was filled in. */
  readonly found?: Found | undefined;
  /** What a file held that was chosen for this field. */
  readonly onFile: (text: string) => void;
  /** Beside the label: the way to the steps for this field. */
  readonly aside?: ReactNode;
  /** Below the control, and read out with it. */
  readonly children?: ReactNode;
  /** Below all of it, and not read out with it. */
  readonly below?: ReactNode;
}

/** Label above, control, help and example below, error last; all tied together. Nothing is said in a placeholder. */
export function FieldRow(props: Props) {
  const { field, label, id, error, registration, words, text, found, onFile, aside, children, below } = props;
  const parts = {
    found: `${id}-found`,
    help: `${id}-help`,
    example: `${id}-example`,
    more: `${id}-more`,
    error: `${id}-error`,
  };
  const said = { found, help: field.help, example: field.example, more: children, error };
  const describedBy =
    Object.entries(parts)
      .flatMap(([part, partId]) => (said[part as keyof typeof said] ? [partId] : []))
      .join(" ") || undefined;
  const control = { field, label, id, describedBy, invalid: error !== undefined, registration, words };
  const radios = field.kind === "choice" && (field.choices?.length ?? 0) <= 5;
  const name = (
    <>
      {label}
      {field.optional && !field.later && <span className="gw-optional"> {words.details.optional}</span>}
    </>
  );
  return (
    <div className="gw-field" data-invalid={error !== undefined || undefined}>
      <div className="gw-label-row">
        {radios ? (
          <span className="gw-label" id={`${id}-label`}>
            {name}
          </span>
        ) : (
          <label className="gw-label" htmlFor={id}>
            {name}
          </label>
        )}
        {aside}
      </div>
      {field.kind === "choice" ? (
        <ChoiceControl {...control} text={text} />
      ) : field.lines ? (
        <LinesControl {...control} onFile={onFile} />
      ) : field.kind === "secret" ? (
        <SecretControl {...control} />
      ) : (
        <TextControl {...control} found={found} />
      )}
      {found && <FoundRow id={parts.found} found={found} words={words} />}
      {field.help && (
        <p className="gw-help" id={parts.help}>
          {text(field.help)}
        </p>
      )}
      {field.example && (
        <p className="gw-help" id={parts.example}>
          {words.details.example(field.example)}
        </p>
      )}
      {error && (
        <p className="gw-error" id={parts.error}>
          <WarningIcon />
          <span>{error}</span>
        </p>
      )}
      {children && <div id={parts.more}>{children}</div>}
      {below}
    </div>
  );
}
