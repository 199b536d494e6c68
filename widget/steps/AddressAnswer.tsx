import type { AddressReading } from "#contract";
import { methodOf, type Draft } from "../flow/state.js";
import { Button } from "../parts/Button.js";
import { Spinner } from "../parts/Spinner.js";
import { useMoves, useWords } from "./context.js";

/** What was made of the address, below its field and read out when it changes. @param said the field shows the error itself */
export function AddressAnswer({ draft, reading: busy, said }: { draft: Draft; reading: boolean; said: boolean }) {
  const words = useWords().address;
  return (
    <div className="gw-address-answer" aria-live="polite">
      {busy && !draft.reading && (
        <p className="gw-help gw-late">
          <Spinner /> {words.reading}
        </p>
      )}
      {draft.reading && <Reading reading={draft.reading} draft={draft} said={said} />}
    </div>
  );
}

function Reading({ reading, draft, said }: { reading: AddressReading; draft: Draft; said: boolean }) {
  const { address: words, list } = useWords();
  const { takeAddress, switchSystem } = useMoves();
  const { system } = reading;
  const result = reading.url ?? reading.value;
  const other = system && system.id !== draft.system.id ? system : null;
  const fields = methodOf(draft).fields.map((f) => f.name);
  const found = Object.entries(reading.takes).flatMap(([name, value]) => (fields.includes(name) ? [value] : []));
  return (
    <>
      {reading.answer === "ok" && result && (
        <p className="gw-reading">
          {words.use} <bdi className="gw-address">{result}</bdi>
        </p>
      )}
      {reading.answer === "confirm" && (
        <div className="gw-proposal">
          {reading.code && <p>{words.codes[reading.code]}</p>}
          {result && (
            <>
              <p>
                {words.did} <bdi className="gw-address">{result}</bdi>?
              </p>
              <Button onClick={() => takeAddress(result)}>{words.take}</Button>
            </>
          )}
        </div>
      )}
      {reading.answer === "error" && !said && (
        <p className="gw-help gw-attention">{words.codes[reading.code ?? "not_an_address"]}</p>
      )}
      {reading.answer === "ok" && reading.changed.length > 0 && (
        <p className="gw-help">{list(reading.changed.map((change) => words.changes[change]))}</p>
      )}
      {found.length > 0 && <p className="gw-help">{words.takes(list(found))}</p>}
      {reading.notices.map((notice) => (
        <p key={notice} className="gw-help gw-attention">
          {words.notices[notice]}
        </p>
      ))}
      {other && (
        <div className="gw-proposal">
          <p>{words.other(other.name)}</p>
          <Button onClick={() => void switchSystem(other.id)}>{words.switch(other.name)}</Button>
        </div>
      )}
    </>
  );
}
