import { SystemFile, type System, type SystemFileInput } from "#contract";

/** An entry of these tests, where no entry of the catalogue uses a method like this. */
export const ownEntry = (file: Pick<SystemFileInput, "name" | "summary" | "methods">): System => ({
  ...SystemFile.parse({
    vendor: "Our tests",
    popularity: 1,
    proven: { level: "observed", on: "2026-11-25" },
    address: { kind: "web", keep: "origin", example: "https://erp.example.com" },
    sources: [{ url: "package:none@1", read: "2026-11-25" }],
    ...file,
  }),
  id: "own",
  category: "erp",
});
