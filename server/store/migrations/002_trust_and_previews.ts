/** What a person trusts for one connection, and runs that only look while she types. */
export const trustAndPreviews: readonly string[] = [
  "alter table drafts add column trust text",
  "alter table connections add column trust text",
  "alter table runs add column preview integer not null default 0",
];
