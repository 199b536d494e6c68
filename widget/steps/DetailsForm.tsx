import { useEffect, useId, type ChangeEvent } from "react";
import type { FieldView, Offer } from "#contract";
import { useForm } from "react-hook-form";
import { addressField, methodOf, shownFields, type Draft, type Fault } from "../flow/state.js";
import { FieldRow } from "../form/FieldRow.js";
import type { Found } from "../form/found.js";
import { objectionTo, resolverOf, type Values } from "../form/resolver.js";
import { AddressAnswer } from "./AddressAnswer.js";
import { useFieldLabel } from "./useFieldLabel.js";
import { GuideButton } from "./Guide.js";
import { Preview } from "./Preview.js";
import { SealedField } from "./SealedField.js";
import { useMoves, useText, useWords } from "./context.js";
import { useCauseWords } from "./useCauseWords.js";

interface Props {
  readonly id: string;
  readonly draft: Draft;
  readonly fault: Fault | null;
  readonly readingAddress: boolean;
  readonly onReady: () => void;
}

/** The fields of one method. The store keeps what is typed, so nothing is lost whatever happens to this form. */
export function DetailsForm({ id, draft, fault, readingAddress, onReady }: Props) {
  const words = useWords();
  const text = useText();
  const labelOf = useFieldLabel();
  const causeWords = useCauseWords();
  const { type, enterField, leaveField, changeSealed } = useMoves();
  const base = useId();
  const { steps } = methodOf(draft);
  const fields = shownFields(draft);
  const entered = fields.filter((field) => !draft.sealed.includes(field.name));
  const address = addressField(draft);

  const resolver = resolverOf(
    entered.map((field) => field.name),
    (name, value) => {
      const field = entered.find((f) => f.name === name);
      const objection = field && objectionTo(field, value, labelOf(field), words);
      if (objection !== undefined || name !== address?.name || value === "") return objection;
      if (draft.reading?.answer === "error") return words.address.codes[draft.reading.code ?? "not_an_address"];
      return draft.reading?.answer === "confirm" ? words.address.confirmFirst : undefined;
    },
  );
  const form = useForm<Values>({
    defaultValues: Object.fromEntries(fields.map((f) => [f.name, draft.values[f.name] ?? f.default ?? ""])),
    resolver,
    mode: "onSubmit",
    reValidateMode: "onChange",
  });

  // A proposal that was taken, or what stood in the address, changes fields from outside.
  useEffect(() => {
    for (const { name } of fields) {
      const value = draft.values[name];
      if (value !== undefined && form.getValues(name) !== value)
        form.setValue(name, value, { shouldValidate: form.formState.isSubmitted });
    }
  }, [draft.values]);

  // What was said about the address is out of date once it has been read anew.
  useEffect(() => {
    if (address && form.formState.isSubmitted && draft.reading) void form.trigger(address.name);
  }, [draft.reading]);

  useEffect(() => {
    if (!fault) return;
    form.setError(fault.field, { type: "fault", message: causeWords(fault.cause).title });
    form.setFocus(fault.field, { shouldSelect: true });
    // A fault is told once; it leaves when the field is changed.
  }, []);

  return (
    <form
      id={id}
      className="gw-fields"
      noValidate
      onFocus={({ target }) => "name" in target && typeof target.name === "string" && enterField(target.name)}
      onSubmit={(event) => void form.handleSubmit(onReady)(event)}
    >
      {fields.length === 0 && <p className="gw-help">{words.details.nothing}</p>}
      {fields.map((field) =>
        draft.sealed.includes(field.name) ? (
          <SealedField key={field.name} label={labelOf(field)} onChange={() => changeSealed(field.name)} />
        ) : (
          <FieldRow
            key={field.name}
            id={`${base}-${field.name}`}
            field={field}
            label={labelOf(field)}
            words={words}
            text={text}
            error={form.formState.errors[field.name]?.message}
            found={foundFor(field, draft, (value) => type(field.name, value))}
            onFile={(content) => type(field.name, content, true)}
            registration={form.register(field.name, {
              onChange: (event: ChangeEvent<HTMLInputElement>) =>
                type(field.name, event.target.value, isPaste(event.nativeEvent)),
              onBlur: () => leaveField(field.name),
            })}
            below={
              field.name === address?.name && (
                <Preview draft={draft} said={form.formState.errors[field.name] !== undefined} />
              )
            }
            aside={
              steps.some((s) => s.field === field.name) && <GuideButton field={field.name} label={labelOf(field)} />
            }
          >
            {field.name === address?.name ? (
              <AddressAnswer
                draft={draft}
                reading={readingAddress}
                said={form.formState.errors[field.name] !== undefined}
              />
            ) : (
              draft.asked[field.name] && (
                <p className="gw-help">{words.details.asks(draft.system.name, draft.asked[field.name]!)}</p>
              )
            )}
          </FieldRow>
        ),
      )}
    </form>
  );
}

/** What is pasted is complete, and read at once. */
const isPaste = (event: Event): boolean =>
  event instanceof InputEvent && /^insertFrom(?:Paste|Drop)/.test(event.inputType);

/** What the system says may stand in a field; of a list of ours, only what is in it. */
function foundFor(field: FieldView, draft: Draft, onPick: (value: string) => void): Found | undefined {
  const known = ({ value }: Offer) => field.kind !== "choice" || field.choices?.some((one) => one.value === value);
  const values = draft.choices[field.name]?.filter(known) ?? [];
  if (values.length === 0) return undefined;
  const current = draft.values[field.name] ?? "";
  return { values, current, filled: draft.filled.includes(field.name), onPick };
}
