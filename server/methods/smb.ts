import type { FieldInput } from "#contract";
import { enteredFields } from "./fields.js";
import type { Method } from "./method.js";
import { knockSmb } from "./smb-knock.js";
import { signInSmb } from "./smb-signIn.js";

const own: FieldInput[] = [
  {
    name: "share",
    public: true,
    label: { en: "Share", de: "Freigabe" },
    clean: "trim",
    autocomplete: "off",
  },
  { name: "folder", role: "folder", kind: "folder", public: true, optional: true, autocomplete: "off" },
  { name: "username", role: "username", public: true, autocomplete: "username" },
  { name: "password", role: "password", kind: "secret", clean: "exact", autocomplete: "current-password" },
];

/**
 * Files of a Windows share (MS-SMB2), versions 2.1 to 3.1.1, read only. A client of our own: what is on npm answers by
 * NTLMv1, signs nothing, and opens sockets by itself.
 */
export const smb: Method<"files"> = {
  kind: "files",
  reach: "own",
  encrypts: true,
  built: () => true,
  consent: () => null,
  fields: (use, system) => enteredFields(system, use, own),
  refuse: (_use, name, value) =>
    (name === "folder" || name === "share") && /\p{Cc}/u.test(value) ? "control_characters" : undefined,
  knock: knockSmb,
  signIn: signInSmb,
};
