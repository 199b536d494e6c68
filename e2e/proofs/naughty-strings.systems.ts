import { readCatalogue } from "#catalogue";
import { SystemFile, type SystemFileInput, type System } from "#contract/system";

const signIn = {
  question: { path: "/me" },
  yes: [{ status: 200 }],
  no: [{ when: { status: 401 }, cause: "credentials_wrong" as const }],
};
const input = (name: string, role?: "company"): NonNullable<SystemFileInput["methods"][number]["fields"]>[number] => ({
  name,
  ...(role && { role }),
  public: true,
  label: { en: name },
});

/** Forms that the catalogue's own entries do not have: a company in JSON, a header of one's own, an application's secret. */
const own: Record<string, Pick<SystemFileInput, "methods"> & Partial<SystemFileInput>> = {
  "plant-login": {
    methods: [
      {
        kind: "login",
        fields: [input("company", "company")],
        request: {
          method: "POST",
          path: "/login",
          json: { company: "{company}", user: "{username}", password: "{password}" },
        },
        yes: [{ status: 200 }],
        no: [{ when: { status: 401 }, cause: "credentials_wrong" }],
        takes: { session: { at: "/session" } },
        carry: { header: { name: "Cookie", value: "session={session}" } },
        signIn,
      },
    ],
  },
  "plant-header": {
    methods: [{ kind: "basic", fields: [input("plant")], headers: { "X-Plant": "{plant}" }, signIn }],
  },
  "plant-application": {
    methods: (["basic", "post"] as const).map((clientAuth) => ({
      kind: "oauth2" as const,
      id: clientAuth,
      grant: "clientCredentials" as const,
      client: "person" as const,
      clientAuth,
      authorizeUrl: "{address}/authorize",
      tokenUrl: "{address}/token",
      signIn,
    })),
  },
  "plant-cloud": {
    address: { kind: "account", url: "https://{account}.plant.example", example: "acme" },
    methods: [{ kind: "basic", signIn }],
  },
  "plant-database": {
    address: { kind: "server", port: 5432, example: "db.plant.example" },
    methods: [{ kind: "database", engine: "postgresql" }],
  },
};

/** The catalogue, and these. */
export const systems: System[] = [
  ...readCatalogue(),
  ...Object.entries(own).map(([id, entry]) => ({
    ...SystemFile.parse({
      name: id,
      vendor: "",
      popularity: 1,
      summary: { en: id },
      proven: { level: "observed", on: "2026-11-24" },
      address: { kind: "web", keep: "path", example: "https://plant.example" },
      sources: [{ url: "https://www.rfc-editor.org/rfc/rfc9110.html", read: "2026-11-24" }],
      ...entry,
    } satisfies SystemFileInput),
    id,
    category: "generic" as const,
  })),
];
