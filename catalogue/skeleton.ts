import type { Address } from "#contract/address";
import type { MethodKind } from "#contract/method";
import type { Category, SystemFileInput } from "#contract/system";

/** What is asked for before an entry is written. */
export interface NewSystem {
  readonly id: string;
  readonly name: string;
  readonly vendor: string;
  readonly category: Category;
  readonly address: Address["kind"];
  readonly method: MethodKind;
  /** Day of writing, as 2026-11-24. */
  readonly today: string;
}

const examples: Record<Address["kind"], Address> = {
  web: { kind: "web", example: "https://erp.example.com" },
  account: { kind: "account", url: "https://{account}.example.com", hosts: ["{account}.example.com"], example: "acme" },
  server: { kind: "server", port: 5432, example: "db.example.com:5432" },
  folder: { kind: "folder", example: "/srv/exports" },
  fixed: { kind: "fixed", url: "https://api.example.com", example: "https://api.example.com" },
};

/** The first draft of an entry: right in form, honest in level, to be filled with facts and steps. */
export function skeleton({ name, vendor, address, method, today }: NewSystem): SystemFileInput {
  return {
    $schema: "../../system.schema.json",
    name,
    vendor,
    aliases: [],
    domains: [],
    popularity: 1,
    summary: { en: `${name}: what it is, in one line`, de: `${name}: was es ist, in einer Zeile` },
    proven: { level: "named", on: today },
    address: examples[address],
    methods: [methodOf(method)],
    sources: [{ url: "https://example.com/where-the-facts-stand", read: today }],
  };
}

const steps = [
  {
    text: {
      en: "Where the person gets what must be entered, in our own words",
      de: "Woher die Person hat, was einzugeben ist, in eigenen Worten",
    },
  },
];
const signIn = {
  question: { path: "/me" },
  yes: [{ status: 200, json: [{ at: "/name", type: "string" as const }] }],
  no: [
    { when: { status: 401 }, cause: "credentials_wrong" as const },
    { when: { status: 403 }, cause: "permission_missing" as const },
  ],
};

function methodOf(kind: MethodKind): SystemFileInput["methods"][number] {
  switch (kind) {
    case "apiKey":
      return { kind, place: "header", name: "X-API-Key", steps, signIn };
    case "basic":
    case "bearer":
    case "oauth1":
    case "clientCert":
    case "none":
      return { kind, steps, signIn };
    case "composite":
      return { kind, steps, signIn, parts: [{ kind: "clientCert" }, { kind: "basic" }] };
    case "wsse":
      return {
        kind,
        steps,
        headers: { SOAPAction: "urn:whoAmI" },
        signIn: {
          question: {
            method: "POST",
            path: "/service",
            xml: '<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Header>{security}</s:Header><s:Body><WhoAmI xmlns="urn:example"/></s:Body></s:Envelope>',
          },
          yes: [{ status: 200, text: "<(?:[a-z0-9]+:)?WhoAmIResponse" }],
          no: [{ when: { status: 500, text: "FailedAuthentication" }, cause: "credentials_wrong" }],
        },
      };
    case "signed":
      return {
        kind,
        steps,
        signIn,
        by: { scheme: "hmac", text: "{method}\n{path}\n{timestamp}", headers: { "X-Signature": "{signature}" } },
      };
    case "login":
      return {
        kind,
        steps,
        request: { method: "POST", path: "/login", json: { user: "{username}", password: "{password}" } },
        yes: [{ status: 200, json: [{ at: "/token", type: "string" }] }],
        no: [{ when: { status: 401 }, cause: "credentials_wrong" }],
        takes: { session: { at: "/token" } },
        carry: { header: { name: "Authorization", prefix: "Bearer ", value: "{session}" } },
        signIn,
      };
    case "oauth2":
      return {
        kind,
        steps,
        authorizeUrl: "https://login.example.com/authorize",
        tokenUrl: "https://login.example.com/token",
        signIn,
      };
    case "database":
      return { kind, engine: "postgresql", steps };
    case "files":
      return { kind, protocol: "local", steps };
    default:
      return { kind, steps };
  }
}
