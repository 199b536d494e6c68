import { entry } from "../methods/climb.fixture.js";
import type { RunningLocalFolder } from "../real/localFolder.js";
import { ask } from "./ask.js";
import { connected, limited, refused, type Column, type Row } from "./row.js";

const row = (
  fault: Row["fault"],
  told: Row["told"],
  folderOf: (running: RunningLocalFolder) => string = ({ root }) => root,
  data: "purchaseOrders" | "vendors" = "purchaseOrders",
): Row => ({
  fault,
  told,
  async ask(world) {
    const running = await world.folder();
    return ask(
      {
        system: entry("local-folder"),
        method: "files",
        values: { folder: folderOf(running) },
        data: [data],
        place: { port: 0 },
        settings: { roots: [running.root], oauth: {}, inputs: {} },
      },
      { address: "" },
    );
  },
});

export const localFolder: Column = {
  name: "Local folder",
  what: "a folder of this machine, and links that lead out of it",
  rows: [
    row("right", connected()),
    row("folderMissing", refused("folder_not_found", "folder"), ({ root }) => `${root}/none`),
    row("folderOutside", refused("folder_outside_roots", "folder"), ({ traps }) => traps.folderLinkOut),
    row("noSuchData", limited("data_missing"), undefined, "vendors"),
  ],
};
