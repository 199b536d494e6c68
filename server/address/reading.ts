import type { AddressChange, AddressCode, AddressReading } from "#contract";

const nothing = { changed: [], notices: [], takes: {} } as const;

/** Says why; repeats nothing of what was pasted. */
export const error = (code: AddressCode, more: Partial<AddressReading> = {}): AddressReading => ({
  ...nothing,
  changed: [],
  notices: [],
  ...more,
  answer: "error",
  code,
});

/** Proposes for one click. */
export const confirm = (reading: AddressReading, code?: AddressCode): AddressReading => {
  if (reading.answer === "error") return reading;
  return { ...reading, answer: "confirm", ...((reading.code ?? code) && { code: reading.code ?? code }) };
};

/** The changes that were made, in the order in which a person would notice them. */
export const changes = (made: Partial<Record<AddressChange, boolean>>): AddressChange[] =>
  (Object.keys(made) as AddressChange[]).filter((change) => made[change] === true);
