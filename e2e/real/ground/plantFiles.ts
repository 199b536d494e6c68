import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

export const orders = `number,supplier,ordered_on,total,currency
PO-1001,Kugel & Lager GmbH,2026-03-02,936.88,EUR
PO-1002,Västra Tätningar AB,2026-03-09,340.00,EUR
PO-1003,Kugel & Lager GmbH,2026-03-16,172.00,EUR
`;
export const vendors = "code,name\nSUP-1001,Kugel & Lager GmbH\nSUP-1002,Västra Tätningar AB\n";

/** What a plant exports into a folder: three orders, two vendors in a file whose name needs encoding, items without any, a note. */
export function writePlantFiles(folder: string): void {
  mkdirSync(join(folder, "archive"), { recursive: true });
  writeFileSync(join(folder, "purchase_orders.csv"), orders);
  writeFileSync(join(folder, "Vendors für Werk #2 (100%).csv"), vendors);
  writeFileSync(join(folder, "items.csv"), "code;name\n");
  writeFileSync(join(folder, "assets.csv"), "");
  writeFileSync(join(folder, "notes.txt"), "Exported every night.\n");
  writeFileSync(join(folder, ".hidden.csv"), orders);
  writeFileSync(join(folder, "archive", "receipts.csv"), orders);
}
