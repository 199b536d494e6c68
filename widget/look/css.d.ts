/** A style sheet that the build puts beside the page. */
declare module "*.css";
/** The same as text, for a shadow root to adopt. */
declare module "*.css?inline" {
  const text: string;
  export default text;
}
