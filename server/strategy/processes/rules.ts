import type { ProcessStep, ProcessSwitch } from './schema.ts';

/** Who or what does a step, from its switches; without any, what it always is. */
export function doerOf(
  switches: readonly Pick<ProcessSwitch, 'isAutomatic'>[],
  always: 'machine' | 'person',
): ProcessStep['doer'] {
  if (switches.length === 0) return always;
  const automatic = switches.filter(({ isAutomatic }) => isAutomatic).length;
  if (automatic === 0) return 'person';
  return automatic === switches.length ? 'machine' : 'either';
}
