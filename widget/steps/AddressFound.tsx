import type { AddressReading } from "#contract";
import { Button } from "../parts/Button.js";
import { Notice } from "../parts/Notice.js";
import { useMoves, useWords } from "./context.js";

/** An address was pasted into the search box: its system, if we know which one. */
export function AddressFound({ reading, text }: { reading: AddressReading; text: string }) {
  const words = useWords();
  const { pick } = useMoves();
  const { system } = reading;
  if (!system)
    return (
      <Notice tone="info" title={words.pick.addressUnknown} live>
        <p>{words.pick.addressUnknownHint}</p>
      </Notice>
    );
  return (
    <Notice tone="good" title={words.pick.address(system.name)} live>
      {reading.url && <p className="gw-address">{reading.url}</p>}
      <div className="gw-row">
        <Button kind="primary" onClick={() => void pick(system.id, text)}>
          {words.pick.useSystem(system.name)}
        </Button>
      </div>
    </Notice>
  );
}
