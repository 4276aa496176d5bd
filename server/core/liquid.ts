import { Liquid } from 'liquidjs';

const MAX_TEMPLATE_CHARACTERS = 100_000;
const MAX_RENDER_MS = 250;
const MAX_MEMORY_UNITS = 10_000_000;

/** A template that people wrote and that cannot be rendered; the message says where and why. */
export class TemplateError extends Error {}

// People who write templates see the values they are given and nothing else: no files, no prototypes.
const engine = new Liquid({
  templates: {},
  ownPropertyOnly: true,
  strictVariables: true,
  strictFilters: true,
  parseLimit: MAX_TEMPLATE_CHARACTERS,
  renderLimit: MAX_RENDER_MS,
  memoryLimit: MAX_MEMORY_UNITS,
});

/**
 * Fills `{{ placeholders }}` and runs the Liquid tags of a text.
 * @throws TemplateError for bad syntax, an unknown placeholder or filter, or a template that takes too long.
 */
export function renderTemplate(template: string, values: Record<string, unknown>): string {
  try {
    return engine.parseAndRenderSync(template, values);
  } catch (error) {
    throw new TemplateError(error instanceof Error ? error.message : String(error), { cause: error });
  }
}
