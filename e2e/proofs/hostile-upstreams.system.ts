import { readCatalogue } from "#catalogue";
import { SystemFile, type System } from "#contract/system";

const plant = SystemFile.parse({
  name: "Plant",
  vendor: "Nobody",
  popularity: 1,
  summary: { en: "A system on its good day, and on its bad ones" },
  proven: { level: "observed", on: "2026-11-24" },
  address: { kind: "web", keep: "path", example: "https://plant.example" },
  sources: [{ url: "https://www.rfc-editor.org/rfc/rfc9110.html", read: "2026-11-24" }],
  recognition: [
    {
      question: { path: "/version" },
      yes: [{ status: 200, json: [{ at: "/product", is: "Plant" }] }],
      no: [],
      facts: { version: { at: "/version" } },
    },
  ],
  methods: [
    {
      kind: "basic",
      signIn: {
        question: { path: "/me" },
        yes: [{ status: 200, json: [{ at: "/me", type: "string" }] }],
        no: [],
        facts: { identity: { at: "/me" } },
      },
    },
  ],
});

/** The system that is asked for, and the whole catalogue beside it: what else answers is compared with that. */
export const systems: System[] = [...readCatalogue(), { ...plant, id: "plant", category: "generic" }];

/** What the system says to a request on its good day. */
export function goodAnswer(path: string, signed: boolean): { status: number; body: string } {
  if (path === "/version") return { status: 200, body: JSON.stringify({ product: "Plant", version: "4.2" }) };
  if (path !== "/me") return { status: 404, body: "" };
  return signed ? { status: 200, body: JSON.stringify({ me: "Anna" }) } : { status: 401, body: "" };
}
