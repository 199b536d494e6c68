/** Consent by a code that is entered at the provider: when the provider is asked next. */
export const codesAtProviders: readonly string[] = [
  "alter table flows add column poll_at bigint",
  "alter table flows add column poll_every bigint",
];
