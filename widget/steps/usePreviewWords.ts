import type { Draft } from "../flow/state.js";
import { useWords } from "./context.js";

export interface PreviewWords {
  readonly title: string;
  /** Encrypted or not, how it is trusted, how long it took. */
  readonly more: readonly string[];
  /** Whether it is the picked product that answers. */
  readonly certain: boolean;
  /** Where it lives, when that is not quite where it was looked for. */
  readonly moved: string | undefined;
}

/** A preview that found nothing in the way, in words; null where there is none. */
export function usePreviewWords(draft: Draft): PreviewWords | null {
  const { preview: words, trust, checks } = useWords();
  const { preview, reading, system } = draft;
  if (preview?.outcome?.outcome !== "recognised") return null;
  const secure = preview.rungs.find((r) => r.check === "secure");
  const recognised = preview.rungs.find((r) => r.check === "recognise");
  const fact = (kind: string) => recognised?.facts?.find((f) => f.kind === kind)?.value;
  const certain = recognised?.answer === "yes";
  const product = [fact("product") ?? system.name, fact("version")].filter(Boolean).join(" ");
  const by = secure?.certificate?.trustedBy;
  const moved = certain ? fact("address") : undefined;
  return {
    title: certain ? words.answers(product) : words.somebody,
    more: [
      ...(secure ? [secure.cause === "plain_http" ? words.plain : words.encrypted] : []),
      ...(by && by !== "public" ? [trust.by[by]] : []),
      checks.took(preview.outcome.ms),
    ],
    certain,
    moved: moved === reading?.url ? undefined : moved,
  };
}
