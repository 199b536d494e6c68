import type { SystemHit } from "#contract";
import { NextIcon } from "../parts/icons.js";
import { Spinner } from "../parts/Spinner.js";
import { Tile } from "../parts/Tile.js";
import { useText, useWords } from "./context.js";
import type { ListNavigation } from "./useListNavigation.js";

/** One system: what it is, and how well we know it. One that is not ready is shown, not offered. */
export function SystemRow({ item, list, busy }: { item: SystemHit; list: ListNavigation<SystemHit>; busy: boolean }) {
  const words = useWords();
  const text = useText();
  const proven = words.proven[item.proven];
  return (
    <div
      id={list.optionId(item)}
      className="gw-system"
      role="option"
      aria-selected={list.activeItem?.id === item.id}
      aria-disabled={!item.ready || undefined}
      aria-busy={busy || undefined}
      onClick={() => list.pick(item)}
      onPointerMove={() => list.activate(item)}
    >
      <Tile name={item.name} hue={item.hue} />
      <span className="gw-system-text">
        <span className="gw-system-name" dir="auto">
          {item.name}
        </span>
        <span className="gw-system-summary">{text(item.summary)}</span>
      </span>
      <span
        className="gw-tag"
        data-proven={item.ready ? item.proven : "soon"}
        title={item.ready ? proven.long : undefined}
      >
        {item.ready ? proven.short : words.pick.soon}
      </span>
      <span className="gw-system-end">{busy ? <Spinner /> : item.ready && <NextIcon />}</span>
    </div>
  );
}
