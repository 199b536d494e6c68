/** Door `gangway/react`. */
export { Gangway, type GangwayProps } from "./surfaces/Gangway.js";
export { useGangway, type Gangway as GangwayControls } from "./surfaces/useGangway.js";
export { GangwayFlow } from "./GangwayFlow.js";
export type { FlowProps, FlowHandle } from "./steps/Flow.js";
export { createApi } from "./flow/api.js";
export type { Exit, FlowEvent, FlowHost, Start } from "./flow/host.js";
export type { Connected, Repaired } from "./surfaces/messages.js";
export type { Handle, LoadError, MountOptions } from "./surfaces/options.js";
