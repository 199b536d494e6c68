import type { DataSet } from "#contract";
import { signInToFolder } from "./files-read.js";
import { because } from "./finding.js";
import type { Reading, SignedIn, SignIn } from "./method.js";
import { isNearby } from "./nearby.js";
import { smbFinding } from "./smb-cause.js";
import { smbFolder } from "./smb-folder.js";
import { hostOf, openSmb, type Opened } from "./smb-open.js";
import { impossible, placeOf } from "./smb-place.js";
import { enterSession } from "./smb-session.js";
import { openShare } from "./smb-tree.js";
import type { SmbVisit } from "./smb-wire.js";
import { patience, Refused } from "./starttls.js";

/** Signs in and looks into the folder; the connection stays open to read from it. */
export async function signInSmb(visit: SmbVisit): Promise<SignIn> {
  const place = placeOf(visit.values);
  let opened: Opened | undefined;
  let signedIn: SignedIn | undefined;
  try {
    const field = impossible(place);
    if (field) throw new Refused(because("folder_not_found", { field }));
    opened = await openSmb(visit, patience);
    mustBeReadable(opened);
    await enterSession(opened, visit);
    const tree = await openShare(opened, hostOf(visit), place.share);
    const { wire, agreed } = opened;
    const result = await signInToFolder(smbFolder({ wire, tree, most: agreed.most }, place.folder), [
      // The server let this very name in.
      { kind: "identity", value: visit.values["username"] ?? "" },
    ]);
    signedIn = result.signedIn && { ...result.signedIn, read: (dataSet) => read(result.signedIn!, dataSet, visit) };
    return { finding: result.finding, ...(signedIn && { signedIn }) };
  } catch (error) {
    return { finding: smbFinding(error, visit.signal) };
  } finally {
    if (!signedIn) await opened?.wire.close(async () => undefined);
  }
}

/** What is only signed can be read by everybody on the way: that is for the operator's own network. */
function mustBeReadable({ agreed, peer }: Opened): void {
  if (!agreed.cipher && !isNearby(peer)) throw new Refused(because("plain_http"));
}

async function read(signedIn: SignedIn, dataSet: DataSet, visit: SmbVisit): Promise<Reading> {
  try {
    return await signedIn.read(dataSet);
  } catch (error) {
    return { finding: smbFinding(error, visit.signal) };
  }
}
