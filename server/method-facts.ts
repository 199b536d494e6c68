import type { FieldView, MethodUse, MethodView, System } from "#contract";
import { asked } from "./methods/fields.js";
import { idOf, methodOf } from "./methods/methods.js";

/** What the methods say of an entry's ways, for the picker and for the details. */
export const methodFacts = {
  built: (use: MethodUse): boolean => methodOf(use) !== null,
  view(use: MethodUse, system: System): MethodView {
    const method = methodOf(use);
    return {
      id: idOf(use),
      kind: use.kind,
      built: method !== null,
      label: use.label ?? null,
      recommended: use.recommended ?? false,
      consent: method?.consent(use as never)?.by ?? null,
      fields: asked(method?.fields(use as never, system) ?? []).map(fieldView),
      steps: use.steps,
      file: use.file ?? null,
      // Of each tenant its own: put in where the tenant is known.
      redirectUrl: null,
    };
  },
};

const fieldView = ({ by: _by, pattern: _pattern, ...field }: ReturnType<typeof asked>[number]): FieldView => field;
