import { useEffect, useId, useState, type FormEvent } from "react";
import type { At } from "../flow/state.js";
import { Button } from "../parts/Button.js";
import { Notice } from "../parts/Notice.js";
import { Screen } from "./Screen.js";
import { SystemList } from "./SystemList.js";
import { useMoves, useWords } from "./context.js";
import { useListNavigation } from "./useListNavigation.js";

/** Nothing fits: say what is missing, or connect it in a general way all the same. */
export function NotListed({ state }: { state: At<"pick"> }) {
  const words = useWords();
  const { sendWish, pick, searchFor, chooseCategory, showMore, closeWish } = useMoves();
  const { search, link, wish } = state;
  const [name, setName] = useState(search.text);
  const [missing, setMissing] = useState(false);
  const id = useId();
  const list = useListNavigation({
    items: search.items,
    onPick: (item) => item.ready && void pick(item.id, search.address ? search.text : undefined),
    onEnd: showMore,
  });

  // The list below shows the general ways; the picker has its own question back afterwards.
  useEffect(() => {
    searchFor("");
    chooseCategory("generic");
    return () => chooseCategory(null);
  }, []);

  function send(event: FormEvent) {
    event.preventDefault();
    const named = name.trim() !== "";
    setMissing(!named);
    if (named && wish !== "sending") void sendWish(name.trim().slice(0, 200));
  }

  return (
    <Screen
      title={words.wish.title}
      intro={words.wish.intro(link.host.name)}
      actions={
        <Button kind="quiet" onClick={closeWish}>
          {words.wish.back}
        </Button>
      }
    >
      {wish === "sent" ? (
        <Notice tone="good" title={words.wish.sent(link.host.name)} live />
      ) : (
        <form className="gw-form gw-wish" onSubmit={send} noValidate>
          <div className="gw-field" data-invalid={missing || undefined}>
            <label className="gw-label" htmlFor={id}>
              {words.wish.name}
            </label>
            <div className="gw-row">
              <input
                id={id}
                className="gw-input"
                value={name}
                maxLength={200}
                autoComplete="off"
                dir="auto"
                aria-required
                aria-invalid={missing || undefined}
                aria-describedby={missing ? `${id}-error` : undefined}
                onChange={(event) => setName(event.target.value)}
              />
              <Button submit busy={wish === "sending"}>
                {words.wish.send}
              </Button>
            </div>
            {missing && (
              <p className="gw-error" id={`${id}-error`} role="alert">
                {words.wish.nameMissing}
              </p>
            )}
            {wish === "failed" && <Notice tone="bad" title={words.wish.failed} live />}
          </div>
        </form>
      )}
      <h2 className="gw-subtitle">{words.wish.generic}</h2>
      <div className="gw-grown">
        <SystemList search={search} list={list} picking={state.picking} onEnd={showMore} />
      </div>
    </Screen>
  );
}
