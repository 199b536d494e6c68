import { useState } from "react";
import { mostFileBytes } from "#contract/fileSize";
import { autocompleteOf, type ControlProps } from "./control.js";
import { FilePick } from "./FilePick.js";

/** Several lines, pasted or out of a file: a certificate, a private key. A secret is masked until it is looked at. */
export function LinesControl(props: ControlProps & { onFile: (text: string) => void }) {
  const { field, label, id, describedBy, invalid, registration, words, onFile } = props;
  const [shown, setShown] = useState(field.kind !== "secret");
  const [error, setError] = useState<string>();
  const { refused } = words.details.file;

  async function take(file: File) {
    if (file.size > mostFileBytes) return setError(refused.too_large);
    const text = await file.text().catch(() => undefined);
    // A file in binary would be sent as nonsense.
    if (text === undefined || /[\u0000\ufffd]/.test(text)) return setError(refused.not_text);
    setError(undefined);
    onFile(text);
  }
  return (
    <div className="gw-lines">
      <textarea
        {...registration}
        id={id}
        className="gw-input"
        rows={4}
        data-masked={!shown || undefined}
        autoComplete={autocompleteOf(field)}
        autoCapitalize="none"
        autoCorrect="off"
        spellCheck={false}
        wrap="off"
        dir="ltr"
        aria-describedby={describedBy}
        aria-invalid={invalid || undefined}
        aria-required={!field.optional}
      />
      <div className="gw-lines-actions">
        <FilePick
          id={id}
          accept=".pem,.key,.crt,.cer,.ppk,.txt,text/plain"
          label={words.details.file.chooseAny}
          error={error}
          onFile={(file) => void take(file)}
        />
        {field.kind === "secret" && (
          <button
            type="button"
            className="gw-button gw-button-quiet"
            aria-label={shown ? words.details.hideField(label) : words.details.showField(label)}
            aria-controls={id}
            onClick={() => setShown(!shown)}
          >
            {shown ? words.details.hide : words.details.show}
          </button>
        )}
      </div>
    </div>
  );
}
