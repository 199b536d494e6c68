import type { House } from "../call/house.js";
import type { ConsentHouse } from "../methods/consent.js";

/** The house as consent elsewhere sees it. */
export const consentHouse = (house: House, store = house.store): ConsentHouse => ({
  store,
  net: house.net,
  settings: house.settings.methods,
  publicUrl: house.settings.publicUrl,
  system: house.systems.get,
  seal: (owner, values) =>
    Object.entries(values).map(([field, value]) => house.vault.seal({ ...owner, field, version: 1 }, value)),
  open: (sealed) => Object.fromEntries(sealed.map((value) => [value.field, house.vault.open(value).reveal()])),
});
