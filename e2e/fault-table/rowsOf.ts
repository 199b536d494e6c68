import { ask, type Change } from "./ask.js";
import type { Row } from "./row.js";
import type { Subject } from "./subject.js";
import type { World } from "./world.js";

/** Makes rows of one running system: what is changed in what is entered, and as whom or by which way it is entered. */
export const rowsOf =
  <R, Who = never>(start: (world: World) => Promise<R>, subject: (running: R, who?: Who) => Subject) =>
  (fault: Row["fault"], told: Row["told"], change: (running: R) => Change = () => ({}), who?: Who): Row => ({
    fault,
    told,
    async ask(world) {
      const running = await start(world);
      return ask(subject(running, who), change(running));
    },
  });

/** Other values than the right ones, whatever runs. */
export const typed = (values: Record<string, string>) => (): Change => ({ values });
