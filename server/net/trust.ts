/** What else is trusted than the public authorities. There is no "ignore". */
export type { Trust } from "#contract";
