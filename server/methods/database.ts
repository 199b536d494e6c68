import type { FieldInput } from "#contract";
import { enteredFields } from "./fields.js";
import type { Method } from "./method.js";
import { knockPostgres, signInPostgres } from "./postgres.js";

const own: FieldInput[] = [
  {
    name: "database",
    role: "company",
    public: true,
    label: { en: "Database", de: "Datenbank" },
    max: 63,
    autocomplete: "off",
  },
  { name: "username", role: "username", public: true, autocomplete: "username" },
  { name: "password", role: "password", kind: "secret", clean: "exact", autocomplete: "current-password" },
];

/** A role of a database, by the database's own protocol. Built for PostgreSQL. */
export const database: Method<"database"> = {
  kind: "database",
  reach: "own",
  built: (use) => use.engine === "postgresql",
  consent: () => false,
  fields: (use, system) => enteredFields(system, use, own),
  // The protocol ends every text with a zero byte.
  refuse: (_use, _name, value) => (value.includes("\u0000") ? "control_characters" : undefined),
  knock: knockPostgres,
  signIn: signInPostgres,
};
