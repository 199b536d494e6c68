/** `npm run check`: the fast half, before each commit; its parts run side by side. */
import { close, runStage } from "./stages.mjs";

close(
  await Promise.all(
    ["types", "walls and lint", "format", "catalogue rules", "fast units"].map((name) => runStage(name)),
  ),
);
