import type { IncomingMessage, ServerResponse } from "node:http";
import { answerHtml, answerJson } from "./answer.js";

/** What a pretend system does to a request before it would answer well. True: it has answered (or never will). */
export type Mood = (request: IncomingMessage, response: ServerResponse, path: string) => boolean;

const asksOrders = (path: string) => path.includes("purchase-orders");
const asksAnything = (path: string) => path !== "/api/about";

/** How a pretend system can be, by the word in its address: `http://localhost:4602/erp/locked`. */
export const moods = {
  well: () => false,
  locked: (_, response, path) =>
    asksAnything(path) && answerJson(response, 429, { error: "too many attempts" }, { "retry-after": "900" }),
  forbidden: (_, response, path) =>
    asksOrders(path) && answerJson(response, 403, { error: "no right to read purchase orders" }),
  "wrong-product": (_, response) => answerJson(response, 200, { hello: "I am something else altogether" }),
  "login-page": (_, response) =>
    answerHtml(response, 200, '<form method="post"><input name="user"><input name="password" type="password"></form>'),
  redirect: (_, response) => {
    response.writeHead(302, { location: "/erp/login-page" }).end();
    return true;
  },
  maintenance: (_, response) => answerHtml(response, 503, "<h1>Down for maintenance</h1>", { "retry-after": "600" }),
  error: (_, response, path) =>
    asksAnything(path) && answerHtml(response, 500, "<h1>Internal error</h1><pre>at line 1</pre>"),
  garbage: (_, response) => {
    response.writeHead(200, { "content-type": "application/json" }).end('{"half an ans');
    return true;
  },
  huge: (_, response) => {
    response.writeHead(200, { "content-type": "application/json" });
    const block = Buffer.alloc(65_536, " ");
    const more = () => {
      while (!response.destroyed && response.write(block));
    };
    response.on("drain", more);
    more();
    return true;
  },
  slow: () => true, // never answers: the asker's own deadline must end it
  drop: (request) => {
    request.socket.destroy();
    return true;
  },
} as const satisfies Record<string, Mood>;
export type MoodName = keyof typeof moods;
