import * as z from "zod";

/** Languages that the flow speaks. A new one is one file in `widget/words/` and one word here. */
export const languages = ["en", "de"] as const;
export const Language = z.enum(languages);
export type Language = z.infer<typeof Language>;

/** Words of an entry, by language. English is always there; what is missing falls back to it. */
export const Text = z.object({ en: z.string().min(1) }).catchall(z.string().min(1));
export type Text = { en: string; de?: string; [language: string]: string | undefined };
