import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/**
 * A pretended SAP Business One: no such server runs here. It speaks the protocol of the Service Layer, as far as the
 * catalogue's entry asks, and answers with the codes that SAP documents. What a company is called says what goes wrong.
 */
export interface Pretend {
  readonly port: number;
  stop(): Promise<void>;
}

export const companies = {
  /** Everything right, but the server's clock. */
  slowClock: "PLANT_SLOW",
  /** Every licence is taken. */
  full: "PLANT_FULL",
  /** Its sessions end as soon as they have begun. */
  shortSessions: "PLANT_SHORT",
} as const;
/** What a vendor sells apart, beside the Service Layer. */
export const unpaid = "/sold-apart";
export const pretendPassword = "plant-manager-7";
const hour = 3_600_000;

export async function startPretend(): Promise<Pretend> {
  const server = createServer((request, response) => void answer(request, response));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    port: (server.address() as AddressInfo).port,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const say = (status: number, body: unknown, headers: Record<string, string> = {}) =>
    void response.writeHead(status, { "content-type": "application/json", ...headers }).end(JSON.stringify(body));
  const refuse = (code: number) => say(401, { error: { code, message: { lang: "en-us", value: "Refused." } } });
  const session = /B1SESSION=([A-Z_]+)/.exec(request.headers.cookie ?? "")?.[1];
  const body = Buffer.concat((await request.toArray()) as Buffer[]).toString("utf8");
  response.setHeader("date", new Date(Date.now() - hour).toUTCString());

  switch (request.url) {
    case "/b1s/v1/Login": {
      const { CompanyDB: company, Password: password } = JSON.parse(body) as Record<string, string>;
      if (password !== pretendPassword || !Object.values<string>(companies).includes(company ?? ""))
        return refuse(-304);
      if (company === companies.full) return refuse(-1102);
      return say(200, { SessionId: company }, { "set-cookie": `B1SESSION=${company}; HttpOnly` });
    }
    case "/b1s/v1/CompanyService_GetCompanyInfo":
      if (session !== companies.slowClock) return refuse(301);
      return say(200, { CompanyName: "Northwind Plant", Version: 1_000_190 });
    case "/b1s/v1/Logout":
      return void response.writeHead(204).end();
    case unpaid:
      return say(402, { error: "payment_required" });
    default:
      return refuse(301);
  }
}
