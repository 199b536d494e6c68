import type { Category, Search } from "../flow/state.js";
import { useMoves, useWords } from "./context.js";

/** Narrows the list to one category; which ones there are comes with the answer. */
export function CategoryBar({ search }: { search: Search }) {
  const { pick: words, categories, number } = useWords();
  const { chooseCategory } = useMoves();
  if (search.categories.length < 2 && search.category === null) return null;
  const chips: { id: Category | null; label: string; count?: number }[] = [
    { id: null, label: words.all },
    ...search.categories.map(({ id, count }) => ({ id, label: categories[id], count })),
  ];
  return (
    <div className="gw-chips" role="group" aria-label={words.categories}>
      {chips.map(({ id, label, count }) => (
        <button
          key={id ?? ""}
          type="button"
          className="gw-chip"
          aria-pressed={search.category === id}
          onClick={() => chooseCategory(id)}
        >
          {label}
          {count !== undefined && <span className="gw-count">{number(count)}</span>}
        </button>
      ))}
    </div>
  );
}
