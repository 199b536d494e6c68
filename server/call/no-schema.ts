/**
 * For Fastify's options: the contract's schemas judge what comes and shape what goes. Its own compilers are some 300
 * files, which a start would read for nothing.
 */
export const noSchema = {
  schemaController: { compilersFactory: { buildValidator: never, buildSerializer: never } },
};

function never(): never {
  throw new Error("A route has a schema of Fastify's: declare it in the contract.");
}
