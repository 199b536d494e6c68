/** Bytes of the largest file that the flow reads: keys, certificates and vendors' files have some lines. No imports, for the browser. */
export const mostFileBytes = 65_536;
