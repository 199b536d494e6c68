import { describe, expect, it } from "vitest";
import { mostFiles } from "./files-folder.js";
import { NotUnderstood, u16, u32, u8, utf16 } from "./smb-bytes.js";
import { SmbRefusal } from "./smb-cause.js";
import { smbFolder } from "./smb-folder.js";
import type { Answer, Command } from "./smb-message.js";
import type { SmbWire } from "./smb-wire.js";

// What no honest server says; one that signs it knows the password, and may say what it likes.
const header = Buffer.alloc(64);

/** A server that opens whatever is asked for, as so many bytes, and answers the rest as told. */
function serverOf(size: number, answers: Partial<Record<Command, () => Buffer>>) {
  const asked: Command[] = [];
  const ask = (command: Command): Promise<Partial<Answer>> => {
    asked.push(command);
    if (command === "open") {
      const opened = Buffer.alloc(88);
      opened.writeBigUInt64LE(BigInt(size), 48);
      return Promise.resolve({ status: 0, message: Buffer.concat([header, opened]) });
    }
    const body = answers[command]?.() ?? Buffer.alloc(60);
    return Promise.resolve({ status: 0, message: Buffer.concat([header, body]) });
  };
  return { asked, folder: smbFolder({ wire: { ask } as unknown as SmbWire, tree: 1, most: 65_536 }, "export") };
}

const data = (bytes: Buffer) => Buffer.concat([u16(17), u8(80, 0), u32(bytes.length, 0, 0), bytes]);

describe("a folder over SMB, of a server that signs whatever it likes", () => {
  it("that lists for ever is listened to up to a point", async () => {
    const name = utf16("orders.csv");
    const entry = Buffer.concat([u32(0), Buffer.alloc(52), u32(0x20, name.length, 0), name]);
    const { asked, folder } = serverOf(0, { list: () => Buffer.concat([u16(9, 72), u32(entry.length), entry]) });
    expect(await folder.list()).toHaveLength(mostFiles);
    expect(asked.filter((one) => one === "list")).toHaveLength(mostFiles);
    expect(asked.at(-1)).toBe("close");
  });

  it("that lists folders for ever is left, too", async () => {
    const name = utf16("older");
    const entry = Buffer.concat([u32(0), Buffer.alloc(52), u32(0x10, name.length, 0), name]);
    const { folder } = serverOf(0, { list: () => Buffer.concat([u16(9, 72), u32(entry.length), entry]) });
    expect(await folder.list()).toEqual([]);
  });

  it("that gives a little at a time is read all the same, and no further than was wanted", async () => {
    const { folder } = serverOf(2 ** 50, { read: () => data(Buffer.from("a")) });
    expect(await folder.readStart("large.csv", 5)).toEqual({ start: Buffer.from("aaaaa"), size: 2 ** 50 });
  });

  it.each([
    ["more than was asked for", data(Buffer.alloc(6))],
    ["nothing at all", data(Buffer.alloc(0))],
    ["less than it says", data(Buffer.alloc(4)).subarray(0, 18)],
  ])("that gives %s is not understood, and the file is closed", async (_, read) => {
    const { asked, folder } = serverOf(5, { read: () => read });
    await expect(folder.readStart("orders.csv", 5)).rejects.toThrow(NotUnderstood);
    expect(asked.at(-1)).toBe("close");
  });

  it("is refused by the folder's cause, and its paths are not repeated", async () => {
    const ask = () => Promise.reject(new SmbRefusal(0xc0000022));
    const folder = smbFolder({ wire: { ask } as unknown as SmbWire, tree: 1, most: 65_536 }, "secret\\folder");
    await expect(folder.list()).rejects.toMatchObject({ code: "folder_forbidden", message: "folder_forbidden" });
  });
});
