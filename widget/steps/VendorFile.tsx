import { useId, useState } from "react";
import { mostFileBytes } from "#contract/fileSize";
import type { InputFile } from "#contract";
import { readInputFile, type FileRefused } from "../flow/inputFile.js";
import { methodOf, type Draft } from "../flow/state.js";
import { FilePick } from "../form/FilePick.js";
import { useMoves, useText, useWords } from "./context.js";
import { useFieldLabel } from "./useFieldLabel.js";

/** The file that the vendor hands out: read here, in the browser, and put into the fields below. */
export function VendorFile({ draft, file }: { draft: Draft; file: InputFile }) {
  const { file: words } = useWords().details;
  const text = useText();
  const labelOf = useFieldLabel();
  const { type } = useMoves();
  const [refused, setRefused] = useState<FileRefused>();
  const [done, setDone] = useState<string>();
  const id = useId();
  const name = file.label ? text(file.label) : file.extensions.join(", ");

  async function take(chosen: File) {
    const content = chosen.size > mostFileBytes ? undefined : await chosen.text().catch(() => "");
    const read = content === undefined ? ({ refused: "too_large" } as const) : readInputFile(file, content);
    setRefused("refused" in read ? read.refused : undefined);
    setDone(undefined);
    if ("refused" in read) return;
    const fields = methodOf(draft).fields.filter((field) => Object.hasOwn(read.values, field.name));
    for (const field of fields) type(field.name, read.values[field.name]!, true);
    setDone(words.filled(fields.map(labelOf)));
  }
  return (
    <div className="gw-vendor-file">
      <p className="gw-help">{words.have(name)}</p>
      <FilePick
        id={id}
        accept={file.extensions.join(",")}
        label={words.choose}
        error={refused && words.refused[refused]}
        done={done}
        onFile={(chosen) => void take(chosen)}
      />
    </div>
  );
}
