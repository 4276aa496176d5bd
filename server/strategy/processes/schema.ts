import { z } from 'zod';
import { Wait } from '../../core/waits.ts';
import { DOERS, PROCESSES, STEPS, SWITCHES } from './kinds.ts';

/** What makes a step go by itself or wait for a person. */
const ProcessSwitch = z.object({
  kind: z.enum(SWITCHES),
  id: z.string().nullable().describe('Of the rule, offer or playbook; the company has one payout schedule'),
  place: z.number().int().nullable().describe('Of a playbook’s step, from 0'),
  name: z.string().nullable(),
  isAutomatic: z.boolean(),
});
export type ProcessSwitch = z.infer<typeof ProcessSwitch>;

const ProcessStep = z.object({
  key: z.enum(STEPS),
  title: z.string().nullable().describe('Of a playbook’s own step'),
  doer: z.enum(DOERS),
  wait: Wait,
  switches: z.array(ProcessSwitch),
});
export type ProcessStep = z.infer<typeof ProcessStep>;

export const Process = z.object({
  key: z.enum(PROCESSES),
  id: z.string().nullable().describe('Of a playbook'),
  name: z.string().nullable().describe('Of a playbook'),
  steps: z.array(ProcessStep),
});
export type Process = z.infer<typeof Process>;

export const Processes = z.object({ data: z.array(Process) });
