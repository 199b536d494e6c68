// What stands before a vendor's own domain when nobody's system is there.
const website =
  /^(?:w{2,4}\d?|admin|trailhead|support|help|docs?|documentation|dev|developers?|community|communities|forum|forums|blog|status|learn|learning|training|academy|university|partners?|store|shop|marketplace|apps?|appexchange|accounts?|login|id|my|me|go|info|get|try|start|portal|customers?|success|resources|events|careers|jobs|news|press|investors?|about|trust|security|download|downloads|cdn|static|assets|mail|email|api-docs|sso|signup|trial|home|web|m|launchpad|discover|ideas|feedback|kb|wiki|answers|tickets?|pages|nightly|runbot|upgrade|iap|services|system)$/;

/** Whether a host in the vendor's own domain is a page of the vendor, not a customer's system. */
export function isVendorsOwn(host: string, { suffix }: { readonly suffix: string }): boolean {
  if (host === suffix) return false;
  const below = host.endsWith(`.${suffix}`) ? host.slice(0, -(suffix.length + 1)) : undefined;
  return below !== undefined && website.test(below);
}
