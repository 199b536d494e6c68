import type { FieldInput } from "#contract";
import { enteredFields } from "./fields.js";
import { FolderError } from "./files-folder.js";
import { signInToFolder } from "./files-read.js";
import type { Method } from "./method.js";
import { s3Folder } from "./s3-folder.js";
import { Refused } from "./starttls.js";

const key = { kind: "secret", clean: "key", autocomplete: "off" } as const;
const own: FieldInput[] = [
  {
    name: "bucket",
    role: "company",
    public: true,
    clean: "trim",
    autocomplete: "off",
    label: { en: "Bucket", de: "Bucket" },
  },
  {
    name: "region",
    public: true,
    default: "us-east-1",
    pattern: "^[a-z0-9-]{2,40}$",
    clean: "trim",
    autocomplete: "off",
    label: { en: "Region", de: "Region" },
  },
  { name: "accessKeyId", role: "key", ...key, label: { en: "Access key ID", de: "Access-Key-ID" } },
  { name: "secretAccessKey", role: "secret", ...key, label: { en: "Secret access key", de: "Secret Access Key" } },
  { name: "sessionToken", optional: true, ...key, label: { en: "Session token", de: "Session-Token" } },
  { name: "folder", role: "folder", kind: "folder", public: true, optional: true, autocomplete: "off" },
];

/** Files in a bucket of Amazon S3, or of one of the many that speak as it does. */
export const s3: Method<"files"> = {
  kind: "files",
  reach: "http",
  built: () => true,
  consent: () => null,
  fields: (use, system) => enteredFields(system, use, own),
  refuse: (_use, _name, value) => (/\p{Cc}/u.test(value) ? "control_characters" : undefined),

  async signIn(visit) {
    try {
      return await signInToFolder(s3Folder(visit));
    } catch (error) {
      if (error instanceof FolderError || error instanceof Refused) return { finding: error.finding };
      throw error;
    }
  },
};
