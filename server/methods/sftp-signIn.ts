import { FolderError } from "./files-folder.js";
import { signInToFolder } from "./files-read.js";
import type { Finding } from "./finding.js";
import type { SignIn } from "./method.js";
import { SftpRefusal } from "./sftp-cause.js";
import { doorFor, type Proof } from "./sftp-door.js";
import { openSftpFolder } from "./sftp-folder.js";
import { readKey } from "./sftp-key.js";
import { openWire, type SftpVisit, type Wire } from "./sftp-wire.js";

/** Signs in and looks into the folder; the connection stays open to read from it. */
export async function signInSftp(visit: SftpVisit): Promise<SignIn> {
  const proof = await proofOf(visit);
  if ("answer" in proof) return { finding: proof };
  const username = visit.values["username"] ?? "";
  let wire: Wire | undefined;
  let signedIn: SignIn["signedIn"];
  try {
    wire = await openWire(visit, { username, door: doorFor(username, proof) });
    const folder = await openSftpFolder(wire, visit);
    // The server let this very name in.
    const result = await signInToFolder(folder, [{ kind: "identity", value: username }, ...wire.facts]);
    ({ signedIn } = result);
    return result;
  } catch (error) {
    if (error instanceof SftpRefusal || error instanceof FolderError) return { finding: error.finding };
    throw error;
  } finally {
    if (!signedIn) await wire?.close();
  }
}

async function proofOf({ use, values, signal }: SftpVisit): Promise<Proof | Finding> {
  if (use.by !== "key") return { password: values["password"] ?? "" };
  const key = await readKey(values["privateKey"] ?? "", values["passphrase"], signal);
  return typeof key === "string" ? { key } : key;
}
