import type { FieldInput, MethodUseOf } from "#contract";
import type { DatabaseVisit } from "./database-tables.js";
import { enteredFields } from "./fields.js";
import type { Finding } from "./finding.js";
import { signInMariadb } from "./mariadb.js";
import type { Method, SignIn } from "./method.js";
import { knockMysql } from "./mysql-knock.js";
import { knockPostgres, signInPostgres } from "./postgres.js";
import { knockSqlServer, signInSqlServer } from "./sqlserver.js";

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

interface Engine {
  knock(visit: DatabaseVisit): Promise<Finding>;
  signIn(visit: DatabaseVisit): Promise<SignIn>;
}

const engines: { readonly [E in MethodUseOf<"database">["engine"]]?: Engine } = {
  postgresql: { knock: knockPostgres, signIn: signInPostgres },
  mariadb: { knock: knockMysql, signIn: signInMariadb },
  sqlserver: { knock: knockSqlServer, signIn: signInSqlServer },
};

/** A user of a database, by the database's own protocol. */
export const database: Method<"database"> = {
  kind: "database",
  reach: "own",
  built: ({ engine }) => engine in engines,
  consent: () => null,
  fields: (use, system) => enteredFields(system, use, own),
  // These protocols end every text with a zero byte.
  refuse: (_use, _name, value) => (value.includes("\u0000") ? "control_characters" : undefined),
  knock: (visit) => engines[visit.use.engine]!.knock(visit),
  signIn: (visit) => engines[visit.use.engine]!.signIn(visit),
};
