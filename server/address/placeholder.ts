const reserved = /(?:^|\.)(?:example|invalid)(?:\.(?:com|org|net|edu))?$/;
const words =
  /^(?:x{2,}|y{3,}|your-?.+|my-?(?:company|domain|tenant|instance|store|shop|site|org|subdomain|account)|(?:company|tenant|customer|account|store|shop|site|instance|client|org|organi[sz]ation|sub-?domain|domain)-?(?:name|here|id)|subdomain|yourdomain|firmenname|(?:meine?|deine?|ihre?|eure?)-?(?:firma|domain|server|mandant|unternehmen)|votre-?.+|tu-?empresa|foo|foobar|lorem|placeholder|changeme|replace-?me|myhost|hostname)$/;
const onVendorHost =
  /^(?:company|tenant|customer|account|instance|domain|client|organi[sz]ation|example|name|abc123|store|shop)$/;

/** Whether a text still carries the documentation's stand-in for the person's own name: "<company>.example". */
export const hasTemplate = (text: string): boolean =>
  /[<{[(]\s*(?:[a-z][\w -]*)\s*[>}\])]+\s*\./i.test(text) ||
  /\.\s*[<{[]+\s*[a-z][\w -]*\s*[>}\]]+/i.test(text) ||
  /\/\/[<{[]+\s*[a-z][\w -]*[>}\]]+/i.test(text) ||
  /\$\{[\w.]+\}|%s|\{\{/.test(text);

/** @param vendors whether the host is one of a vendor's cloud, where "company" cannot be anybody's name */
export function isPlaceholder(host: string, vendors: boolean): boolean {
  if (reserved.test(host)) return true;
  const labels = host.split(".");
  if (labels.length < 2) return false;
  if (/^(?:your|my)-?(?:company|domain|server|site|business)\./.test(host) || words.test(labels[0]!)) return true;
  return (
    (vendors && onVendorHost.test(labels[0]!)) ||
    labels.slice(1, -1).some((label) => /^(?:your|my)-?(?:company|domain|server|tenant)$/.test(label))
  );
}
