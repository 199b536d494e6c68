/** A style sheet of a page of ours. */
declare module "*.css";
/** A style sheet as text, for a page or a shadow root to adopt. */
declare module "*.css?inline" {
  const text: string;
  export default text;
}
