import type { UIEvent } from "react";
import type { SystemHit } from "#contract";
import type { Search } from "../flow/state.js";
import { useWords } from "./context.js";
import { SystemRow } from "./SystemRow.js";
import type { ListNavigation } from "./useListNavigation.js";

interface Props {
  readonly search: Search;
  readonly list: ListNavigation<SystemHit>;
  readonly picking: string | null;
  readonly onEnd: () => void;
}

/** The answers. `role=listbox` stands on the scroll box itself, so that it scrolls with the active answer. */
export function SystemList({ search, list, picking, onEnd }: Props) {
  const { pick: words } = useWords();
  const nothing = search.items.length === 0;
  function onScroll({ currentTarget: box }: UIEvent<HTMLElement>) {
    if (box.scrollHeight - box.scrollTop - box.clientHeight < 240) onEnd();
  }
  if (nothing && search.status === "loading") return <RowsToCome label={words.searching} />;
  if (nothing)
    return (
      <div className="gw-empty">
        <p className="gw-empty-title">{search.text ? words.none(search.text) : words.empty}</p>
        {search.text && <p>{words.noneHint}</p>}
      </div>
    );
  return (
    <div
      id={list.listId}
      className="gw-list"
      role="listbox"
      aria-label={words.systems}
      aria-busy={search.status === "loading"}
      tabIndex={-1}
      onScroll={onScroll}
    >
      {search.items.map((item) => (
        <SystemRow key={item.id} item={item} list={list} busy={picking === item.id} />
      ))}
    </div>
  );
}

function RowsToCome({ label }: { label: string }) {
  return (
    <div className="gw-list" role="status">
      <span className="gw-hidden">{label}</span>
      {[1, 2, 3, 4, 5, 6].map((n) => (
        <div key={n} className="gw-row-to-come" aria-hidden="true" />
      ))}
    </div>
  );
}
