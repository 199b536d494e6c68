import { NetError } from "../net/index.js";
import { deadlineOf } from "./deadline.js";
import { u16, u32, u8 } from "./smb-bytes.js";
import { frame, readFrame } from "./smb-frames.js";
import { isOldMessage } from "./smb-message.js";
import { connectTo } from "./smb-open.js";
import type { SmbVisit } from "./smb-wire.js";

const patience = 4_000;

// SMB_COM_NEGOTIATE (MS-CIFS, 2.2.4.52.1): only asks which versions there are.
const name = Buffer.from("\x02NT LM 0.12\0", "latin1");
const header = [Buffer.from("\xffSMB\x72", "latin1"), u32(0), u8(0x18), u16(0xc001), Buffer.alloc(20)];
const question = Buffer.concat([...header, u8(0), u16(name.length), name]);

/**
 * Whether a server that hung up on us speaks version 1, as old machines do. It is asked for its name and never spoken with:
 * that version protects nobody.
 */
export async function speaksVersion1(visit: SmbVisit): Promise<boolean> {
  const { onStep: _, ...quietly } = visit;
  const { signal, release } = deadlineOf(visit.signal, patience);
  try {
    const { socket } = await connectTo({ ...quietly, signal });
    socket.write(frame(question));
    return await readFrame(socket)
      .then(isOldMessage, () => false)
      .finally(() => socket.destroy());
  } catch (error) {
    if (error instanceof NetError) return false;
    throw error;
  } finally {
    release();
  }
}
