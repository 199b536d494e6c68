/** Door `gangway/embed`: the flow for a page without React. */
export { mount as open } from "./mount.js";
export type { Handle, LoadError, MountOptions } from "./options.js";
export type { Exit, FlowEvent } from "../flow/host.js";
export type { Connected, Repaired } from "./messages.js";
