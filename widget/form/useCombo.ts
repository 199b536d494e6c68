import type { Offer } from "#contract";
import { useState, type KeyboardEvent } from "react";

export interface Combo {
  readonly open: boolean;
  /** Values that fit what was typed since the list was opened. */
  readonly shown: readonly Offer[];
  readonly active: string | undefined;
  readonly show: () => void;
  readonly close: () => void;
  readonly onType: () => void;
  readonly activate: (value: string) => void;
  readonly pick: (value: string) => void;
  readonly onKeyDown: (event: KeyboardEvent<HTMLInputElement>) => void;
}

/**
 * A text field with a list that may help (ARIA combobox, list autocomplete, manual selection): anything may be typed,
 * arrows open the list and move through it, Enter takes the marked value, Escape closes.
 */
export function useCombo(offers: readonly Offer[], current: string, onPick: (value: string) => void): Combo {
  const [open, setOpen] = useState(false);
  const [typing, setTyping] = useState(false);
  const [active, setActive] = useState<string>();
  const wanted = current.trim().toLowerCase();
  // Whoever opens the list wants to see it whole, whatever stands in the field already.
  const shown = typing && wanted ? offers.filter((offer) => fits(offer, wanted)) : offers;
  const at = active === undefined ? -1 : shown.findIndex(({ value }) => value === active);

  const close = () => {
    setOpen(false);
    setTyping(false);
    setActive(undefined);
  };
  const show = () => {
    setOpen(true);
    setTyping(false);
    setActive(offers.find(({ value }) => value === current)?.value);
  };
  const pick = (value: string) => {
    close();
    onPick(value);
  };
  const move = (to: number) => setActive(shown.at(to % shown.length)?.value);
  const step = (by: 1 | -1) => {
    if (open) move(at === -1 && by === -1 ? -1 : at + by);
    else show();
  };
  const keys: Record<string, (() => void) | undefined> = {
    ArrowDown: () => step(1),
    ArrowUp: () => step(-1),
    Enter: open && at !== -1 ? () => pick(shown[at]!.value) : undefined,
    Escape: open ? close : undefined,
  };
  return {
    open: open && shown.length > 0,
    shown,
    active: open ? shown[at]?.value : undefined,
    show,
    close,
    onType: () => {
      setOpen(true);
      setTyping(true);
      setActive(undefined);
    },
    activate: setActive,
    pick,
    onKeyDown: (event) => {
      if (event.key === "Tab") return close();
      // Half-composed text (Japanese, Chinese) uses the same keys.
      const act = event.nativeEvent.isComposing ? undefined : keys[event.key];
      if (!act) return;
      event.preventDefault();
      event.stopPropagation();
      act();
    },
  };
}

const fits = ({ value, label = "" }: Offer, wanted: string): boolean =>
  value.toLowerCase().includes(wanted) || label.toLowerCase().includes(wanted);
