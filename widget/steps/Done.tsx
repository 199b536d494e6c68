import { draftOf, type At } from "../flow/state.js";
import { Button } from "../parts/Button.js";
import { YesIcon } from "../parts/icons.js";
import { Screen } from "./Screen.js";
import { useMoves, useWords } from "./context.js";
import { useCauseWords } from "./useCauseWords.js";

/** What is connected, as whom, and what does not work. The host knows already; this is for the person. */
export function Done({ state }: { state: At<"done"> }) {
  const { done: words, checks, dataSets, list } = useWords();
  const causeWords = useCauseWords();
  const { exit } = useMoves();
  const { finished, run, link } = state;
  const rungs = run.rungs.filter((r) => r.answer === "yes");
  const fact = (kind: string) => rungs.flatMap((r) => r.facts ?? []).findLast((f) => f.kind === kind)?.value;
  const product = [fact("product") ?? finished.system.name, fact("version")].filter(Boolean).join(" ");
  const address = draftOf(state)?.reading?.url;
  const reads = rungs.flatMap((r) => (r.check === "read" && r.dataSet ? [dataSets[r.dataSet].many] : []));
  const warnings = run.outcome?.warnings ?? [];
  const rows = [
    { label: words.system, value: product },
    { label: words.address, value: address },
    { label: words.as, value: fact("identity") },
    { label: words.reads, value: reads.length > 0 ? list(reads) : undefined },
  ].filter((row): row is { label: string; value: string } => Boolean(row.value));
  return (
    <Screen
      lead={
        <span className="gw-done-sign">
          <YesIcon />
        </span>
      }
      title={(link.repair ? words.repaired : words.title)(finished.system.name)}
      intro={words.text(link.host.name)}
      onlyText
      actions={
        <Button kind="primary" onClick={exit}>
          {words.close}
        </Button>
      }
    >
      <dl className="gw-facts">
        {rows.map(({ label, value }) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd dir="auto">{value}</dd>
          </div>
        ))}
        {warnings.length > 0 && (
          <div>
            <dt>{words.limits}</dt>
            {warnings.map(({ cause, dataSet }, at) => (
              <dd key={at}>
                {causeWords(cause).title}
                {dataSet && <span className="gw-about">{checks.warnings.about(dataSets[dataSet].many)}</span>}
              </dd>
            ))}
          </div>
        )}
      </dl>
    </Screen>
  );
}
