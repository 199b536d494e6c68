import { address } from "./address.js";
import type { Rung } from "./climb.js";
import { name } from "./name.js";
import { reach } from "./reach.js";
import { read } from "./read.js";
import { recognise } from "./recognise.js";
import { record } from "./record.js";
import { secure } from "./secure.js";
import { signIn } from "./signIn.js";

/** The ladder, in order. A rung more is a file and a line here. */
export const ladder: readonly Rung[] = [address, name, reach, secure, recognise, signIn, read, record];
