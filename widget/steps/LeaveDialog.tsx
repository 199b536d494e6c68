import { Button } from "../parts/Button.js";
import { Dialog } from "../parts/Dialog.js";
import { useWords } from "./context.js";

/** Asks before what was typed is lost. */
export function LeaveDialog({ onStay, onLeave }: { onStay: () => void; onLeave: () => void }) {
  const { leave } = useWords().flow;
  return (
    <Dialog title={leave.title} onClose={onStay}>
      <p>{leave.text}</p>
      <div className="gw-dialog-actions">
        <Button onClick={onLeave}>{leave.go}</Button>
        <Button kind="primary" onClick={onStay}>
          {leave.stay}
        </Button>
      </div>
    </Dialog>
  );
}
