const shapes = [
  /^(?:sk|pk|rk)[_-](?:live|test|proj|ant)?[_-]?[A-Za-z0-9_-]{12,}$/, // Stripe and others
  /^eyJ[A-Za-z0-9_-]{5,}\.[A-Za-z0-9_-]*(?:\.[A-Za-z0-9_-]*)*$/, // JSON Web Token
  /^(?:gh[pousr]_|github_pat_|glpat-|xox[abeprs]-|shp(?:at|ca|pa|ss)_|ATATT|ATCTT|AKIA|ASIA|AIza|ya29\.|SG\.|npm_|pypi-|dop_v1_|hf_|gw_[a-z]+_|whsec_|pat-|EAA)[A-Za-z0-9._=-]{10,}$/,
  /^(?:Bearer|Basic|Token|ApiKey)\s+\S{8,}$/i,
  /^[A-Fa-f0-9]{24,}$/,
  /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i,
  /^-----BEGIN [A-Z ]+-----/,
];

/** Whether a text has the shape of a key or token. What is said of it must then not repeat it. */
export function looksLikeSecret(text: string): boolean {
  if (shapes.some((shape) => shape.test(text))) return true;
  // Long, without a dot, of mixed letters and digits: nobody's host, and likely random.
  return /^[A-Za-z0-9+/_=-]{28,}$/.test(text) && /[a-z]/.test(text) && /[A-Z]/.test(text) && /[0-9]/.test(text);
}
