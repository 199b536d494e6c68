import * as z from "zod";
import { Address } from "./address.js";
import { MethodUse } from "./method.js";
import { DataSet, Probe } from "./probe.js";
import { Text } from "./text.js";

/** Folder of an entry. */
export const categories = [
  "erp",
  "maintenance",
  "warehouse",
  "procurement",
  "inventory",
  "commerce",
  "accounting",
  "production",
  "engineering",
  "construction",
  "logistics",
  "service",
  "crm",
  "people",
  "monitoring",
  "content",
  "database",
  "files",
  "generic",
] as const;
export const Category = z.enum(categories);
export type Category = z.infer<typeof Category>;

/** How well an entry is known, best first. */
export const provenLevels = ["observed", "documented", "reported", "claimed", "named"] as const;
export const Proven = z.enum(provenLevels);
export type Proven = z.infer<typeof Proven>;

export const Source = z.strictObject({
  url: z
    .string()
    .describe("Where the fact stands: an https address, or package:name@version for a server that our tests run"),
  read: z.iso.date().describe("The day it was read"),
  for: z.array(z.enum(["address", "recognition", "method", "probe", "steps", "causes"])).optional(),
});
export type Source = z.infer<typeof Source>;

/** One system of the catalogue, as its JSON file says it. Folder is the category, file name the id. */
export const SystemFile = z.strictObject({
  $schema: z.string().optional(),
  name: z.string().min(1).max(80),
  vendor: z.string().max(80),
  aliases: z.array(z.string()).default([]),
  domains: z
    .array(z.string())
    .default([])
    .describe("The vendor's own web sites: people paste them though they are nobody's system"),
  popularity: z.number().int().min(0).max(100).describe("For order in the picker: 100 is met everywhere"),
  summary: Text.describe("One line for the picker"),
  hue: z.number().int().min(0).max(359).optional().describe("Of the monogram tile"),
  proven: z.strictObject({ level: Proven, on: z.iso.date(), version: z.string().optional() }),
  address: Address,
  recognition: z
    .array(Probe)
    .default([])
    .describe("Asked without credentials; positive evidence that this product answers"),
  methods: z.array(MethodUse).min(1),
  reads: z.partialRecord(DataSet, Probe).default({}).describe("How each data set is asked for"),
  sources: z.array(Source).min(1),
});
export type SystemFile = z.infer<typeof SystemFile>;
export type SystemFileInput = z.input<typeof SystemFile>;

/** An entry, read: the file with what its path says. */
export type System = SystemFile & { id: string; category: Category };
