/** Door `gangway/embed`: the flow for a page without React. */
export { mount as open, type Handle, type LoadError, type MountOptions } from "./mount.js";
export type { Exit, FlowEvent } from "../flow/host.js";
export type { Connected } from "./messages.js";
