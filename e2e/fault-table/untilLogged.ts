import { setTimeout as pause } from "node:timers/promises";
import { loopbackFetch } from "../real/ground/loopbackFetch.js";
import type { FrontRequest, RunningNginxFront } from "../real/nginxFront.js";

let marks = 0;

/** Every request that the front has had so far. nginx writes its log in order: once a mark stands in it, all before does. */
export async function untilLogged(front: RunningNginxFront): Promise<FrontRequest[]> {
  const mark = `mark${++marks}.localhost`;
  await loopbackFetch(front.addresses.otherProduct.replace("localhost", mark));
  for (let looks = 0; looks < 200; looks++) {
    const requests = front.requests();
    if (requests.some(({ host }) => host === mark)) return requests;
    await pause(10);
  }
  throw new Error("The front keeps no log.");
}
