import { useId } from "react";
import { draftOf, methodOf, type At } from "../flow/state.js";
import { Button } from "../parts/Button.js";
import { Tile } from "../parts/Tile.js";
import { DetailsForm } from "./DetailsForm.js";
import { Guide } from "./Guide.js";
import { MethodChoice } from "./MethodChoice.js";
import { RedirectAddress } from "./RedirectAddress.js";
import { Screen } from "./Screen.js";
import { VendorFile } from "./VendorFile.js";
import { useMoves, useText, useWords } from "./context.js";
import { LockIcon } from "../parts/icons.js";

/** What has to be entered for the chosen way, with the steps for getting it beside. */
export function Details({ state }: { state: At<"details"> }) {
  const words = useWords();
  const text = useText();
  const { check, toConsent, pickAnother } = useMoves();
  const formId = useId();
  const draft = draftOf(state);
  if (!draft) return null;
  const { system } = draft;
  const { repair } = state.link;
  const method = methodOf(draft);
  return (
    <Screen
      lead={<Tile name={system.name} hue={system.hue} size="head" />}
      title={(repair ? words.details.repair : words.details.title)(system.name)}
      intro={
        !repair
          ? text(system.summary)
          : repair.cause === null
            ? words.details.repairHealthy
            : words.details.repairText(state.link.host.name)
      }
      ownFocus={state.fault !== null}
      actions={
        <>
          <p className="gw-actions-note">
            <LockIcon />
            <span>{words.flow.encrypted}</span>
          </p>
          {method.built ? (
            // The button stands outside of the form it sends: the actions stay in view while the form scrolls.
            <button type="submit" form={formId} className="gw-button gw-button-primary">
              <span>{method.consent ? words.details.consent(system.name) : words.details.check}</span>
            </button>
          ) : (
            <Button kind="primary" onClick={pickAnother}>
              {words.checks.otherSystem}
            </Button>
          )}
        </>
      }
    >
      <div className="gw-columns" data-guide={method.steps.length > 0 || undefined}>
        <div className="gw-form">
          <MethodChoice draft={draft} />
          {method.redirectUrl !== null && <RedirectAddress system={system.name} url={method.redirectUrl} />}
          {method.built && method.file && <VendorFile key={`${method.id}-file`} draft={draft} file={method.file} />}
          <DetailsForm
            key={method.id}
            id={formId}
            draft={draft}
            fault={state.fault}
            readingAddress={state.readingAddress}
            onReady={() => (method.consent ? toConsent() : void check())}
          />
        </div>
        <Guide draft={draft} />
      </div>
    </Screen>
  );
}
