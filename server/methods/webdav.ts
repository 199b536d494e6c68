import type { FieldInput } from "#contract";
import { enteredFields } from "./fields.js";
import { FolderError } from "./files-folder.js";
import { signInToFolder } from "./files-read.js";
import { yes, type Finding } from "./finding.js";
import type { Method, SignIn } from "./method.js";
import { askDav, type DavVisit } from "./webdav-ask.js";
import { davFolder, folderUrl } from "./webdav-folder.js";

const own: FieldInput[] = [
  { name: "username", role: "username", public: true, autocomplete: "username" },
  { name: "password", role: "password", kind: "secret", clean: "exact", autocomplete: "current-password" },
  { name: "folder", role: "folder", kind: "folder", public: true, optional: true, autocomplete: "off" },
];

/** Files over http (WebDAV, RFC 4918), by user and password. */
export const webdav: Method<"files"> = {
  kind: "files",
  reach: "http",
  built: () => true,
  consent: () => null,
  fields: (use, system) => enteredFields(system, use, own),
  refuse(_use, name, value) {
    if (name === "username" && value.includes(":")) return "colon";
    return name === "folder" && /\p{Cc}/u.test(value) ? "control_characters" : undefined;
  },

  async signIn(visit) {
    try {
      const signedIn = await signInToFolder(davFolder(visit));
      return { ...signedIn, finding: await withIdentity(visit, signedIn) };
    } catch (error) {
      if (error instanceof FolderError) return { finding: error.finding };
      throw error;
    }
  },
};

/** Where everybody is let in, the name says nothing. It does where the same question is refused without it. */
async function withIdentity(visit: DavVisit, { finding }: SignIn): Promise<Finding> {
  const asked =
    visit.anonymousStatus === 401 ? 401 : (await askDav(visit, folderUrl(visit), { depth: 0, anonymous: true })).status;
  if (asked !== 401 && asked !== 403) return finding;
  return yes([{ kind: "identity", value: visit.values["username"] ?? "" }, ...(finding.facts ?? [])]);
}
