const shapes = [
  /^(?:sk|pk|rk)[_-](?:(?:live|test|proj|ant)[_-][\w-]{8,}|(?=[A-Za-z]*\d)[A-Za-z0-9]{16,})$/, // Stripe and others
  /^eyJ[A-Za-z0-9_-]{5,}\.[A-Za-z0-9_-]*(?:\.[A-Za-z0-9_-]*)*$/, // JSON Web Token
  /^(?:gh[pousr]_|github_pat_|glpat-|glsa_|xox[abeprs]-|xapp-\d|shp(?:at|ca|pa|ss|pka)_|ATATT|ATCTT|AIza|ya29\.|npm_|pypi-AgE|dop_v1_|hf_|gw_[a-z]+_|whsec_|pat-[a-z]{2}\d-|sntrys_|rzp_(?:live|test)_|lin_api_|dckr_pat_|hvs\.|nvapi-|PMAK-|NRAK-)[A-Za-z0-9._=-]{8,}$/,
  /^(?:AKIA|ASIA)[A-Z0-9]{12,16}$/,
  /^SG\.[\w-]{16,}\.[\w-]+$/,
  /^(?:Bearer|Basic|Token|ApiKey|SSWS|Digest) \S{8,}$/i,
  /^[A-Fa-f0-9]{24,}$/,
  /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i,
  /^-----BEGIN [A-Z ]+-----/,
  /^ssh-(?:rsa|ed25519|dss) AAAA/,
  /^[A-Za-z0-9]{3}\dQ~[A-Za-z0-9._~-]{20,}$/, // client secrets of Microsoft Entra
];

/** Words before a value that name it a secret, in a header, a settings file or a connection string. */
const named =
  /(?:^|[;&,{\s])["']?(?:[\w-]{0,20}[_-])?(?:pass(?:word|wd|wort|e|phrase)?|pwd|kennwort|secret|token|api[ _-]?key|apikey|access[ _-]?key|accountkey|sharedaccesskey|private[ _-]?key|client[ _-]?secret|auth(?:orization)?|credentials?|mot de passe|contraseña|clave|wachtwoord|hasło|senha)["']?\s?[:=]\s?["']?(?!\/\/|https?:)\S{4,}/i;

/** Whether a text has the shape of a key or token. What is said of it must then not repeat it. */
export function looksLikeSecret(text: string): boolean {
  return text.length > 11 && (shapes.some((shape) => shape.test(text)) || isRandom(text));
}

/** Whether a text says of itself that a secret stands in it: "api_key=…", "Authorization: Bearer …", "Server=…;Password=…". */
export const namesSecret = (text: string): boolean =>
  !/^[a-z][a-z0-9+.-]*:\/\//i.test(text) && !/^[^\s=]*[/?]/.test(text) && named.test(text);

/** Whether a label of a host carries a key: letters and digits alone may be anybody's host. */
export const holdsKey = (host: string): boolean =>
  host
    .split(".")
    .some((label) =>
      /^(?:sk|pk|rk)[_-](?:live|test|proj|ant)[_-]|^(?:gh[pousr]_|github_pat_|glpat-|xox[abeprs]-|shp(?:at|ca|pa|ss)_|whsec_|gw_[a-z]+_)/i.test(
        label,
      ),
    );

/** Long, without a dot, of mixed letters and digits: nobody's name, and likely drawn by a machine. */
function isRandom(text: string): boolean {
  if (!/^[A-Za-z0-9+/_=-]{14,}$/.test(text) || !/[A-Za-z]/.test(text) || !/[0-9]/.test(text)) return false;
  const mixed = /[a-z]/.test(text) && /[A-Z]/.test(text);
  if (text.length >= 28 && mixed) return true;
  if (/^[A-Za-z0-9]{30,}$/.test(text)) return true;
  // Words change from small to large letters or to digits now and then; keys at every second character.
  const kinds = text.replace(/[a-z]/g, "a").replace(/[A-Z]/g, "A").replace(/[0-9]/g, "0");
  let turns = 0;
  for (let at = 1; at < kinds.length; at++) if (kinds[at] !== kinds[at - 1]) turns++;
  return mixed && turns >= text.length * 0.45;
}
