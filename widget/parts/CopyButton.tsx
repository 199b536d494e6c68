import { useId, useRef, useState } from "react";
import { Button } from "./Button.js";
import { CopyIcon } from "./icons.js";

/** Copies a text that need not be seen. Where copying is not allowed it is shown and selected, and the person is told. */
export function CopyButton({
  text,
  words,
  quiet = false,
}: {
  text: string;
  words: { copy: string; copied: string; copyFailed: string };
  /** In the midst of text. */
  quiet?: boolean;
}) {
  const [said, setSaid] = useState("");
  const [shown, setShown] = useState(false);
  const ref = useRef<HTMLTextAreaElement>(null);
  const id = useId();
  async function copy() {
    try {
      await navigator.clipboard.writeText(text);
      setSaid(words.copied);
    } catch {
      setShown(true);
      setSaid(words.copyFailed);
    }
  }
  return (
    <div className="gw-copy">
      <div className="gw-row">
        {quiet ? (
          <button type="button" className="gw-text-button" onClick={() => void copy()}>
            {words.copy}
          </button>
        ) : (
          <Button icon={<CopyIcon />} onClick={() => void copy()}>
            {words.copy}
          </Button>
        )}
        <span role="status" id={id}>
          {said}
        </span>
      </div>
      {shown && (
        <textarea
          ref={(area) => {
            // Once, when it appears: afterwards the person may select what she likes.
            if (area && area !== ref.current) {
              area.focus();
              area.select();
            }
            ref.current = area;
          }}
          aria-labelledby={id}
          readOnly
          value={text}
          rows={Math.min(10, text.split("\n").length)}
          spellCheck={false}
          dir="auto"
        />
      )}
    </div>
  );
}
