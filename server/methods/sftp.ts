import type { FieldInput } from "#contract";
import { enteredFields } from "./fields.js";
import type { Method } from "./method.js";
import { knockSftp } from "./sftp-knock.js";
import { signInSftp } from "./sftp-signIn.js";

const folder: FieldInput = {
  name: "folder",
  role: "folder",
  kind: "folder",
  public: true,
  optional: true,
  autocomplete: "off",
};
const own: FieldInput[] = [
  { name: "username", role: "username", public: true, autocomplete: "username" },
  { name: "password", role: "password", kind: "secret", clean: "exact", autocomplete: "current-password" },
  {
    name: "privateKey",
    role: "key",
    kind: "secret",
    // Any kind of key file; which it is, is told when it is read.
    lines: true,
    max: 16_384,
    label: { en: "Private key", de: "Privater Schlüssel" },
  },
  {
    name: "passphrase",
    role: "secret",
    kind: "secret",
    clean: "exact",
    optional: true,
    label: { en: "Passphrase of the key", de: "Passphrase des Schlüssels" },
  },
  folder,
];

const byPassword = ["username", "password", "folder"];
const byKey = ["username", "privateKey", "passphrase", "folder"];

/** Files over SSH (draft-ietf-secsh-filexfer-02, which all servers speak), by password or by key. */
export const sftp: Method<"files"> = {
  kind: "files",
  reach: "own",
  encrypts: true,
  built: () => true,
  consent: () => null,
  fields: (use, system) => enteredFields(system, use, own, use.by === "key" ? byKey : byPassword),
  refuse: (_use, name, value) => (name === "folder" && /\p{Cc}/u.test(value) ? "control_characters" : undefined),
  knock: knockSftp,
  signIn: signInSftp,
};
