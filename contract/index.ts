/**
 * THE WORDS. One word per idea, the same in contract, server, widget, tests and docs.
 *
 * - **system**: a product that can be connected; an entry of the catalogue.
 * - **method**: a way to prove access to a system (API key, basic, OAuth 2, log-in, database, files …).
 * - **field**: something to be entered for a method. **step**: one step of getting it. (A link has steps too: screens.)
 * - **link**: one person's journey to one connection; opened by a *link token*, has steps, ends once.
 * - **check**: a question put to the real system; its answer is yes, no or unknown, with a *cause*.
 * - **run**: all checks of one press, one after another; it has an *outcome*.
 * - **preview**: a run of only those checks that need no credentials, while the person types; it proves no connection.
 * - **trust**: what a person trusts beyond the public authorities, for one connection: a certificate, an authority.
 * - **cause**: why an answer is not yes: a stable code with words, a culprit and a way on.
 * - **problem**: why a request to Gangway itself was refused (RFC 9457).
 * - **connection**: the result: a system, a method, sealed credentials, an owner.
 * - **draft**: what a link has proved or sealed so far and will become a connection.
 * - **event**: something the host is told, once it has been committed. **delivery**: one event on its way to one endpoint.
 * - **data set**: what a host wants to read (purchase orders, vendors …).
 * - **host**: the company that embeds; **organization**: its customer; **person** or **end user**: who connects.
 * - **operator**: who runs a server. **tenant**: one host's own space on it: keys, origins, endpoints, links, connections.
 * - **surface**: how the flow is embedded: component, frame, script, hosted page.
 */
export { Approval } from "./approval.js";
export { Address, AddressReading, AddressCode, AddressChange, addressCodes } from "./address.js";
export { causes, causeCodes, type Cause, type CauseCode, type Culprit, type FieldRole } from "./cause.js";
export { CheckLine, CheckName, checkNames, Fact, Offer, OutcomeLine, RunLine, Warning } from "./check.js";
export { type Change, Derivation } from "./derive.js";
export { Connection, ConnectionStatus, EndUser, Metadata, Organization } from "./connection.js";
export {
  endpoints,
  type Endpoint,
  type Endpoints,
  type EndpointName,
  type Caller,
  type Params,
  type Query,
  type Body,
  type BodyInput,
  type Answer,
} from "./endpoint.js";
export { Event, type EventType, Delivery } from "./event.js";
export { Field, InputFile, type FieldInput, Step } from "./field.js";
export {
  Appearance,
  Authorization,
  AuthorizationState,
  CodeAtProvider,
  FieldView,
  FinishedLink,
  Link,
  LinkStatus,
  LinkStep,
  LinkView,
  MethodView,
  MintedLink,
  MintLink,
  OpenedLink,
  Progress,
  RunChecks,
  SystemHit,
  SystemView,
} from "./link.js";
export {
  ApiKeyUse,
  BasicUse,
  BearerUse,
  CompositeUse,
  DatabaseUse,
  FilesUse,
  LoginUse,
  MethodKind,
  methodKinds,
  MethodUse,
  type MethodUseOf,
  NoneUse,
} from "./method.js";
export { Assertion, OAuth2Use } from "./oauth2.js";
export {
  ChooseProbe,
  DataSet,
  Evidence,
  Excerpt,
  Farewell,
  Greeting,
  Probe,
  type ProbeInput,
  Question,
  type QuestionInput,
  SignInProbe,
} from "./probe.js";
export { Prompt } from "./prompt.js";
export { SamlAssertion } from "./saml.js";
export { Problem, type ProblemCode, problemCodes, problems } from "./problem.js";
export {
  categories,
  Category,
  Proven,
  provenLevels,
  Source,
  type System,
  SystemFile,
  type SystemFileInput,
} from "./system.js";
export { Language, languages, Text } from "./text.js";
export { ClientCertUse, OAuth1Use, signedParts, SignedUse, WsseUse } from "./signing.js";
export { tokens, type TokenKind } from "./token.js";
export { Base } from "./use.js";
export { Certificate, Trust } from "./trust.js";
