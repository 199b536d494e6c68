import { connect } from "node:net";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, expect, it } from "vitest";
import { startTrial, type Trial } from "../trial.setup.js";

let trial: Trial;
beforeAll(async () => {
  trial = await startTrial();
  // Looked at every two seconds.
  trial.server.app.server.headersTimeout = 100;
});
afterAll(() => trial.close());

/** Everything that is answered on a connection, until it is closed. */
const answerTo = (sent: string): Promise<string> => {
  const socket = connect(Number(new URL(trial.url).port), "127.0.0.1");
  socket.write(sent);
  return text(socket);
};

it("a connection that was never used is closed without a word", async () => {
  expect(await answerTo("")).toBe("");
});

it("a request that does not end is told so, with its id", async () => {
  const answer = await answerTo("POST /v1/links HTTP/1.1\r\nhost: localhost\r\n");
  expect(answer).toMatch(/^HTTP\/1\.1 408 /);
  expect(answer).toContain('"code":"too_slow"');
});
