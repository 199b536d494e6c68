const reserved = /(?:^|\.)(?:example|invalid)(?:\.(?:com|org|net|edu))?$|\.tld$|^x(?:\.x){3}$/;
const yours = "(?:your|deine?|ihre?|eure?|votre|tu|su|uw|jouw|twoja|sua)";
const mine = "(?:my|meine?|unsere?|mon|notre|mi|minha|il-mio)";
const firm =
  "(?:company|domain|tenant|server|business|firma|unternehmen|mandant|entreprise|societe|empresa|azienda|bedrijf|organi[sz]ation)";
const thing = `(?:${firm}|instance|store|shop|site|org|subdomain|account|system|host|workspace|environment|env|database|db|name|instanz|domaene|domaine|dominio|domein)`;
const tail = "(?:[-_]?(?:name|here|id|url|ip))?\\d?$";
const possessed = new RegExp(`^(?:${yours}[-_]?${thing}|${mine}[-_]?${firm})${tail}`);
const possessedOnVendorHost = new RegExp(`^${mine}[-_]?${thing}${tail}`);
const words =
  /^(?:x{2,}|y{3,}|z{3,}|_+|your[-_].+|(?:company|tenant|customer|account|store|shop|site|instance|client|org|organi[sz]ation|sub-?domain|domain|server|db|database|environment)[-_]?(?:name|here|id)|subdomain|mydomainname|firmenname|nome-?azienda|nombre-?empresa|nom-?entreprise|bedrijfsnaam|votre[-_].+|foo|foobar|lorem|placeholder|changeme|replace-?me|hostname|myhost|ip-?address|server-?ip)$/;
const onVendorHost =
  /^(?:company|tenant|customer|account|instance|domain|client|organi[sz]ation|example|name|abc123|store|shop|database|firma|azienda|empresa|entreprise|societe|contoso|fabrikam|my(?:x{4,}|0{4,})|.*x{4,}.*)$/;

/** Whether a text still carries the documentation's stand-in for the person's own name: "<company>.example". */
export const hasTemplate = (text: string): boolean =>
  /[<{[(] ?[a-z][\w -]{0,60}[>}\])]{1,3} ?\.(?=[a-z0-9<{[])/i.test(text) ||
  /\. ?[<{[]{1,3} ?[a-z][\w -]{0,60}[>}\]]/i.test(text) ||
  /(?:\/\/|\/|:)[<{[]{1,3} ?[a-z][\w -]{0,60}[>}\]]{1,3}(?=[/:?#]|$)/i.test(text) ||
  /\$\{[\w.]{1,60}\}|%s|\{\{/.test(text) ||
  /(?:^|\/\/)(?:\$[A-Z_]{2,40}\.|%[A-Z_]{2,40}%\.|\*\.|_{2,}\.|…\.?|\.{3,})[a-z0-9-]+\.[a-z]{2,}(?=$|[/:?#])/.test(
    text,
  );

/** @param vendors whether the host is one of a vendor's cloud, where "company" cannot be anybody's name */
export function isPlaceholder(host: string, vendors: boolean): boolean {
  if (reserved.test(host)) return true;
  const labels = host.split(".");
  const [first = ""] = labels;
  if (words.test(first) || possessed.test(first)) return true;
  if (labels.length < 2) return false;
  const owner = labels.at(-2)!;
  if (/^(?:domain|website)$/.test(owner) || (owner === "company" && labels.at(-1) === "com")) return true;
  return (
    (vendors && (onVendorHost.test(first) || possessedOnVendorHost.test(first))) ||
    labels.slice(1, -1).some((label) => possessed.test(label))
  );
}
