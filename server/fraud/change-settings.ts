import { type Actor, authorize } from '../core/actor.ts';
import { inTransaction } from '../core/db.ts';
import { type FieldError, invalid } from '../core/problem.ts';
import { audit } from '../workspace/index.ts';
import { RULE_CODES, type RuleCode, thresholdsOf } from './rules/settings.ts';
import type { SettingsChange, SettingsView } from './schema.ts';
import { findSettings, upsertSettings } from './store/settings.ts';

/** The rules with their thresholds and the limits of these. */
export async function viewSettings(actor: Actor): Promise<SettingsView> {
  authorize(actor, 'fraud.read');
  const { settings, ...saved } = await findSettings(actor.workspaceId);
  const limits = Object.fromEntries(RULE_CODES.map((code) => [code, thresholdsOf(code)]));
  return { ...settings, ...saved, limits: limits as SettingsView['limits'] };
}

/** From the next examination on; cases that are open stay open. @throws Problem 422 naming every wrong threshold. */
export async function changeSettings(actor: Actor, change: SettingsChange): Promise<SettingsView> {
  authorize(actor, 'fraud.decide');
  const errors = RULE_CODES.flatMap((code) => wrongThresholds(code, change.rules[code].thresholds));
  if (errors.length > 0) throw invalid(errors);
  return inTransaction(async () => {
    const { settings: before } = await findSettings(actor.workspaceId);
    await upsertSettings(actor.workspaceId, change, { updatedByName: actor.name, updatedAt: actor.now });
    const object = { objectType: 'fraud_settings', objectId: actor.workspaceId };
    await audit(actor, { action: 'fraud_settings.changed', ...object, before, after: change });
    return viewSettings(actor);
  });
}

function wrongThresholds(code: RuleCode, thresholds: Record<string, number>): FieldError[] {
  const limits = thresholdsOf(code);
  return Object.entries(thresholds).flatMap(([name, value]) => {
    const limit = limits[name];
    const path = `rules.${code}.thresholds.${name}`;
    if (!limit) return [{ path, message: 'is no threshold of this rule' }];
    if (value >= limit.min && value <= limit.max) return [];
    return [{ path, message: `must be between ${limit.min} and ${limit.max}` }];
  });
}
