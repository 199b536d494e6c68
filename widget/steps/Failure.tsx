import type { LinkView } from "#contract";
import { causes } from "#contract/cause";
import { causeOf } from "../flow/rungs.js";
import { methodOf, type Draft, type Run } from "../flow/state.js";
import { waysOn } from "../flow/ways.js";
import { CopyButton } from "../parts/CopyButton.js";
import { Notice, type Tone } from "../parts/Notice.js";
import { FirewallNote } from "./FirewallNote.js";
import { TrustedNote } from "./TrustedNote.js";
import { TrustPanel } from "./TrustPanel.js";
import { WaitNote } from "./WaitNote.js";
import { useWords } from "./context.js";
import { useCauseWords } from "./useCauseWords.js";
import { useFieldLabel } from "./useFieldLabel.js";
import { useReport } from "./useReport.js";

/** Why it did not work: what, whose doing it is, what to do now, and whatever is needed for that. */
export function Failure({ run, draft, link }: { run: Run; draft: Draft; link: LinkView }) {
  const { checks: words, culprits, flow, stuck } = useWords();
  const causeWords = useCauseWords();
  const labelOf = useFieldLabel();
  const report = useReport();
  const code = causeOf(run);
  const said = causeWords(code);
  const { culprit, mendable } = causes[code];
  const { name } = draft.system;
  const blamed = methodOf(draft).fields.find((f) => f.name === run.outcome?.field);
  const ways = waysOn(run, draft);
  const other = ways.find((way) => way.to === "switch")?.system;
  const judged = ways.find((way) => way.to === "trust" || way.to === "trustKey");
  const uncertain = run.rungs.some((r) => r.answer === "unknown") && !run.rungs.some((r) => r.answer === "no");
  const tone: Tone = uncertain ? "warning" : "bad";
  return (
    <>
      <Notice tone={tone} title={said.title}>
        <p className="gw-culprit">{culprits[culprit](name, link.host.name)}</p>
        <p>{other ? words.looksLike(other.name) : said.now}</p>
        <WaitNote run={run} system={name} />
        {blamed && <p className="gw-about">{words.fault(labelOf(blamed))}</p>}
        {!mendable && (
          <p>
            <strong>{words.whoHelps}:</strong> {said.who}
          </p>
        )}
        <TrustedNote draft={draft} />
        <FirewallNote cause={code} link={link} />
        <div className="gw-row">
          {run.outcome && <p className="gw-request">{flow.requestId(run.outcome.requestId)}</p>}
          <CopyButton text={report(draft, run)} words={stuck} quiet />
        </div>
      </Notice>
      {judged && <TrustPanel draft={draft} judged={judged} />}
    </>
  );
}
