import { SystemFile, type System, type SystemFileInput } from "#contract/system";

/** A right entry, small; each test spoils what it is about. */
export function entry({ id = "sample", ...more }: Partial<SystemFileInput> & { id?: string } = {}): System {
  const file = SystemFile.parse({
    $schema: "../../system.schema.json",
    name: "Sample",
    vendor: "Sample Ltd",
    domains: ["sample.com"],
    popularity: 10,
    summary: { en: "A sample", de: "Ein Beispiel" },
    proven: { level: "documented", on: "2026-11-24" },
    address: { kind: "web", example: "https://erp.example.com" },
    recognition: [
      {
        question: { path: "/version" },
        yes: [{ status: 200, json: [{ at: "/product", is: "Sample" }] }],
        no: [{ when: { status: 404 }, cause: "wrong_product" }],
      },
    ],
    methods: [
      {
        kind: "bearer",
        steps: [{ text: { en: "Make a token", de: "Erzeugen Sie ein Token" }, field: "token" }],
        signIn: {
          question: { path: "/me" },
          yes: [{ status: 200, json: [{ at: "/name", type: "string" }] }],
          no: [{ when: { status: 401 }, cause: "credentials_wrong" }],
        },
      },
    ],
    sources: [{ url: "https://vendor.example.com/api", read: "2026-11-20" }],
    ...more,
  });
  return { ...file, id, category: "erp" };
}
