import { createSocket } from "node:dgram";
import { once } from "node:events";
import { isIPv4, isIPv6 } from "node:net";
import type { DnsAnswers } from "./ssrf-urls.case.js";

const typeA = 1;
const typeAAAA = 28;
const typeCNAME = 5;
const serverFailure = 2;
const noSuchName = 3;
/** Longer than any resolver's patience is as good as for ever. */
const longest = 3_000;

/** The name server of the private network (RFC 1035, 4.1): says of each name what the case at hand has it say. */
export async function serveNames(current: () => Readonly<Record<string, DnsAnswers>>) {
  let lookups = new Map<string, number>();
  const socket = createSocket("udp6");
  socket.on("message", (question, from) => {
    const end = question.indexOf(0, 12) + 1;
    const name = nameIn(question.subarray(12, end));
    const type = question.readUInt16BE(end);
    const key = `${type} ${name}`;
    const number = lookups.get(key) ?? 0;
    lookups.set(key, number + 1);
    const said = saidOf(current(), name, number);
    const reply = answerTo(question.subarray(0, end + 4), type, said);
    setTimeout(() => socket.send(reply, from.port, from.address), Math.min(longest, said.delay ?? 0));
  });
  socket.bind(53, "::");
  await once(socket, "listening");
  return {
    /** Look-ups are counted anew. */
    forget: () => (lookups = new Map()),
    close: () => socket.close(),
  };
}

interface Said {
  code: number;
  addresses: string[];
  cname?: string | undefined;
  delay?: number | undefined;
}

function saidOf(names: Readonly<Record<string, DnsAnswers>>, name: string, number: number): Said {
  const bare = (text: string) => text.toLowerCase().replace(/\.+$/, "");
  const entry = Object.entries(names).find(([given]) => bare(given) === name)?.[1];
  if (entry === undefined) return { code: noSuchName, addresses: [] };
  if (Array.isArray(entry)) return { code: entry.length === 0 ? noSuchName : 0, addresses: entry };
  if ("seq" in entry) return { code: 0, addresses: entry.seq[Math.min(number, entry.seq.length - 1)] ?? [] };
  if ("error" in entry) return { code: entry.error === "ENOTFOUND" ? noSuchName : serverFailure, addresses: [] };
  return { code: 0, addresses: entry.answers, cname: entry.cname, delay: entry.delay_ms };
}

function nameIn(bytes: Buffer): string {
  const labels: string[] = [];
  for (let at = 0; bytes[at]; at += 1 + bytes[at]!) labels.push(bytes.toString("latin1", at + 1, at + 1 + bytes[at]!));
  return labels.join(".").toLowerCase();
}

function answerTo(question: Buffer, type: number, { code, addresses, cname }: Said): Buffer {
  const fitting = addresses.filter(type === typeA ? isIPv4 : type === typeAAAA ? isIPv6 : () => false);
  const records = [
    ...(cname ? [record(typeCNAME, Buffer.from([...cname.split(".").flatMap(label), 0]))] : []),
    ...fitting.map((address) => record(type, bytesOf(address))),
  ];
  const header = Buffer.from(question.subarray(0, 12));
  header.writeUInt16BE(0x8180 | code, 2);
  header.writeUInt16BE(records.length, 6);
  header.fill(0, 8);
  return Buffer.concat([header, question.subarray(12), ...records]);
}

const label = (text: string): number[] => [text.length, ...Buffer.from(text, "latin1")];
/** The name by reference to the question's, then type, class IN, time to live and length. */
const record = (type: number, data: Buffer): Buffer =>
  Buffer.concat([Buffer.from([0xc0, 12, 0, type, 0, 1, 0, 0, 0, 0, 0, data.length]), data]);

function bytesOf(address: string): Buffer {
  if (isIPv4(address)) return Buffer.from(address.split(".").map(Number));
  // The URL parser gives the one short form, in hexadecimal only.
  const short = new URL(`http://[${address}]`).hostname.slice(1, -1);
  const [left = "", right] = short.split("::");
  const parts = (text: string) => text.split(":").filter((part) => part !== "");
  const [head, tail] = [parts(left), parts(right ?? "")];
  const all = [...head, ...Array<string>(8 - head.length - tail.length).fill("0"), ...tail];
  return Buffer.from(all.map((part) => part.padStart(4, "0")).join(""), "hex");
}
