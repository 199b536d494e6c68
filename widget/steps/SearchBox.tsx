import { useEffect, useId, useRef } from "react";
import type { SystemHit } from "#contract";
import type { Search } from "../flow/state.js";
import { CloseIcon, SearchIcon } from "../parts/icons.js";
import { useMoves, useWords } from "./context.js";
import type { ListNavigation } from "./useListNavigation.js";

export function SearchBox({
  search,
  list,
  focus,
}: {
  search: Search;
  list: ListNavigation<SystemHit>;
  focus: boolean;
}) {
  const { pick: words } = useWords();
  const { searchFor } = useMoves();
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (focus) input.current?.focus();
    // Once, when the screen comes.
  }, []);
  return (
    <div className="gw-search">
      <label htmlFor={id}>{words.search}</label>
      <div className="gw-search-box">
        <SearchIcon />
        <input
          ref={input}
          id={id}
          className="gw-input"
          type="text"
          inputMode="search"
          enterKeyHint="search"
          role="combobox"
          aria-expanded={search.items.length > 0}
          aria-controls={list.listId}
          aria-autocomplete="list"
          aria-activedescendant={list.activeItem && list.optionId(list.activeItem)}
          autoComplete="off"
          autoCapitalize="none"
          autoCorrect="off"
          spellCheck={false}
          maxLength={2000}
          dir="auto"
          value={search.text}
          onChange={(event) => searchFor(event.target.value)}
          onKeyDown={list.onKeyDown}
        />
        {search.text !== "" && (
          <button
            type="button"
            className="gw-icon-button gw-search-clear"
            aria-label={words.clear}
            onClick={() => {
              searchFor("");
              input.current?.focus();
            }}
          >
            <CloseIcon />
          </button>
        )}
      </div>
      <p className="gw-hidden" role="status">
        {search.status === "ready" ? words.results(search.total) : ""}
      </p>
    </div>
  );
}
