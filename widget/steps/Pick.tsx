import { useState } from "react";
import type { At } from "../flow/state.js";
import { Button } from "../parts/Button.js";
import { AddressFound } from "./AddressFound.js";
import { CategoryBar } from "./CategoryBar.js";
import { Screen } from "./Screen.js";
import { SearchBox } from "./SearchBox.js";
import { SystemList } from "./SystemList.js";
import { TroubleNotice } from "./TroubleNotice.js";
import { useMoves, useWords } from "./context.js";
import { useListNavigation } from "./useListNavigation.js";

/** Find the system, by name or by a pasted address. */
export function Pick({ state }: { state: At<"pick"> }) {
  const { pick: words } = useWords();
  const { pick, showMore, search: again, openWish } = useMoves();
  const { search } = state;
  // A keyboard on glass would hide the list; a real one may type at once.
  const [typeAtOnce] = useState(() => globalThis.matchMedia?.("(pointer: fine)").matches ?? false);
  const address = search.address ? search.text : undefined;
  const list = useListNavigation({
    items: search.items,
    onPick: (item) => item.ready && void pick(item.id, address),
    onEnd: showMore,
  });
  return (
    <Screen
      title={words.title}
      intro={words.intro(state.link.host.name)}
      ownFocus={typeAtOnce}
      fixed
      actions={
        <>
          <Button kind="quiet" onClick={openWish}>
            {words.notListed}
          </Button>
          {search.status === "ready" && search.total > 0 && <p className="gw-total">{words.results(search.total)}</p>}
        </>
      }
    >
      <SearchBox search={search} list={list} focus={typeAtOnce} />
      <CategoryBar search={search} />
      {search.address && <AddressFound reading={search.address} text={search.text} />}
      {state.trouble && <TroubleNotice trouble={state.trouble} title={words.pickFailed} />}
      {search.status === "failed" && search.trouble ? (
        <TroubleNotice trouble={search.trouble} title={words.failed} onRetry={again} />
      ) : (
        <SystemList search={search} list={list} picking={state.picking} onEnd={showMore} />
      )}
    </Screen>
  );
}
