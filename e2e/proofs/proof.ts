/** One case of a corpus; what else it holds is told by the corpus's header. */
export interface Case {
  id: string;
  class: string;
  [member: string]: unknown;
}

/** Drives the product through every case of one corpus. `only` is a class. */
export interface Proof {
  name: string;
  run(
    corpus: { header: unknown; cases: Case[] },
    options: { only?: string },
  ): Promise<{ id: string; ok: boolean; why?: string }[]>;
}
