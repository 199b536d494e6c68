import { NetError } from "../net/index.js";
import { because, yes, type Finding } from "./finding.js";
import { smbFinding } from "./smb-cause.js";
import { dialects } from "./smb-negotiate.js";
import { openSmb } from "./smb-open.js";
import { speaksVersion1 } from "./smb-version1.js";
import type { SmbVisit } from "./smb-wire.js";

/** For one answer, in milliseconds: less than a run gives its first questions. */
const patience = 8_000;

/** Agrees on a version, and says no name: which it is, and whether what follows would be encrypted. */
export async function knockSmb(visit: SmbVisit): Promise<Finding> {
  try {
    const { wire, agreed } = await openSmb(visit, patience);
    wire.socket.destroy();
    const finding = yes([
      { kind: "product", value: "SMB server" },
      { kind: "version", value: dialects[agreed.dialect]! },
    ]);
    return agreed.cipher ? finding : { ...finding, plain: true };
  } catch (error) {
    const hungUp = error instanceof NetError && error.code === "connection_lost" && !visit.signal.aborted;
    if (hungUp && (await speaksVersion1(visit))) return because("tls_too_old");
    return smbFinding(error, visit.signal);
  }
}
