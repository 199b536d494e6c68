import { temporary } from "./cache.js";
import { freePort } from "./freePort.js";
import { keep } from "./keep.js";
import { untilListening } from "./untilAnswers.js";

/** A process that starts a server, says where it is, and waits to be killed. */
const directory = temporary("keep");
const port = await freePort();
const server = `require("node:http").createServer().listen(${port}, "127.0.0.1")`;
await untilListening(keep([process.execPath, "-e", server], { directory, asRoot: true }), port);
console.log(JSON.stringify({ directory, port }));
setInterval(() => {}, 60_000);
