import { useId } from "react";
import type { Certificate as Shown } from "#contract";
import type { Draft } from "../flow/state.js";
import { Button } from "../parts/Button.js";
import { ShieldIcon } from "../parts/icons.js";
import { AuthorityFile } from "./AuthorityFile.js";
import { Certificate, HostKey } from "./Certificate.js";
import { useMoves, useWords } from "./context.js";

type Judged = { readonly certificate: Shown } | { readonly hostKey: string };

/** The person judges what we cannot: whether this is her server. Trusting it asks the same question again. */
export function TrustPanel({ draft, judged }: { draft: Draft; judged: Judged }) {
  const { trust: words } = useWords();
  const { trustCertificate, trustHostKey } = useMoves();
  const id = useId();
  const { name } = draft.system;
  return (
    <section className="gw-trust" aria-labelledby={id}>
      <h2 className="gw-subtitle" id={id}>
        <ShieldIcon />
        {words.title}
      </h2>
      {"certificate" in judged ? (
        <>
          <Certificate certificate={judged.certificate} />
          <p>{words.text(name)}</p>
          <Button onClick={() => trustCertificate(judged.certificate.sha256)}>{words.confirm}</Button>
          <AuthorityFile draft={draft} />
        </>
      ) : (
        <>
          <HostKey hostKey={judged.hostKey} />
          <p>{words.textKey(name)}</p>
          <Button onClick={() => trustHostKey(judged.hostKey)}>{words.confirmKey}</Button>
        </>
      )}
    </section>
  );
}
