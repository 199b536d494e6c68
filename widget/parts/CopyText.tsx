import { useId, useRef, useState } from "react";
import { Button } from "./Button.js";
import { CopyIcon } from "./icons.js";

/** A text to take along. Where copying is not allowed it is selected instead, and the person is told. */
export function CopyText({
  label,
  text,
  words,
}: {
  label: string;
  text: string;
  words: { copy: string; copied: string; copyFailed: string };
}) {
  const ref = useRef<HTMLTextAreaElement>(null);
  const id = useId();
  const [said, setSaid] = useState("");
  async function copy() {
    try {
      await navigator.clipboard.writeText(text);
      setSaid(words.copied);
    } catch {
      ref.current?.focus();
      ref.current?.select();
      setSaid(words.copyFailed);
    }
  }
  return (
    <div className="gw-copy">
      <label htmlFor={id}>{label}</label>
      <textarea
        id={id}
        ref={ref}
        readOnly
        value={text}
        rows={Math.min(10, text.split("\n").length)}
        spellCheck={false}
        dir="auto"
      />
      <div className="gw-row">
        <Button icon={<CopyIcon />} onClick={() => void copy()}>
          {words.copy}
        </Button>
        <span role="status">{said}</span>
      </div>
    </div>
  );
}
