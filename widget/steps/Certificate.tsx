import type { Certificate as Shown } from "#contract";
import { CopyButton } from "../parts/CopyButton.js";
import { useWords } from "./context.js";
import { fingerprintOf } from "./fingerprint.js";

/** A certificate as a person can judge it: whose, by whom, from when to when, and the fingerprint to compare. */
export function Certificate({ certificate }: { certificate: Shown }) {
  const { trust: words, list } = useWords();
  const { subject, issuer, names, validFrom, validTo, sha256 } = certificate;
  const rows = [
    { label: words.subject, value: subject },
    { label: words.issuer, value: issuer === subject ? words.itself : issuer },
    { label: words.names, value: list(names) },
    { label: words.valid, value: words.dates(validFrom, validTo) },
  ];
  return (
    <>
      <dl className="gw-facts gw-certificate">
        {rows.map(
          ({ label, value }) =>
            value && (
              <div key={label}>
                <dt>{label}</dt>
                <dd dir="auto">{value}</dd>
              </div>
            ),
        )}
        <Fingerprint label={words.fingerprint} value={fingerprintOf(sha256)} />
      </dl>
      <CopyButton text={fingerprintOf(sha256)} words={words} />
    </>
  );
}

/** The host key of an SSH server, as OpenSSH prints it. */
export function HostKey({ hostKey }: { hostKey: string }) {
  const { trust: words } = useWords();
  return (
    <>
      <dl className="gw-facts gw-certificate">
        <Fingerprint label={words.hostKey} value={hostKey} />
      </dl>
      <CopyButton text={hostKey} words={words} />
    </>
  );
}

function Fingerprint({ label, value }: { label: string; value: string }) {
  // Eight pairs, then a place where the line may end: whoever reads it aloud keeps the place.
  const groups = value.match(/(?:[0-9A-F]{2}:?){1,8}/g);
  return (
    <div>
      <dt>{label}</dt>
      <dd className="gw-fingerprint" dir="ltr">
        {groups?.join("") === value ? groups.map((group) => <span key={group}>{group}</span>) : value}
      </dd>
    </div>
  );
}
