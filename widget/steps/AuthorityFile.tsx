import { useId, useState } from "react";
import { mostFileBytes } from "#contract/fileSize";
import { readAuthority, type Refused } from "../flow/authority.js";
import { trustFor } from "../flow/draft.js";
import type { Draft } from "../flow/state.js";
import { WarningIcon } from "../parts/icons.js";
import { useMoves, useWords } from "./context.js";

/** The certificate of an authority of the company's own, from a file that is read here, in the browser. */
export function AuthorityFile({ draft }: { draft: Draft }) {
  const { trust: words } = useWords();
  const { trustAuthority } = useMoves();
  const [refused, setRefused] = useState<Refused | "unreadable" | null>(null);
  const id = useId();
  const error = refused
    ? words.refused[refused]
    : draft.refusedFile !== null && words.refused.server(draft.refusedFile);

  async function take(input: HTMLInputElement) {
    const file = input.files?.[0];
    // The same file may be chosen again once it has been put right.
    input.value = "";
    if (!file) return;
    const read = file.size > mostFileBytes ? ({ refused: "too_large" } as const) : await contentOf(file);
    if ("pem" in read) trustAuthority(read.pem, file.name);
    setRefused("pem" in read ? null : read.refused);
  }
  return (
    <div className="gw-authority">
      <h3 className="gw-notice-title">{words.authority}</h3>
      <p id={`${id}-text`}>{words.authorityText}</p>
      <label className="gw-button gw-button-secondary gw-file">
        <input
          className="gw-hidden"
          type="file"
          accept=".pem,.crt,.cer,.der"
          aria-describedby={`${id}-text${error ? ` ${id}-error` : ""}`}
          aria-invalid={error ? true : undefined}
          onChange={(event) => void take(event.currentTarget)}
        />
        <span>{trustFor(draft)?.ca === undefined ? words.choose : words.chooseAnother}</span>
      </label>
      <div role="alert" id={`${id}-error`}>
        {error && (
          <p className="gw-error">
            <WarningIcon />
            <span>{error}</span>
          </p>
        )}
      </div>
    </div>
  );
}

async function contentOf(file: File) {
  try {
    return readAuthority(new Uint8Array(await file.arrayBuffer()));
  } catch {
    return { refused: "unreadable" } as const; // moved or locked since it was chosen
  }
}
