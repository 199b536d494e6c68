import { useEffect, useId, useRef, useState, type KeyboardEvent } from "react";

interface Item {
  readonly id: string;
}
export interface ListNavigation<T extends Item> {
  readonly listId: string;
  readonly optionId: (item: T) => string;
  readonly activeItem: T | undefined;
  readonly activate: (item: T) => void;
  readonly pick: (item: T) => void;
  readonly onKeyDown: (event: KeyboardEvent) => void;
}

/**
 * A search box whose answers stand below it all the time (ARIA combobox with a listbox): the focus stays in the box,
 * arrows move through the answers, Enter picks. The first answer is ready to be picked once something was typed.
 */
export function useListNavigation<T extends Item>({
  items,
  onPick,
  onEnd,
}: {
  items: readonly T[];
  onPick: (item: T) => void;
  onEnd: () => void;
}): ListNavigation<T> {
  const listId = useId();
  const [activeId, setActiveId] = useState<string | null>(null);
  const at = items.findIndex((item) => item.id === activeId);
  const optionId = (item: T) => `${listId}-${item.id}`;
  // Ids are looked up where the box stands: that may be a shadow root.
  const moved = useRef<Document | ShadowRoot | null>(null);

  useEffect(() => {
    if (activeId !== null) moved.current?.getElementById(`${listId}-${activeId}`)?.scrollIntoView({ block: "nearest" });
    moved.current = null;
  }, [activeId, listId]);

  function move(to: number): void {
    const next = items[Math.max(0, Math.min(items.length - 1, to))];
    if (!next) return;
    setActiveId(next.id);
    if (to >= items.length - 2) onEnd();
  }
  const keys: Record<string, () => void> = {
    ArrowDown: () => move(at + 1),
    ArrowUp: () => move(at === -1 ? items.length - 1 : at - 1),
    PageDown: () => move(at + 8),
    PageUp: () => move(at - 8),
    Enter: () => {
      const item = items[at === -1 ? 0 : at];
      if (item) onPick(item);
    },
  };
  return {
    listId,
    optionId,
    activeItem: items[at],
    activate: (item) => setActiveId(item.id),
    pick: onPick,
    onKeyDown: (event) => {
      // Half-composed text (Japanese, Chinese) uses the same keys.
      const act = event.nativeEvent.isComposing ? undefined : keys[event.key];
      if (!act) return;
      event.preventDefault();
      moved.current = event.currentTarget.getRootNode() as Document | ShadowRoot;
      act();
    },
  };
}
