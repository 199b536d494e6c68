import type { DataSet, FieldInput } from "#contract";
import { enteredFields } from "./fields.js";
import { signInToFolder } from "./files-read.js";
import { ftpFinding } from "./ftps-cause.js";
import { openFtpFolder } from "./ftps-folder.js";
import { knockFtps } from "./ftps-knock.js";
import { openLine, type FtpVisit, type Line } from "./ftps-line.js";
import type { Method, Reading, SignedIn, SignIn } from "./method.js";

const own: FieldInput[] = [
  { name: "username", role: "username", public: true, autocomplete: "username" },
  { name: "password", role: "password", kind: "secret", clean: "exact", autocomplete: "current-password" },
  { name: "folder", role: "folder", kind: "folder", public: true, optional: true, autocomplete: "off" },
];

/** Files over FTP with TLS (RFC 4217), whether it is asked for or comes first. */
export const ftps: Method<"files"> = {
  kind: "files",
  reach: "own",
  built: () => true,
  consent: () => null,
  fields: (use, system) => enteredFields(system, use, own),
  // A command ends with its line.
  refuse: (_use, _name, value) => (/[\r\n\0]/.test(value) ? "control_characters" : undefined),
  knock: knockFtps,
  signIn,
};

async function signIn(visit: FtpVisit): Promise<SignIn> {
  let line: Line | undefined;
  let signedIn: SignedIn | undefined;
  try {
    line = await openLine(visit);
    const folder = await openFtpFolder(visit, line);
    // The server let this very name in.
    const result = await signInToFolder(folder, [
      { kind: "identity", value: visit.values["username"] ?? "" },
      ...line.facts,
    ]);
    signedIn = result.signedIn && { ...result.signedIn, read: (dataSet) => read(result.signedIn!, dataSet, visit) };
    return { finding: result.finding, ...(signedIn && { signedIn }) };
  } catch (error) {
    return { finding: ftpFinding(error, visit.signal) };
  } finally {
    if (!signedIn) await line?.close();
  }
}

async function read(signedIn: SignedIn, dataSet: DataSet, visit: FtpVisit): Promise<Reading> {
  try {
    return await signedIn.read(dataSet);
  } catch (error) {
    return { finding: ftpFinding(error, visit.signal) };
  }
}
