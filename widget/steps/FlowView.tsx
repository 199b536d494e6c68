import { Suspense, useEffect, useRef, useState } from "react";
import type { Appearance, Language } from "#contract";
import type { Flow } from "../flow/flow.js";
import type { FlowState } from "../flow/state.js";
import { propertiesOf } from "../look/appearance.js";
import { Waiting } from "../parts/Spinner.js";
import type { Words } from "../words/en.js";
import { loadWords, spoken } from "../words/load.js";
import { FlowContext } from "./context.js";
import { LeaveDialog } from "./LeaveDialog.js";
import { StepSwitch } from "./StepSwitch.js";
import { useLeaving } from "./useLeaving.js";
import { TopBar } from "./TopBar.js";

interface Props {
  readonly flow: Flow;
  readonly state: FlowState;
  /** Wishes, the first that we speak counts. */
  readonly languages: readonly (string | null | undefined)[];
  readonly appearance: Appearance;
  readonly closable: boolean;
  /** Grows whenever the surface asks to close. */
  readonly closeAsked: number;
  readonly onLanguage: (language: Language) => void;
}

/** Draws a flow in whatever state it is: look and language around it, the step inside. */
export function FlowView({ flow, state, languages, appearance, closable, closeAsked, onLanguage }: Props) {
  const language = spoken(languages);
  const [words, setWords] = useState<{ language: Language; words: Words } | null>(null);
  const newestOnLanguage = useRef(onLanguage);
  newestOnLanguage.current = onLanguage;
  useEffect(() => {
    let wanted = true;
    void loadWords(language).then((loaded) => {
      if (!wanted) return;
      setWords({ language, words: loaded });
      newestOnLanguage.current(language);
    });
    return () => {
      wanted = false;
    };
  }, [language]);

  const leaving = useLeaving(flow, state, closeAsked);
  const root = { className: "gw", "data-theme": appearance.theme ?? "auto", style: propertiesOf(appearance) };
  if (!words) return <div {...root} aria-busy="true" />;
  return (
    <FlowContext value={{ flow, closable, ...words }}>
      <section {...root} lang={words.language} aria-label={words.words.flow.frame} data-step={state.step}>
        <TopBar state={state} onClose={leaving.ask} />
        <Suspense fallback={<Waiting label={words.words.flow.loading} />}>
          <StepSwitch state={state} />
        </Suspense>
        {leaving.asking && <LeaveDialog onStay={leaving.stay} onLeave={leaving.leave} />}
      </section>
    </FlowContext>
  );
}
