import { WarningIcon } from "../parts/icons.js";

interface Props {
  readonly id: string;
  readonly accept: string;
  readonly label: string;
  readonly error: string | undefined;
  /** Said once it has been read. */
  readonly done?: string | undefined;
  readonly onFile: (file: File) => void;
}

/** A button that chooses one file, what became of it, and what is wrong with it. */
export function FilePick({ id, accept, label, error, done, onFile }: Props) {
  return (
    <div className="gw-file-pick">
      <label className="gw-button gw-button-secondary gw-file">
        <input
          className="gw-hidden"
          type="file"
          accept={accept}
          aria-describedby={`${id}-said`}
          aria-invalid={error ? true : undefined}
          onChange={({ currentTarget: input }) => {
            const file = input.files?.[0];
            // The same file may be chosen again once it has been put right.
            input.value = "";
            if (file) onFile(file);
          }}
        />
        <span>{label}</span>
      </label>
      <div role="status" id={`${id}-said`}>
        {error ? (
          <p className="gw-error">
            <WarningIcon />
            <span>{error}</span>
          </p>
        ) : (
          done && <p className="gw-help">{done}</p>
        )}
      </div>
    </div>
  );
}
