import type { Fact } from "#contract";

/** Listens to how a server begins: SSH says what it is in its first line (RFC 4253, 4.2), others say something else. */
export interface Ear {
  readonly hear: (bytes: Buffer) => void;
  /** The first line that says SSH, or undefined. */
  ssh(): string | undefined;
  /** Whether something else was said, and no SSH. */
  isOther(): boolean;
  /** Whether it said, before SSH began, that it has enough of us for now. */
  isBusy(): boolean;
  product(): Fact[];
}

const most = 1024;

export function createEar(): Ear {
  let heard = "";
  const ssh = () => /^SSH-[^\r\n]{1,255}/m.exec(heard)?.[0];
  return {
    hear(bytes) {
      // What follows the first lines is no text.
      if (heard.length < most) heard += bytes.toString("latin1").slice(0, most - heard.length);
    },
    ssh,
    isOther: () => heard !== "" && ssh() === undefined,
    // OpenSSH's words, sent in clear before its own line (sshd(8), MaxStartups and PerSourcePenalties).
    isBusy: () => /^(?:Exceeded MaxStartups|Not allowed at this time)/m.test(heard),
    product() {
      const [, name = "", version] = /^SSH-[\d.]+-(.+?)(?:[_-]v?(\d[\w.]*))?(?:\s.*)?$/.exec(ssh() ?? "") ?? [];
      return name === ""
        ? []
        : [
            { kind: "product", value: name.replaceAll("_", " ").slice(0, 80) },
            ...(version === undefined ? [] : [{ kind: "version" as const, value: version.slice(0, 40) }]),
          ];
    },
  };
}
