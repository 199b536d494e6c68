import { before } from "../flow/moves/back.js";
import { isOpen, type FlowState } from "../flow/state.js";
import { BackIcon, CloseIcon } from "../parts/icons.js";
import { IconButton } from "../parts/IconButton.js";
import { useClosable, useMoves, useWords } from "./context.js";

const stations = ["pick", "details", "checks", "done"] as const;
const stationOf = { pick: 0, details: 1, authorize: 1, checks: 2, stuck: 2, done: 3 } as const;

/** Back, where we are, and ×. */
export function TopBar({ state, onClose }: { state: FlowState; onClose: () => void }) {
  const { flow: words } = useWords();
  const { back } = useMoves();
  const closable = useClosable();
  return (
    <header className="gw-bar">
      <div className="gw-bar-side">
        {before(state) && (
          <IconButton label={words.back} onClick={back}>
            <BackIcon />
          </IconButton>
        )}
      </div>
      {isOpen(state) && (
        <div className="gw-bar-middle">
          <p className="gw-bar-title">{words.title(state.link.host.name)}</p>
          <ol className="gw-stations" aria-label={words.progress}>
            {stations.map((station, at) => (
              <li
                key={station}
                data-done={at < stationOf[state.step] || undefined}
                aria-current={at === stationOf[state.step] ? "step" : undefined}
              >
                <span>{words.steps[station]}</span>
              </li>
            ))}
          </ol>
        </div>
      )}
      <div className="gw-bar-side gw-bar-end">
        {closable && (
          <IconButton label={words.close} onClick={onClose}>
            <CloseIcon />
          </IconButton>
        )}
      </div>
    </header>
  );
}
