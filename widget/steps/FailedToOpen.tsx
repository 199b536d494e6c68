import { endsLink, type Trouble } from "../flow/trouble.js";
import { Button } from "../parts/Button.js";
import { Screen } from "./Screen.js";
import { TroubleNotice } from "./TroubleNotice.js";
import { useMoves, useWords } from "./context.js";

/** The link could not be opened. There is always a way on: again, or away. */
export function FailedToOpen({ trouble }: { trouble: Trouble }) {
  const { flow: words } = useWords();
  const { open, exit } = useMoves();
  const hopeless = endsLink(trouble) && trouble.code !== "token_expired";
  return (
    <Screen
      title={words.failed}
      actions={
        <>
          <Button kind="quiet" onClick={exit}>
            {words.close}
          </Button>
          {!hopeless && (
            <Button kind="primary" onClick={() => void open()}>
              {words.retry}
            </Button>
          )}
        </>
      }
    >
      <TroubleNotice trouble={trouble} />
    </Screen>
  );
}
