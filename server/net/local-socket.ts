import { request } from "node:http";
import { Socket } from "node:net";
import { announceSocket } from "./announce.js";

/** Asks a server on a Unix socket of this machine, with JSON. Throws the system's error when nobody listens (ENOENT, ECONNREFUSED). */
export function askLocalSocket(path: string, body: unknown): Promise<{ status: number; body: unknown }> {
  return new Promise((resolve, reject) => {
    const asked = request({
      createConnection: () => openSocket(path),
      method: "POST",
      path: "/",
      headers: { "content-type": "application/json" },
    });
    asked.on("error", reject);
    asked.on("response", (response) => {
      const chunks: Buffer[] = [];
      response.on("error", reject);
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.on("end", () => {
        try {
          resolve({ status: response.statusCode ?? 0, body: JSON.parse(Buffer.concat(chunks).toString("utf8")) });
        } catch (error) {
          reject(error as Error);
        }
      });
    });
    asked.end(JSON.stringify(body));
  });
}

function openSocket(path: string): Socket {
  const socket = new Socket();
  announceSocket({ socket, to: path });
  return socket.connect({ path });
}
