import type { MethodView, SystemHit, SystemView } from "#contract";

const hit = (
  id: string,
  name: string,
  category: SystemHit["category"],
  hue: number,
  proven: SystemHit["proven"],
  en: string,
  de: string,
  ready = true,
): SystemHit => ({ id, name, vendor: name, category, hue, proven, ready, summary: { en, de } });

/** Rows of the gallery's picker. Names are those of real products; nothing here is asked of them. */
export const hits: SystemHit[] = [
  hit(
    "odoo",
    "Odoo",
    "erp",
    305,
    "documented",
    "Open-source ERP: purchasing, stock, maintenance",
    "Quelloffenes ERP: Einkauf, Lager, Instandhaltung",
  ),
  hit("tryton", "Tryton", "erp", 210, "observed", "Open-source business platform", "Quelloffene Unternehmenssoftware"),
  hit(
    "sap-business-one",
    "SAP Business One",
    "erp",
    235,
    "documented",
    "ERP for small and midsize companies",
    "ERP für kleine und mittlere Firmen",
    false,
  ),
  hit(
    "dynamics-bc",
    "Microsoft Dynamics 365 Business Central",
    "erp",
    190,
    "documented",
    "Finance, purchasing and stock in Microsoft's cloud",
    "Finanzen, Einkauf und Lager in der Cloud von Microsoft",
  ),
  hit(
    "maximo",
    "IBM Maximo",
    "maintenance",
    255,
    "reported",
    "Asset management for plants and fleets",
    "Anlagenverwaltung für Werke und Flotten",
    false,
  ),
  hit(
    "fiix",
    "Fiix",
    "maintenance",
    150,
    "claimed",
    "Maintenance management in the cloud",
    "Instandhaltung in der Cloud",
    false,
  ),
  hit(
    "maintainx",
    "MaintainX",
    "maintenance",
    260,
    "documented",
    "Work orders and procedures on the phone",
    "Arbeitsaufträge und Abläufe auf dem Telefon",
  ),
  hit("wordpress", "WordPress with WooCommerce", "commerce", 280, "observed", "Web shop", "Webshop"),
  hit(
    "postgresql",
    "PostgreSQL",
    "database",
    225,
    "observed",
    "Read tables of a database directly",
    "Tabellen einer Datenbank direkt lesen",
  ),
  hit(
    "local-folder",
    "Local folder",
    "files",
    95,
    "observed",
    "Files in a folder of the server",
    "Dateien in einem Ordner des Servers",
  ),
  hit(
    "generic-rest-key",
    "REST with a key",
    "generic",
    30,
    "observed",
    "Any interface that takes a key",
    "Jede Schnittstelle mit Schlüssel",
  ),
  hit(
    "generic-oauth2",
    "OAuth 2",
    "generic",
    60,
    "observed",
    "Any interface that lets you sign in elsewhere",
    "Jede Schnittstelle mit Anmeldung anderswo",
  ),
];
const hitOf = (id: string): SystemHit => hits.find((h) => h.id === id)!;

const address: MethodView["fields"][number] = {
  name: "address",
  kind: "address",
  role: "address",
  public: true,
  example: "https://company.odoo.com",
};
const method = (m: Partial<MethodView> & Pick<MethodView, "id" | "kind" | "fields">): MethodView => ({
  built: true,
  label: null,
  recommended: false,
  consent: null,
  steps: [],
  file: null,
  redirectUrl: null,
  ...m,
});

export const odoo: SystemView = {
  ...hitOf("odoo"),
  address: { kind: "web", example: "https://company.odoo.com" },
  methods: [
    method({
      id: "key",
      kind: "login",
      label: { en: "With an API key", de: "Mit einem API-Schlüssel" },
      recommended: true,
      fields: [
        address,
        {
          name: "database",
          kind: "text",
          role: "company",
          public: true,
          label: { en: "Database", de: "Datenbank" },
          help: { en: "Often the first part of the address.", de: "Oft der erste Teil der Adresse." },
        },
        {
          name: "username",
          kind: "text",
          role: "username",
          public: true,
          label: { en: "E-mail you sign in with", de: "E-Mail, mit der Sie sich anmelden" },
          example: "anna@plant.example",
        },
        { name: "apiKey", kind: "secret", role: "key", label: { en: "API key", de: "API-Schlüssel" } },
      ],
      steps: [
        {
          text: {
            en: "Sign in to Odoo and open your profile at the top right.",
            de: "Melden Sie sich bei Odoo an und öffnen Sie oben rechts Ihr Profil.",
          },
          link: "{address}/odoo",
        },
        {
          text: {
            en: "Choose “Account security”, then “New API key”.",
            de: "Wählen Sie „Kontosicherheit“, dann „Neuer API-Schlüssel“.",
          },
          link: "{address}/odoo/my-preferences",
        },
        {
          text: {
            en: "Give it a name, copy the key at once and paste it here. Odoo shows it only this time.",
            de: "Geben Sie ihm einen Namen, kopieren Sie den Schlüssel gleich und fügen Sie ihn hier ein. Odoo zeigt ihn nur dieses eine Mal.",
          },
          field: "apiKey",
        },
      ],
    }),
    method({
      id: "password",
      kind: "login",
      fields: [
        address,
        { name: "username", kind: "text", role: "username", public: true },
        { name: "password", kind: "secret", role: "password" },
      ],
    }),
    method({ id: "files", kind: "files", built: false, fields: [] }),
  ],
};

export const businessCentral: SystemView = {
  ...hitOf("dynamics-bc"),
  address: { kind: "fixed", example: "https://api.businesscentral.dynamics.com" },
  methods: [
    method({
      id: "oauth2",
      kind: "oauth2",
      consent: "browser",
      fields: [
        {
          name: "environment",
          kind: "choice",
          public: true,
          label: { en: "Environment", de: "Umgebung" },
          default: "production",
          choices: [
            { value: "production", label: { en: "Production", de: "Produktion" } },
            { value: "sandbox", label: { en: "Sandbox", de: "Testumgebung" } },
          ],
        },
        { name: "company", kind: "text", role: "company", public: true, optional: true },
      ],
    }),
  ],
};

/** Consent by a code that is entered at the provider. */
export const byCode: SystemView = {
  ...hitOf("dynamics-bc"),
  address: { kind: "fixed", example: "https://api.businesscentral.dynamics.com" },
  methods: [method({ id: "code", kind: "oauth2", consent: "code", fields: [] })],
};

/** By an application that the person registers. */
export const ownApplication: SystemView = {
  ...hitOf("generic-oauth2"),
  address: { kind: "web", example: "https://api.company.example" },
  methods: [
    method({
      id: "oauth2",
      kind: "oauth2",
      consent: "browser",
      redirectUrl: "https://connect.gangway.example/callback/generic-oauth2-q8Rk2vTz0yLhM4sd",
      fields: [
        { ...address, example: "https://api.company.example" },
        { name: "clientId", kind: "text", role: "username", public: true, label: { en: "Client ID", de: "Client-ID" } },
        { name: "clientSecret", kind: "secret", role: "secret", label: { en: "Client secret", de: "Client-Secret" } },
      ],
      steps: [
        {
          text: {
            en: "Register an application in the other system. It asks for a redirect address; we show ours.",
            de: "Registrieren Sie im anderen System eine Anwendung. Es fragt nach einer Weiterleitungsadresse; unsere wird hier angezeigt.",
          },
        },
        {
          text: {
            en: "Copy client ID and client secret of that application.",
            de: "Kopieren Sie Client-ID und Client-Secret dieser Anwendung.",
          },
          field: "clientId",
        },
      ],
    }),
  ],
};

export const database: SystemView = {
  ...hitOf("postgresql"),
  address: { kind: "server", example: "db.plant.example:5432" },
  methods: [
    method({
      id: "database",
      kind: "database",
      fields: [
        {
          name: "server",
          kind: "text",
          role: "address",
          public: true,
          label: { en: "Server", de: "Server" },
          example: "db.plant.example:5432",
        },
        { name: "database", kind: "text", role: "company", public: true, label: { en: "Database", de: "Datenbank" } },
        { name: "port", kind: "number", role: "port", public: true, optional: true, example: "5432" },
        {
          name: "region",
          kind: "choice",
          public: true,
          label: { en: "Region", de: "Region" },
          choices: ["eu-1", "eu-2", "us-1", "us-2", "ap-1", "ap-2"].map((value) => ({ value })),
        },
        { name: "username", kind: "text", role: "username", public: true },
        { name: "password", kind: "secret", role: "password" },
      ],
    }),
  ],
};

/** By a file that the vendor hands out, or by what stands in it. */
export const vendorFile: SystemView = {
  ...hitOf("dynamics-bc"),
  id: "infor",
  name: "Infor CloudSuite",
  vendor: "Infor",
  address: { kind: "web", example: "https://mingle-ionapi.inforcloudsuite.com" },
  methods: [
    method({
      id: "oauth2",
      kind: "oauth2",
      file: {
        extensions: [".ionapi"],
        label: { en: "Credentials file of the application", de: "Zugangsdatei der Anwendung" },
        expects: [{ at: "/ci" }],
        takes: { clientId: "/ci", privateKey: "/key" },
      },
      fields: [
        { name: "clientId", kind: "text", role: "username", public: true, label: { en: "Client ID", de: "Client-ID" } },
        {
          name: "privateKey",
          kind: "secret",
          role: "key",
          lines: true,
          label: { en: "Private key", de: "Privater Schlüssel" },
        },
      ],
    }),
  ],
};

/** Asks for a code once it knows who signs in. */
export const withCode: SystemView = {
  ...odoo,
  methods: odoo.methods.map((one) => ({
    ...one,
    fields: [
      ...one.fields,
      {
        name: "code",
        kind: "secret" as const,
        role: "secret" as const,
        later: true,
        optional: true,
        label: { en: "Code from the message", de: "Code aus der Nachricht" },
      },
    ],
  })),
};

export const systems: Readonly<Record<string, SystemView>> = {
  odoo,
  "dynamics-bc": businessCentral,
  "generic-oauth2": ownApplication,
  postgresql: database,
};
/** The whole entry of a row; Odoo's shape where the gallery has none of its own. */
export const systemOf = (id: string): SystemView =>
  systems[id] ?? { ...odoo, ...(hits.find((h) => h.id === id) ?? hitOf("odoo")) };
