import { yes, type Finding } from "./finding.js";
import { SftpRefusal } from "./sftp-cause.js";
import { openWire, type SftpVisit } from "./sftp-wire.js";

/** Agrees on keys, and says no name: a server that can do that speaks SSH, and has shown whose it is. */
export async function knockSftp(visit: SftpVisit): Promise<Finding> {
  try {
    const wire = await openWire(visit);
    await wire.close();
    return yes(wire.facts);
  } catch (error) {
    if (error instanceof SftpRefusal) return error.finding;
    throw error;
  }
}
