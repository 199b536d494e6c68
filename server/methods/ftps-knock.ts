import { NetError } from "../net/index.js";
import { because, yes, type Finding } from "./finding.js";
import { ftpDialect, productFacts, silence, welcomed } from "./ftps-dialect.js";
import { portOf, type FtpVisit } from "./ftps-line.js";
import { readReply, type Reply } from "./ftps-reply.js";
import { inTime, knock, type Socket } from "./starttls.js";

/** Hears who is there and asks for TLS, and says no name. */
export async function knockFtps(visit: FtpVisit): Promise<Finding> {
  const dialect = ftpDialect(portOf(visit));
  try {
    return await knock(visit, dialect, async (secured) => {
      const hello = dialect.hello() ?? (secured && (await inTime(visit.signal, firstReply(secured))));
      if (hello) welcomed(hello);
      return yes(hello && productFacts(hello));
    });
  } catch (error) {
    // Neither FTP nor TLS: it waited for something else.
    if (error instanceof NetError && error.code === "tls_not_spoken") return because("wrong_product");
    throw error;
  }
}

/** Whoever speaks TLS and waits to be spoken to is told a command of FTP that asks for nothing: others answer in their own way. */
async function firstReply(secured: Socket): Promise<Reply> {
  const timer = setTimeout(() => secured.write("NOOP\r\n"), silence);
  return readReply(secured).finally(() => clearTimeout(timer));
}
