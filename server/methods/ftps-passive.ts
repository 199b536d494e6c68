import type { Client } from "basic-ftp";
import { FolderError } from "./files-folder.js";
import { replyCode } from "./ftps-cause.js";

/**
 * The port at which the server waits for a connection of data. The longer known command names an address too, which may be
 * one of the server's own network, or of somebody else: it is not read.
 */
export async function passivePort({ ftp }: Client): Promise<number> {
  try {
    const { message } = await ftp.request("EPSV");
    return port(/\(([^\d\s])\1\1(\d{1,5})\1\)/.exec(message)?.[2]);
  } catch (error) {
    if (replyCode(error) === undefined || replyCode(error) === 421) throw error;
  }
  const { message } = await ftp.request("PASV");
  const [, high = "", low = ""] =
    /(?<!\d)\d{1,3},\d{1,3},\d{1,3},\d{1,3},(\d{1,3}),(\d{1,3})(?!\d)/.exec(message) ?? [];
  return port(high && String(Number(high) * 256 + Number(low)));
}

function port(digits: string | undefined): number {
  const number = Number(digits);
  if (!digits || number < 1 || number > 65_535) throw new FolderError("answer_not_understood");
  return number;
}
