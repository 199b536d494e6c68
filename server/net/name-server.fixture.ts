import { createSocket } from "node:dgram";
import { once } from "node:events";

/** What to say for A and for AAAA: addresses, a response code (RFC 1035, 4.1.1), or silence. */
export type Reply = Buffer[] | number | "silence";

const typeA = 1;

/** A name server on a free port of this machine that says the same of every name. */
export async function startNameServer(replies: { a: Reply; aaaa: Reply }) {
  const socket = createSocket("udp4");
  socket.on("message", (question, from) => {
    const type = question.readUInt16BE(question.indexOf(0, 12) + 1);
    const reply = type === typeA ? replies.a : replies.aaaa;
    if (reply !== "silence") socket.send(answerTo(question, type, reply), from.port, from.address);
  });
  socket.bind(0, "127.0.0.1");
  await once(socket, "listening");
  return { address: `127.0.0.1:${socket.address().port}`, stop: () => socket.close() };
}

function answerTo(question: Buffer, type: number, reply: Buffer[] | number): Buffer {
  const end = question.indexOf(0, 12) + 5;
  const records = typeof reply === "number" ? [] : reply;
  const header = Buffer.from(question.subarray(0, 12));
  header.writeUInt16BE(0x8180 | (typeof reply === "number" ? reply : 0), 2);
  header.writeUInt16BE(records.length, 6);
  header.fill(0, 8);
  return Buffer.concat([header, question.subarray(12, end), ...records.map((data) => record(type, data))]);
}

function record(type: number, data: Buffer): Buffer {
  // The name by reference to the question's, then type, class IN, time to live and length.
  const head = Buffer.from([0xc0, 12, 0, type, 0, 1, 0, 0, 0, 60, 0, data.length]);
  return Buffer.concat([head, data]);
}
