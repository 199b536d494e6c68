import { useEffect, useRef } from "react";
import { ChevronIcon } from "../parts/icons.js";
import { autocompleteOf, type ControlProps } from "./control.js";
import { mostButtons, nameOf, type Found } from "./found.js";
import { useCombo } from "./useCombo.js";

const keyboards = { address: "url", number: "numeric" } as const;

/**
 * text, number, folder and address: one line, exactly as typed. Where the system says what may stand there, a list
 * helps; it comes while somebody may be typing here, so the line itself stays the same element.
 */
export function TextControl({ found, ...control }: ControlProps & { found: Found | undefined }) {
  const { field, id, label, describedBy, invalid, registration, words } = control;
  const { values = [], current = "", onPick } = found ?? {};
  const combo = useCombo(values, current, (value) => onPick?.(value));
  const box = useRef<HTMLDivElement>(null);
  const helped = values.length > 0;
  const long = values.length > mostButtons;
  const listId = `${id}-list`;
  const optionId = (value: string) => `${listId}-${values.findIndex((offer) => offer.value === value)}`;
  useEffect(() => {
    box.current?.querySelector("[aria-selected=true]")?.scrollIntoView({ block: "nearest" });
  }, [combo.active]);
  const help = helped && {
    role: "combobox",
    "aria-expanded": combo.open,
    "aria-controls": listId,
    "aria-autocomplete": "list" as const,
    "aria-activedescendant": combo.active === undefined ? undefined : optionId(combo.active),
    autoComplete: "off",
    onClick: () => long && !combo.open && combo.show(),
    onKeyDown: combo.onKeyDown,
  };
  return (
    <div className="gw-combo" data-helped={helped || undefined} ref={box}>
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
        {...help}
        onChange={(event) => {
          if (long || combo.open) combo.onType();
          return registration.onChange(event);
        }}
        onBlur={(event) => {
          combo.close();
          return registration.onBlur(event);
        }}
      />
      {helped && (
        <>
          <button
            type="button"
            tabIndex={-1}
            className="gw-inline-button gw-combo-button"
            aria-label={words.details.showFound(label)}
            aria-controls={listId}
            aria-expanded={combo.open}
            // The focus stays in the line; leaving it would close the list just before the press.
            onPointerDown={(event) => event.preventDefault()}
            onClick={() => {
              box.current?.querySelector("input")?.focus();
              if (combo.open) combo.close();
              else combo.show();
            }}
          >
            <ChevronIcon />
          </button>
          <ul
            id={listId}
            role="listbox"
            className="gw-combo-list"
            aria-label={words.details.foundFor(label)}
            hidden={!combo.open}
          >
            {combo.shown.map((offer) => (
              <li
                key={offer.value}
                id={optionId(offer.value)}
                role="option"
                aria-selected={offer.value === combo.active}
                dir="auto"
                onPointerDown={(event) => event.preventDefault()}
                onPointerMove={() => combo.activate(offer.value)}
                onClick={() => combo.pick(offer.value)}
              >
                {nameOf(offer, values)}
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}
