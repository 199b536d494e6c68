/** A SHA-256 as people compare it: "3A:F0:…". */
export const fingerprintOf = (sha256: string): string => sha256.toUpperCase().replace(/..(?!$)/g, "$&:");
