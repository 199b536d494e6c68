import { describe, expect, it } from "vitest";
import type { DataSet } from "#contract";
import type { SignIn } from "./method.js";

/** What each protocol brings: a folder with `writePlantFiles`, and further ones in which something is wrong. */
export interface FolderCase {
  /** Signs in to a folder below the place where the plant's files lie in `export`. */
  readonly open: (folder: string) => Promise<SignIn>;
  /** Further files that only this protocol has there: links. */
  readonly more?: readonly string[];
  readonly forbidden?: string;
}

/** What holds for the files of a folder, whichever protocol brings them. */
export function filesSuite(name: string, of: FolderCase): void {
  const reading = async (dataSet: DataSet) => {
    const { signedIn } = await of.open("export");
    try {
      return await signedIn!.read(dataSet);
    } finally {
      await signedIn!.close();
    }
  };
  const count = String(5 + (of.more?.length ?? 0));

  describe(`files of ${name}`, () => {
    it("counts files; hidden ones and folders left out", async () => {
      const { finding, signedIn } = await of.open("export");
      await signedIn!.close();
      expect(finding.facts).toContainEqual({ kind: "count", value: count });
    });

    it("reads the first record of a CSV, and counts its records", async () => {
      expect(await reading("purchaseOrders")).toEqual({
        finding: { answer: "yes", facts: [{ kind: "count", value: "3" }], warnings: [] },
        first: "purchase_orders.csv: PO-1001, Kugel & Lager GmbH, 2026-03-02, 936.88, EUR",
      });
    });

    it("reads a file whose name has blanks, umlauts and signs", async () => {
      const { finding, first } = await reading("vendors");
      expect(finding.facts).toEqual([{ kind: "count", value: "2" }]);
      expect(first).toBe("Vendors für Werk #2 (100%).csv: SUP-1001, Kugel & Lager GmbH");
    });

    it("finds no record under a header alone, nor in an empty file", async () => {
      for (const dataSet of ["items", "assets"] as const) {
        expect(await reading(dataSet)).toMatchObject({
          finding: { facts: [{ kind: "count", value: "0" }] },
          first: null,
        });
      }
    });

    it("has all files as a data set of their own", async () => {
      const { finding, first } = await reading("files");
      expect(finding.facts).toEqual([{ kind: "count", value: count }]);
      expect(first).toMatch(/\.csv/);
    });

    it("has no other data than there are files of that name", async () => {
      expect((await reading("workOrders")).finding).toMatchObject({ answer: "unknown", cause: "data_missing" });
    });

    it("opens a folder within a folder, with a slash at the end too", async () => {
      for (const folder of ["export/archive", "export/archive/"]) {
        const { finding, signedIn } = await of.open(folder);
        await signedIn!.close();
        expect(finding.facts).toContainEqual({ kind: "count", value: "1" });
      }
    });

    it.each(["none", "export/notes.txt"])("says that there is no folder %s", async (folder) => {
      const { finding, signedIn } = await of.open(folder);
      expect(finding).toMatchObject({ answer: "no", cause: "folder_not_found", field: "folder" });
      expect(signedIn).toBeUndefined();
    });

    if (of.forbidden !== undefined) {
      it("says that a folder may not be read", async () => {
        const { finding } = await of.open(of.forbidden!);
        expect(finding).toMatchObject({ answer: "no", cause: "folder_forbidden", field: "folder" });
      });
    }
  });
}
